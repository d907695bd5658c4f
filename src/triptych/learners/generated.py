"""Learning from generated items: as many as are asked for, in the place of a task's own."""

from typing import Any, Self, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Raw
from triptych.estimator import Estimator, View


@final
class LearnsGenerated:
    """An estimator that learns from other items than those it is given, whatever these are.

    items, answers   n of them, as the estimator reads them
    """

    def __init__(
        self, estimator: Estimator, items: Raw, answers: npt.NDArray[Any], reads: View
    ) -> None:
        self.estimator = estimator
        self.items = items
        self.answers = answers
        self.reads = reads

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Learn from its own items; those of X are not looked at."""
        self.estimator.fit(self.items, self.answers)
        self.estimator_ = self.estimator
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The estimator's decision for each item (n,)."""
        return np.asarray(self.estimator_.predict(X))
