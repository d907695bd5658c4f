"""Kernel machines."""

from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.calibration import CalibratedClassifierCV
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC


class GaussianSVC(SVC):  # type: ignore[misc]  # scikit-learn has no types
    """scikit-learn's `SVC` with a Gaussian kernel, whose decisions are two matrix products.

    libsvm computes them item by item, which takes eight times as long for many items. Values differ
    by rounding alone.
    """

    def __init__(self, *, C: float = 1.0, gamma: float = 1.0) -> None:
        super().__init__(C=C, gamma=gamma, break_ties=True)

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Fit by libsvm, and prepare what all decisions share."""
        super().fit(X, y, sample_weight)
        if not sparse.issparse(self.support_vectors_):
            self.pair_weights_ = self._weights()
            self.squares_ = np.einsum("vf,vf->v", self.support_vectors_, self.support_vectors_)
        return self

    def _decision_function(self, X: Any) -> Any:
        """The decision (items, pairs of classes), positive for the first of a pair."""
        # Should scikit-learn no longer ask this method, decisions are libsvm's: slower, not wrong.
        if sparse.issparse(self.support_vectors_):
            return super()._decision_function(X)
        X = self._validate_for_predict(X)
        distances = X @ self.support_vectors_.T
        distances *= -2
        distances += self.squares_
        distances += np.einsum("if,if->i", X, X)[:, None]
        np.maximum(distances, 0, out=distances)
        distances *= -self._gamma
        decisions = np.exp(distances, out=distances) @ self.pair_weights_ + self.intercept_
        return decisions.ravel() if len(self.classes_) == 2 else decisions

    def _weights(self) -> Any:
        """Weight of each support vector in each pair's decision: (vectors, pairs)."""
        if len(self.classes_) == 2:
            return self.dual_coef_.T
        count = len(self.classes_)
        ends = np.cumsum(self.n_support_)
        spans = [slice(end - size, end) for end, size in zip(ends, self.n_support_, strict=True)]
        pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
        weights = np.zeros((len(self.support_vectors_), len(pairs)))
        # libsvm's layout: a vector's weights against all other classes, in their order.
        for column, (one, other) in enumerate(pairs):
            weights[spans[one], column] = self.dual_coef_[other - 1, spans[one]]
            weights[spans[other], column] = self.dual_coef_[one, spans[other]]
        return weights


def support_vectors(penalty: float, gamma: float, seed: int) -> CalibratedClassifierCV:
    """A support vector machine with a Gaussian kernel of width 1 / sqrt(2 gamma).

    Probabilities come from one temperature for all classes, fitted to the decisions of a three-fold
    cross-validation of the training items; it changes no decision. By scikit-learn's `SVC` and
    `CalibratedClassifierCV`.
    """
    return CalibratedClassifierCV(
        GaussianSVC(C=penalty, gamma=gamma),
        method="temperature",
        ensemble=False,
        cv=StratifiedKFold(3, shuffle=True, random_state=seed),
    )
