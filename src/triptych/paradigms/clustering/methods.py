"""Clustering methods: k-means, Ward, Gaussian mixtures and HDBSCAN, with or without a number."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.cluster import HDBSCAN, AgglomerativeClustering, KMeans
from sklearn.metrics import silhouette_score
from sklearn.mixture import GaussianMixture

Numbers: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.intp]

Method = Callable[[Numbers, int | None, int], Integers]
"""The cluster (n,) of each point (n, columns), from the number of clusters, or None where it is to
be chosen, and a seed."""

MOST_CLUSTERS: Final = 20
"""The largest number of clusters that is tried."""

_STARTS: Final = 10
_STARTS_OF_A_TRIAL: Final = 2
_SMALLEST_SHARE: Final = 0.01
_SMALLEST: Final = 5
_MOST_FOR_SILHOUETTE: Final = 1000
_LEAST_VARIANCE: Final = 1e-3
"""Added to each variance of points whose range is 1: a column that is constant in a cluster has
no density."""


def k_means(points: Numbers, count: int | None, seed: int) -> Integers:
    """Clusters by k-means, the best of ten starts (scikit-learn's `KMeans`).

    A number that is not told is the one of the largest silhouette, tried with two starts each.
    """
    if count is None:
        tried = partial(_k_means, points, seed, _STARTS_OF_A_TRIAL)
        count = len(np.unique(_by_silhouette(tried, points, seed)))
    return _k_means(points, seed, _STARTS, count)


def ward(points: Numbers, count: int | None, seed: int) -> Integers:
    """Clusters by Ward's linkage (scikit-learn's `AgglomerativeClustering`).

    A number that is not told is the one of the largest silhouette.
    """
    if count is None:
        return _by_silhouette(partial(_ward, points), points, seed)
    return _ward(points, count)


def mixture(points: Numbers, count: int | None, seed: int) -> Integers:
    """Clusters by a mixture of Gaussians without covariances (scikit-learn's `GaussianMixture`).

    A number that is not told is the one of the least BIC (Schwarz, Annals of Statistics 6, 1978).
    """
    if count is not None:
        return np.asarray(_mixture(points, count, seed).predict(points))
    found = [_mixture(points, one, seed) for one in _counts(points)]
    best = min(found, key=lambda one: float(one.bic(points)))
    return np.asarray(best.predict(points))


def hdbscan(points: Numbers, count: int | None, seed: int) -> Integers:
    """Clusters by density (scikit-learn's `HDBSCAN`), which is told no number and needs none.

    Points that it calls noise are a cluster of their own, the last.
    """
    smallest = max(_SMALLEST, int(len(points) * _SMALLEST_SHARE))
    model = HDBSCAN(min_cluster_size=smallest, min_samples=_SMALLEST, copy=True)
    found = np.asarray(model.fit_predict(points))
    return np.where(found < 0, found.max(initial=-1) + 1, found)


METHODS: Final[Mapping[str, Method]] = {
    "kmeans": k_means,
    "ward": ward,
    "mixture": mixture,
    "hdbscan": hdbscan,
}


def _k_means(points: Numbers, seed: int, starts: int, count: int) -> Integers:
    model = KMeans(count, n_init=starts, random_state=seed)
    return np.asarray(model.fit_predict(points))


def _ward(points: Numbers, count: int) -> Integers:
    return np.asarray(AgglomerativeClustering(count).fit_predict(points))


def _mixture(points: Numbers, count: int, seed: int) -> GaussianMixture:
    model = GaussianMixture(
        count, covariance_type="diag", reg_covar=_LEAST_VARIANCE, random_state=seed
    )
    return model.fit(points)


def _by_silhouette(group: Callable[[int], Integers], points: Numbers, seed: int) -> Integers:
    """The clusters of the number with the largest mean silhouette, of many points on a sample.

    Rousseeuw, Journal of Computational and Applied Mathematics 20, 1987.
    """
    sample = None if len(points) <= _MOST_FOR_SILHOUETTE else _MOST_FOR_SILHOUETTE

    def silhouette(clusters: Integers) -> float:
        return float(silhouette_score(points, clusters, sample_size=sample, random_state=seed))

    return max(map(group, _counts(points)), key=silhouette)


def _counts(points: Numbers) -> Sequence[int]:
    """The numbers of clusters that are tried."""
    return range(2, min(MOST_CLUSTERS, len(points) - 1) + 1)
