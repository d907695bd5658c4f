"""Who learns nothing from the task's labels: the ends of a scale of what labels are worth."""

from typing import Any, Self, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Raw
from triptych.estimator import View


@final
class Unchanged:
    """An estimator that was fitted on something else, and answers as it does there."""

    def __init__(self, fitted: Any, reads: View) -> None:
        self.estimator_ = fitted
        self.reads = reads

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Learn nothing from n items and their answers (n,)."""
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The estimator's decision for each item (n,)."""
        return np.asarray(self.estimator_.predict(X))


@final
class Uninformed:
    """Names the same class for every item: without labels or a source, none is more likely."""

    def __init__(self, named: str, reads: View) -> None:
        self.named = named
        self.reads = reads

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Learn nothing: there is nothing."""
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The named class for each item (n,)."""
        return np.full(len(X), self.named, dtype=object)
