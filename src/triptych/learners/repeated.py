"""Few items, repeated until training takes as many steps as with many."""

from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Indices, Raw, take
from triptych.estimator import Estimator
from triptych.task import view_of

_BATCHES: Final = 256
"""A multiple of networks' usual batch sizes."""


def repeated(count: int, size: int, random: np.random.Generator) -> Indices:
    """Positions below `count` in random order, each equally often up to one, `size` in all."""
    rounds = -(-size // count)
    return np.concatenate([random.permutation(count) for _ in range(rounds)])[:size]


def whole_batches(items: float) -> int:
    """The number of items, rounded to whole batches of any usual size, so that steps add up."""
    return _BATCHES * max(1, round(items / _BATCHES))


@final
class Repeated:
    """A network that is trained on its items repeated to `size` of them.

    It takes as many steps then as on `size` different items, with the epochs of its author: with
    few labels it would otherwise stop before it has learned them. Items that it keeps for
    validation are repetitions of those it is trained on.

    estimator   the task's own network, or whatever is trained by passes over its items
    """

    def __init__(self, estimator: Estimator, size: int, seed: int) -> None:
        self.estimator = estimator
        self.size_of_training = size
        self.seed = seed
        self.reads = view_of(estimator, "deep")

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Learn from n items and their answers (n,), in n rows where `size` is less."""
        size = max(self.size_of_training, len(y))
        rows = repeated(len(y), size, np.random.default_rng(self.seed))
        self.estimator.fit(take(X, rows), y[rows])
        self.estimator_ = self.estimator
        return self

    def fit_semi_supervised(self, X: Raw, y: npt.NDArray[Any], unlabelled: Raw) -> Self:
        """Learn from the items with answers alone: the comparison of who learns from both."""
        return self.fit(X, y)

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The estimator's decision for each item (n,)."""
        return np.asarray(self.estimator_.predict(X))
