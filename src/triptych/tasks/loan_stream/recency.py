"""Recency: the weight of a training item halves with every so many that came after it."""

from typing import Any, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin, clone

from triptych.paradigms.additive import Additive
from triptych.paradigms.classical.contributions import contribute


@final
class RecencyWeighted(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # has no types
    """A classifier whose training items count the less the longer ago they came in.

    estimator   a classifier that takes weights of items
    half_life   so many items later, an item weighs half as much

    Rows have to come in the order of time.
    """

    def __init__(self, estimator: Any, half_life: float) -> None:
        self.estimator = estimator
        self.half_life = half_life

    def fit(self, X: Any, y: npt.NDArray[Any]) -> Self:
        """Fit the classifier to n items and their answers (n,), the newest last."""
        weights = recency_weights(len(y), self.half_life)
        self.estimator_ = clone(self.estimator).fit(X, y, sample_weight=weights)
        self.classes_ = self.estimator_.classes_
        return self

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """The decision for each item (n,)."""
        return np.asarray(self.estimator_.predict(X))

    def predict_proba(self, X: Any) -> npt.NDArray[np.float64]:
        """Probabilities (n, classes), columns in the order of `classes_`."""
        return np.asarray(self.estimator_.predict_proba(X))

    def contributions(self, X: Any, decisions: npt.NDArray[Any]) -> Additive:
        """Contributions of the columns to the given decisions (n,) of the classifier."""
        return contribute(self.estimator_, X, decisions)


def recency_weights(count: int, half_life: float) -> npt.NDArray[np.float64]:
    """The weights of items in the order of time (count,), 1 for the newest."""
    return np.asarray(0.5 ** (np.arange(count)[::-1] / half_life))
