"""Embeddings by a network that learns without answers: an autoencoder, or by contrast."""

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal, Self, final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.base import BaseEstimator, TransformerMixin, clone
from torch import Tensor, nn
from torch.nn import functional

from triptych.dataset import Raw
from triptych.errors import ContractError, Unfit
from triptych.paradigms.clustering.variation import variation_of
from triptych.paradigms.deep.network_estimator import INFERENCE_BATCH, NetworkEstimator

STEPS: Final = 420
"""Batches that a network learns from, of any task: so every task costs about the same."""

BATCH: Final = 128
TEMPERATURE: Final = 0.5
LEARNING_RATE: Final = 2e-3

_CODE: Final = 32
_HIDDEN: Final = 128
_PROJECTION: Final = 64
_ITSELF: Final = -1e9

Aim = Literal["autoencoder", "contrastive"]
Loss = Callable[[Tensor], Tensor]
"""The loss of a batch of prepared items (n, …)."""


@final
class NetworkEmbedding(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # untyped
    """The task's own network without its last layer, trained on items without answers.

    estimator    the task's network estimator: its preparation, network and augmentation are used
    aim          "autoencoder": to give the prepared item back from a code of 32 numbers, which are
                 the embedding (Hinton and Salakhutdinov, Science 313, 2006); "contrastive": to tell
                 by their features, scaled to length 1, which two varied items were one (Chen et
                 al., SimCLR, ICML 2020)
    seed         of initial weights, order and variation
    """

    def __init__(self, estimator: NetworkEstimator, aim: Aim, seed: int) -> None:
        self.estimator = estimator
        self.aim = aim
        self.seed = seed

    def fit(self, X: Raw, y: None = None) -> Self:
        """Train on items (n, …); restores torch's global random state."""
        self.prepare_ = clone(self.estimator.prepare).fit(X)
        inputs = self._prepared(X)
        with torch.random.fork_rng():
            torch.manual_seed(self.seed)
            trunk, width = _without_last_layer(
                self.estimator.build_module(tuple(inputs.shape[1:]), 2)
            )
            if self.aim == "autoencoder":
                self.network_: nn.Module = nn.Sequential(trunk, nn.Linear(width, _CODE))
                _train(*_reconstruction(self.network_, inputs), inputs)
            else:
                self.network_ = trunk
                _train(*self._contrast(trunk, width, inputs), inputs)
        self.network_.eval()
        return self

    def transform(self, X: Raw) -> npt.NDArray[np.float64]:
        """The embedding of each item (n, features)."""
        with torch.inference_mode():
            batches = torch.split(self._prepared(X), INFERENCE_BATCH)
            found = torch.cat([self.network_(batch).flatten(1) for batch in batches])
            if self.aim == "contrastive":
                found = functional.normalize(found)
        return found.double().numpy()

    def _prepared(self, X: Raw) -> Tensor:
        values = np.asarray(self.prepare_.transform(X))
        kind = np.int64 if values.dtype.kind in "iub" else np.float32
        return torch.from_numpy(np.ascontiguousarray(values, dtype=kind))

    def _contrast(
        self, trunk: nn.Module, width: int, inputs: Tensor
    ) -> tuple[Loss, Iterable[nn.Module]]:
        """SimCLR's loss, with a projection that is not part of the embedding."""
        head = nn.Sequential(nn.Linear(width, _HIDDEN), nn.ReLU(), nn.Linear(_HIDDEN, _PROJECTION))
        vary = variation_of(inputs, self.estimator.augment)

        def loss(batch: Tensor) -> Tensor:
            both = torch.cat([vary(batch), vary(batch)])
            found = functional.normalize(head(trunk(both).flatten(1)))
            likeness = (found @ found.T / TEMPERATURE).fill_diagonal_(_ITSELF)
            items = len(batch)
            twin = torch.cat([torch.arange(items, 2 * items), torch.arange(items)])
            return functional.cross_entropy(likeness, twin)

        return loss, (trunk, head)


def network_of(made: Any, who: str) -> NetworkEstimator:
    """The network estimator in a task's deep contender: itself, or the first that it wraps.

    Raises Unfit where there is none.
    """
    parts = made.get_params(deep=True).values() if isinstance(made, BaseEstimator) else ()
    found = next((one for one in (made, *parts) if isinstance(one, NetworkEstimator)), None)
    if found is None:
        raise Unfit(
            f"{who}: an embedding is made from the task's network, and a {type(made).__name__} "
            "holds none. Make the deep contender from a NetworkClassifier."
        )
    return found


def _reconstruction(network: nn.Module, inputs: Tensor) -> tuple[Loss, Iterable[nn.Module]]:
    """The squared error of given-back numbers; of codes whether each occurs in the item."""
    is_codes = not inputs.is_floating_point()
    count = int(inputs.max()) + 1 if is_codes else inputs[0].numel()
    back = nn.Sequential(nn.ReLU(), nn.Linear(_CODE, _HIDDEN), nn.ReLU(), nn.Linear(_HIDDEN, count))

    def loss(batch: Tensor) -> Tensor:
        given = back(network(batch))
        if not is_codes:
            return functional.mse_loss(given, batch.flatten(1))
        occurs = torch.zeros(len(batch), count).scatter_(1, batch.flatten(1), 1.0)
        return functional.binary_cross_entropy_with_logits(given, occurs)

    return loss, (network, back)


def _train(loss: Loss, modules: Iterable[nn.Module], inputs: Tensor) -> None:
    """Train by batches in random order, the learning rate in one cycle."""
    weights = [one for module in modules for one in module.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=LEARNING_RATE, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=LEARNING_RATE, total_steps=STEPS
    )
    parts = max(1, round(len(inputs) / BATCH))
    batches: list[Tensor] = []
    for _ in range(STEPS):
        batches = batches or list(torch.tensor_split(torch.randperm(len(inputs)), parts))
        optimizer.zero_grad()
        loss(inputs[batches.pop()]).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()


def _without_last_layer(network: nn.Module) -> tuple[nn.Module, int]:
    """The network up to the input of its last linear layer, whose width is given too.

    Dropout is left out: what varies is the variation alone.
    """
    linear = [one for one in network.named_modules() if isinstance(one[1], nn.Linear)]
    if not linear:
        raise ContractError(
            f"an embedding is the input of a network's last linear layer; the "
            f"{type(network).__name__} has none. End it with one."
        )
    name, last = linear[-1]
    parent, _, own = name.rpartition(".")
    setattr(network.get_submodule(parent), own, nn.Identity())
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    return network, last.in_features
