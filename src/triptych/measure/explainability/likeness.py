"""How alike two explanations of the same units are."""

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from triptych.measure.explainability.masking import Map


def spearman(first: Map, second: Map) -> float:
    """Return Spearman's rank correlation of two maps over the same units, ties by mid-ranks.

    A map whose units are all equal ranks nothing: 1 with another of that kind, 0 with any
    other map.
    """
    return float(rank_correlations(np.stack((first, second)))[0, 1])


def rank_correlations(maps: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return Spearman's correlation of each map with each (n, n), for maps (n, units)."""
    ranks = rankdata(maps, axis=1)
    ranks -= ranks.mean(axis=1, keepdims=True)
    lengths = np.sqrt((ranks**2).sum(axis=1, keepdims=True))
    is_flat = lengths[:, 0] == 0
    ranks /= np.where(lengths == 0, 1, lengths)
    return np.asarray(np.clip(ranks @ ranks.T, -1, 1) + np.outer(is_flat, is_flat))


def total_variation(first: Map, second: Map) -> float:
    """Half the sum of |p - q|, with p and q the maps divided by their sum of absolute values.

    Between 0 and 1: 1 where the maps share no unit, or where all evidence changed its sign. A
    map of zeros stays one.
    """
    return float(np.abs(_shares(first) - _shares(second)).sum() / 2)


def _shares(attribution: Map) -> Map:
    total = np.abs(attribution).sum()
    return attribution / total if total > 0 else np.zeros_like(attribution)
