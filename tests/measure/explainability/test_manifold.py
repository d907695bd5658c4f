"""Promises of the check whether masked inputs still look like items."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.errors import ContractError
from triptych.measure.explainability.manifold import off_manifold, share_off
from triptych.measure.explainability.masking import Masking
from triptych.units import Frames

RANDOM = np.random.default_rng(0)


def masking(donors):
    return Masking(lambda rows: rows[:, 0] > 0, Frames(donors.shape[1]), donors)


def test_real_items_are_off_in_one_case_of_twenty():
    """Other items of the same distribution: by construction of the quantile."""
    real, others = RANDOM.normal(size=(2, 2000, 4))

    assert share_off(others, real) == pytest.approx(0.05, abs=0.02)


def test_independent_units_can_be_exchanged():
    """Where units know nothing of each other, a masked item is an item."""
    items, donors, real = RANDOM.normal(size=(3, 300, 4))

    assert off_manifold(masking(donors), items, real, np.asarray) < 0.1


def test_bound_units_cannot():
    """Where all units are the same number, any exchange tells."""
    items, donors, real = (np.repeat(RANDOM.normal(size=(300, 1)), 4, axis=1) for _ in range(3))

    assert off_manifold(masking(donors), items, real, np.asarray) > 0.8


@given(shift=st.floats(-5, 5), scale=st.floats(0.1, 10))
def test_units_of_measurement_do_not_matter(shift, scale):
    """Columns are compared in their own spread; one that never varies adds nothing."""
    masked, real = np.random.default_rng(1).normal(size=(2, 40, 3))
    factors = np.array([1.0, scale, 1.0])

    def measured(rows):
        return np.column_stack((rows * factors + shift, np.ones(len(rows))))

    assert share_off(measured(masked), measured(real)) == share_off(masked, real)


def test_what_is_missing_counts_as_the_mean():
    """Rows with a hole have a distance all the same."""
    real = RANDOM.normal(size=(200, 2))
    real[::10, 0] = np.nan

    assert share_off(np.array([[np.nan, 0.0], [99.0, np.nan]]), real) == 0.5


def test_items_of_one_unit_have_no_masked_inputs():
    """Then there is nothing to say; a single real item has no neighbour either."""
    assert np.isnan(off_manifold(masking(np.ones((3, 1))), np.ones((2, 1)), np.ones((9, 1)), list))
    with pytest.raises(ContractError, match="two or more"):
        share_off(np.ones((3, 1)), np.ones((1, 1)))
