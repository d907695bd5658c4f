"""Grouped: an estimator that answers with clusters of the items it was shown."""

from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from triptych.dataset import Raw
from triptych.errors import ContractError
from triptych.estimator import View
from triptych.paradigms.clustering.methods import Integers, Method, Numbers

MOST_SHOWN: Final = 150
"""Items whose place on the map is kept."""

MOST_COLUMNS: Final = 3
"""Columns that are named for each cluster."""

_DIGITS: Final = 3


@final
class Grouped:
    """Embeds items and groups them; an item's answer is the number of its cluster.

    embedding    scikit-learn transformer from items to points (n, columns), learned without answers
    method       groups the points
    reads        the view of the items
    """

    def __init__(self, embedding: Any, method: Method, reads: View, seed: int) -> None:
        self.embedding = embedding
        self.method = method
        self.reads = reads
        self.seed = seed

    def fit_semi_supervised(self, X: Raw, y: npt.NDArray[Any], unlabelled: Raw) -> Self:
        """Learn the embedding of unlabelled items; raises ContractError where answers are given."""
        if len(y):
            raise ContractError(
                f"clusters are of items without answers; got {len(y)} with theirs. Give none."
            )
        self.embedding.fit(unlabelled)
        self.points_: Numbers = np.asarray(self.embedding.transform(unlabelled), dtype=np.float64)
        self.shown_ = unlabelled
        return self

    def predict(self, X: Raw) -> Integers:
        """The cluster of each item (n,), whose number the method chooses."""
        return self.groups(X, None)

    def groups(self, X: Raw, count: int | None) -> Integers:
        """The cluster of each item (n,), of as many as told, or of a number that is chosen.

        All items that were shown are grouped; an item of X is in the cluster of the nearest one,
        which for an item that was shown is the item itself.
        """
        clusters = self.method(self.points_, count, self.seed)
        points = np.asarray(self.embedding.transform(X), dtype=np.float64)
        nearest = NearestNeighbors(n_neighbors=1).fit(self.points_)
        (own,) = nearest.kneighbors(points, return_distance=False).T
        self._clusters, self._asked = clusters, points
        return np.asarray(clusters[own])

    def described_groups(self) -> dict[str, Any]:
        """What a reader sees of the clusters last answered with, as plain values.

        number   of clusters
        map      coordinates of the first items asked for, on the two principal components of all
                 points; an entry an item
        apart    for each cluster of a table, the columns that set it apart: name, and mean
                 difference to the other items in standard deviations of the column
        """
        plane = PCA(2, random_state=0) if self.points_.shape[1] > 1 else None
        placed = self._asked[:MOST_SHOWN]
        flat = (
            np.pad(placed, ((0, 0), (0, 1)))
            if plane is None
            else plane.fit(self.points_).transform(placed)
        )
        return {
            "number": len(np.unique(self._clusters)),
            "map": np.round(flat, _DIGITS).tolist(),
            "apart": _apart(self.shown_, self._clusters)
            if isinstance(self.shown_, pd.DataFrame)
            else {},
        }


def _apart(table: pd.DataFrame, clusters: Integers) -> dict[str, list[list[Any]]]:
    """For each cluster, its columns of the largest standardized difference (Cohen's d, 1988)."""
    numbers = table.select_dtypes([np.number, np.bool_]).astype(np.float64)
    spread = numbers.std().replace(0.0, np.nan)
    found: dict[str, list[list[Any]]] = {}
    for cluster in np.unique(clusters):
        inside = clusters == cluster
        differences = (numbers[inside].mean() - numbers[~inside].mean()) / spread
        largest = differences.dropna().sort_values(key=np.abs, ascending=False)[:MOST_COLUMNS]
        found[str(cluster)] = [
            [str(name), round(float(value), _DIGITS)] for name, value in largest.items()
        ]
    return found
