"""Who was given nothing to learn from."""

from typing import Any, Self, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Raw
from triptych.task import view_of


@final
class Uninformed:
    """Names the same class for every item: without labels or a source, none is more likely."""

    def __init__(self, estimator: Any, classes: tuple[str, ...]) -> None:
        self.reads = view_of(estimator, "deep")
        self.named = classes[0]

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Learn nothing: there is nothing."""
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The first class for each item (n,)."""
        return np.full(len(X), self.named, dtype=object)
