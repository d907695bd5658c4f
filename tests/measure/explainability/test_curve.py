"""Promises of curves: units enter in the order of what they are worth, and the area is a share."""

import numpy as np
import pytest

from triptych.measure.explainability.curve import MOST_STEPS, area, descending, only, sizes


@pytest.mark.parametrize("units", [1, 2, 5, MOST_STEPS, 100, 1000])
def test_a_curve_begins_with_nothing_and_ends_with_everything(units):
    """In at most so many steps, none of which goes back or stands still."""
    kept = sizes(units)

    assert (kept[0], kept[-1]) == (0, units)
    assert len(kept) <= MOST_STEPS + 1
    assert (np.diff(kept) > 0).all()


def test_what_speaks_most_for_a_decision_comes_first():
    """And what speaks most against it last: not the largest in size, but the largest."""
    order = descending(np.array([0.1, -5.0, 2.0, 0.0]), np.random.default_rng(0))

    assert order.tolist() == [2, 0, 3, 1]


def test_equal_units_have_no_favourite():
    """Each comes first about as often: the place of a pixel is no reason."""
    random = np.random.default_rng(0)
    firsts = np.bincount([descending(np.zeros(4), random)[0] for _ in range(2000)], minlength=4)

    assert firsts == pytest.approx(np.full(4, 500), abs=100)


def test_the_first_units_of_the_order_are_kept():
    """Each set holds the one before."""
    kept = only(np.array([2, 0, 3, 1]), np.array([0, 1, 3, 4]))

    assert kept.astype(int).tolist() == [[0, 0, 0, 0], [0, 0, 1, 0], [1, 0, 1, 1], [1, 1, 1, 1]]


@pytest.mark.parametrize("units", [3, 16, 50])
def test_an_area_is_a_share(units):
    """A decision that always stays has 1, one that comes evenly a half, one that never comes 0."""
    points = sizes(units)
    curves = np.stack([np.ones(len(points)), points / units, np.zeros(len(points))])

    assert area(curves, units) == pytest.approx([1.0, 0.5, 0.0])
