"""Similarity of two explanations of the same units."""

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from triptych.measure.explainability.masking import Map


def spearman(first: Map, second: Map) -> float:
    """Return Spearman's rank correlation, -1 to 1, of two maps (units,), ties by mid-ranks.

    A constant map ranks nothing: 1 with another constant map, 0 with any other map. By scipy's
    `rankdata`. Spearman, American Journal of Psychology 15, 1904.
    """
    return float(rank_correlations(np.stack((first, second)))[0, 1])


def rank_correlations(maps: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return Spearman's correlation of every pair (n, n) of maps (n, units).

    As `spearman`, on mid-ranks by scipy's `rankdata`.
    """
    ranks = rankdata(maps, axis=1)
    ranks -= ranks.mean(axis=1, keepdims=True)
    lengths = np.sqrt((ranks**2).sum(axis=1, keepdims=True))
    is_flat = lengths[:, 0] == 0
    ranks /= np.where(lengths == 0, 1, lengths)
    return np.asarray(np.clip(ranks @ ranks.T, -1, 1) + np.outer(is_flat, is_flat))


def total_variation(first: Map, second: Map) -> float:
    """Total variation distance of two maps (units,), each divided by its sum of absolute values.

    Half the sum of |p - q|: 0 to 1, and 1 where the maps share no unit, or where all signs changed.
    A map of zeros stays a map of zeros.
    """
    return float(np.abs(_shares(first) - _shares(second)).sum() / 2)


def _shares(attribution: Map) -> Map:
    total = np.abs(attribution).sum()
    return attribution / total if total > 0 else np.zeros_like(attribution)
