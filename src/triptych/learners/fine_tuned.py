"""Fine-tuning: a network that was trained on a source first, then on the items of the task."""

import copy
from dataclasses import replace
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from torch import nn

from triptych.dataset import Raw, take
from triptych.errors import ContractError
from triptych.learners.repeated import repeated
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.task import view_of

RATE: Final = 0.25
"""The learning rate of fine-tuning, as a share of the network's own."""


@final
class FineTuned:
    """A network trained on a source, whose every weight is trained further on the task's items.

    Its steps on the task's items are those of `Repeated` with the same `size`; those on the source
    are on top (Yosinski and others, NeurIPS 2014).

    source   items and their class names
    """

    def __init__(
        self, network: Any, source: tuple[Raw, npt.NDArray[Any]], size: int, seed: int
    ) -> None:
        if not isinstance(network, NetworkClassifier):
            raise ContractError(
                f"Fine-tuning trains a network's weights further; expected a NetworkClassifier of "
                f"triptych.paradigms.deep, got a {type(network).__name__}. Return one from the "
                "task's make, or leave the study out."
            )
        self.network = network
        self.source = source
        self.size_of_training = size
        self.seed = seed
        self.reads = view_of(network, "deep")

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Train on the source, then on n items and their class names (n,); n may be 0.

        The last layer is kept where the source's classes are those of the items, or none is given.
        """
        items, names = self.source
        self.estimator_ = self.network.fit(items, names)
        if len(y) == 0:
            return self
        alike = np.array_equal(np.unique(y), self.estimator_.classes_)
        start = Pretrained(self.estimator_.module_, keeps_last=alike)
        rate = RATE * self.network.learning_rate
        tuned = replace(self.network, build_module=start, learning_rate=rate)
        size = max(self.size_of_training, len(y))
        rows = repeated(len(y), size, np.random.default_rng(self.seed))
        self.estimator_ = tuned.fit(take(X, rows), y[rows])
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The class of each item (n,)."""
        return self.estimator_.predict(X)


@final
class Pretrained:
    """Builds a network with the weights of a trained one; a new last layer unless it is kept."""

    def __init__(self, module: nn.Module, *, keeps_last: bool) -> None:
        self.module = module
        self.keeps_last = keeps_last

    def __call__(self, inputs: tuple[int, ...], outputs: int) -> nn.Module:
        """A copy of the trained network with that number of outputs."""
        module = copy.deepcopy(self.module)
        if self.keeps_last:
            return module
        place, last = [
            (name, part) for name, part in module.named_modules() if isinstance(part, nn.Linear)
        ][-1]
        parent, _, name = place.rpartition(".")
        setattr(module.get_submodule(parent), name, nn.Linear(last.in_features, outputs))
        return module
