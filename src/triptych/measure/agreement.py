"""Agreement of clusters with classes, corrected for chance, and what each item adds to it.

Formulas and sources: docs/statistics.md#agreement.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
from sklearn.metrics.cluster import contingency_matrix, expected_mutual_information

from triptych.metric import Metric

Answers = npt.NDArray[Any]
Numbers = npt.NDArray[np.float64]

_RAND = "adjusted_rand_index"


def agreement(metric: Metric, truth: Answers, clusters: Answers) -> float:
    """The adjusted Rand index, or the adjusted mutual information, of clusters and classes (n,).

    Hubert and Arabie, Journal of Classification 2, 1985; Vinh, Epps and Bailey, JMLR 11, 2010, with
    the mean of both entropies; scikit-learn's functions.
    """
    if metric.name == _RAND:
        return float(adjusted_rand_score(truth, clusters))
    return float(adjusted_mutual_info_score(truth, clusters))


def agreement_without_each(metric: Metric, truth: Answers, clusters: Answers) -> Numbers:
    """The agreement that is left without each item (n,), for a jackknife.

    Of mutual information the part that chance explains is held: one item hardly moves it.
    """
    counts = np.asarray(contingency_matrix(truth, clusters), dtype=np.float64)
    row, column = (np.unique(one, return_inverse=True)[1] for one in (truth, clusters))
    rows, columns = np.nonzero(counts)
    left = np.repeat(counts[None], len(rows), axis=0)
    left[np.arange(len(rows)), rows, columns] -= 1
    if metric.name == _RAND:
        found = _rand(left)
    else:
        chance = expected_mutual_information(counts.astype(np.int64), len(truth))
        found = _information(left, float(chance))
    of_cell = np.zeros(counts.shape)
    of_cell[rows, columns] = found
    of_item: Numbers = of_cell[row, column]
    return of_item


def grouped_otherwise(truth: Answers, clusters: Answers) -> Numbers:
    """The share (n,) of other items with which an item is wrongly together, or wrongly apart."""
    counts = np.asarray(contingency_matrix(truth, clusters), dtype=np.float64)
    row, column = (np.unique(one, return_inverse=True)[1] for one in (truth, clusters))
    wrong = counts.sum(axis=1)[row] + counts.sum(axis=0)[column] - 2 * counts[row, column]
    return np.asarray(wrong / max(len(truth) - 1, 1))


def _rand(counts: Numbers) -> Numbers:
    """The adjusted Rand index (…) of counts (…, classes, clusters)."""
    together, of_class, of_cluster = (
        _pairs(counts).sum(axis=(1, 2)),
        _pairs(counts.sum(axis=2)).sum(axis=1),
        _pairs(counts.sum(axis=1)).sum(axis=1),
    )
    chance = of_class * of_cluster / np.maximum(_pairs(counts.sum(axis=(1, 2))), 1)
    return _corrected(together, chance, (of_class + of_cluster) / 2)


def _information(counts: Numbers, chance: float) -> Numbers:
    """The adjusted mutual information (…) of counts (…, classes, clusters)."""
    shares = counts / counts.sum(axis=(1, 2), keepdims=True)
    of_class, of_cluster = _entropy(shares.sum(axis=2)), _entropy(shares.sum(axis=1))
    joint = _entropy(shares.reshape(len(shares), -1))
    information = of_class + of_cluster - joint
    return _corrected(information, np.full(len(shares), chance), (of_class + of_cluster) / 2)


def _corrected(found: Numbers, chance: Numbers, most: Numbers) -> Numbers:
    """The share of what chance leaves open; 1 where it leaves nothing open."""
    span = most - chance
    open_ = np.abs(span) > np.finfo(np.float64).eps
    share: Numbers = np.divide(found - chance, span, out=np.ones_like(found), where=open_)
    return share


def _entropy(shares: Numbers) -> Numbers:
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    entropy: Numbers = -np.sum(shares * logs, axis=1)
    return entropy


def _pairs(counts: Numbers) -> Numbers:
    return counts * (counts - 1) / 2
