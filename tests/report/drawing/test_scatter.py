"""Promises of the cloud of points: every item is in it, and the diagonal is where truth is met."""

import numpy as np
import pytest

from triptych.report.drawing.scatter import scatter
from triptych.report.drawing.svg import inline


def drawn(truth, predicted):
    values = (np.asarray(one, dtype=np.float64) for one in (truth, predicted))
    return inline(scatter("deep", *values), "n", "title", "words")


@pytest.mark.parametrize("items", [1, 2, 40])
def test_each_item_is_a_point(items):
    random = np.random.default_rng(0)

    picture = drawn(random.normal(size=items), random.normal(size=items))
    assert picture.count('fill="none" stroke="#029e73"') == items


@pytest.mark.parametrize(
    ("truth", "predicted"),
    [([3, 3], [3, 3]), ([0], [0]), ([1e9, -1e9], [1e-9, 0])],
    ids=["all alike", "a single zero", "far apart"],
)
def test_any_numbers_can_be_drawn(truth, predicted):
    """A contender that always says the same has a picture too."""
    picture = drawn(truth, predicted)

    assert "nan" not in picture
    assert "predicted by deep" in picture
