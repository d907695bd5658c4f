"""A classifier on what a frozen pretrained network makes of each item."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin

from triptych.dataset import Raw
from triptych.estimator import View

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """A frozen network.

    weights   the number of its weights
    """

    weights: int

    def encode(self, items: Raw) -> Vectors:
        """The network's vector for each item (n, d); an item's depends on no other item."""


@final
class FrozenNetworkClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Classifies items by the vectors of a network that learns nothing here.

    Nothing is remembered from one call to the next: every decision pays for the network's work.

    encoder   gives the network, loaded once a process: a fitted classifier keeps the head alone
    head      the scikit-learn classifier that is trained on the vectors
    """

    reads: View = "raw"
    decides_by_probability = True

    def __init__(self, encoder: Callable[[], Encoder], head: Any) -> None:
        self.encoder = encoder
        self.head = head

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Train the head on n items and their class names (n,)."""
        self.head.fit(self.encoder().encode(X), y)
        self.classes_ = self.head.classes_
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The most probable class of each item (n,)."""
        return np.asarray(self.head.predict(self.encoder().encode(X)))

    def predict_proba(self, X: Raw) -> npt.NDArray[np.float64]:
        """Probabilities (n, classes), columns as in `classes_`."""
        return np.asarray(self.head.predict_proba(self.encoder().encode(X)))

    def size(self) -> Mapping[str, float]:
        """Weights of the frozen network, and those that were learned here."""
        learned = self.head[-1]
        return {
            "pretrained parameters": self.encoder().weights,
            "coefficients": learned.coef_.size + learned.intercept_.size,
        }
