"""Promises of how alike two maps are."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from triptych.measure.explainability.similarity import (
    rank_correlations,
    spearman,
    total_variation,
)

NUMBERS = st.integers(-4, 4)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=9).map(
    lambda pairs: np.array(pairs, dtype=float).T
)


@given(pair=PAIRS)
def test_rank_correlation_agrees_with_scipy(pair):
    """Ties by mid-ranks, wherever both maps rank anything."""
    first, second = pair
    assume(np.ptp(first) and np.ptp(second))

    assert spearman(first, second) == pytest.approx(stats.spearmanr(first, second).statistic)


@given(pair=PAIRS)
def test_similarity_is_mutual_and_in_its_range(pair):
    """Both measures are symmetric; a map is like itself."""
    first, second = pair

    assert -1 <= spearman(first, second) <= 1
    assert 0 <= total_variation(first, second) <= 1 + 1e-12
    assert spearman(first, second) == pytest.approx(spearman(second, first))
    assert total_variation(first, second) == total_variation(second, first)
    assert spearman(first, first) == pytest.approx(1)
    assert total_variation(first, 3 * first) == pytest.approx(0)


def test_a_flat_map_ranks_nothing():
    """It is like another flat map, and unlike any map that ranks; never NaN."""
    flat, other = np.ones(3), np.array([1.0, 2.0, 3.0])

    assert rank_correlations(np.stack((flat, 0 * flat, other))).tolist() == [
        [1, 1, 0],
        [1, 1, 0],
        [0, 0, pytest.approx(1)],
    ]


def test_maps_that_share_nothing_are_a_whole_apart():
    """So are maps of opposite signs."""
    first = np.array([1.0, 0.0])

    assert total_variation(first, np.array([0.0, 7.0])) == 1
    assert total_variation(first, -first) == 1
