"""Promises of what says how many units carry an explanation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.measure.explainability.concentration import effective_units, gini

MAPS = st.lists(st.floats(-10, 10), min_size=1, max_size=12).map(np.array)


@given(attribution=MAPS)
def test_between_one_unit_and_all(attribution):
    """Whatever the map."""
    count = len(attribution)

    assert 1 - 1e-9 <= effective_units(attribution) <= count + 1e-9
    assert -1e-9 <= gini(attribution) <= (count - 1) / count + 1e-9


@pytest.mark.parametrize("count", [1, 2, 16])
def test_known_maps(count):
    """One unit has everything, all units are equal, or the map is empty."""
    alone, equal, empty = np.eye(count)[0], np.full(count, -3.0), np.zeros(count)

    assert effective_units(alone) == pytest.approx(1)
    assert gini(alone) == pytest.approx((count - 1) / count)
    for spread in (equal, empty):
        assert effective_units(spread) == pytest.approx(count)
        assert gini(spread) == pytest.approx(0)
