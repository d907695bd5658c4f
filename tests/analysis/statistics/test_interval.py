import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from triptych.analysis.statistics.interval import wilson
from triptych.errors import DataError


@pytest.mark.parametrize(("right", "items"), [(0, 10), (3, 10), (10, 10), (977, 1000)])
def test_wilson_agrees_with_scipy(right, items):
    """The score interval of a share."""
    expected = stats.binomtest(right, items).proportion_ci(0.95, method="wilson")

    interval = wilson(right, items)

    assert (interval.low, interval.high) == pytest.approx(tuple(expected), abs=1e-9)


def test_a_share_of_nothing_is_refused():
    """No number stands for what was never tried."""
    with pytest.raises(DataError, match="no interval"):
        wilson(0, 0)


@given(right=st.integers(0, 50), wrong=st.integers(0, 50), times=st.integers(2, 9))
def test_more_items_narrow_the_interval(right, wrong, times):
    """The same share among more items is known better."""
    if right + wrong == 0:
        return
    few, many = wilson(right, right + wrong), wilson(times * right, times * (right + wrong))

    assert many.half_width < few.half_width
