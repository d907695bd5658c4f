"""Models of scikit-learn with its default settings, made safe for any training part."""

import warnings
from collections.abc import Callable
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import is_classifier
from sklearn.dummy import DummyClassifier
from sklearn.exceptions import ConvergenceWarning

from triptych.dataset import Raw
from triptych.estimator import View


class Untuned:
    """A model of items that `prepare` makes plain; a class that occurs alone it decides always."""

    def __init__(self, prepare: Callable[[Any], Any], model: Any, reads: View) -> None:
        self.prepare = prepare
        self.model = model
        self.reads = reads

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Learn from n items and their answers (n,)."""
        alone = is_classifier(self.model) and len(np.unique(y)) == 1
        self.estimator_ = DummyClassifier() if alone else self.model
        with warnings.catch_warnings():
            # Untuned includes the default number of iterations, whether they suffice or not.
            warnings.simplefilter("ignore", ConvergenceWarning)
            self.estimator_.fit(self.prepare(X), y)
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The decision for each item (n,)."""
        decisions: npt.NDArray[Any] = self.estimator_.predict(self.prepare(X))
        return decisions
