"""The base of network estimators: skorch's training loop, explanations and pickling."""

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.base import BaseEstimator, clone
from sklearn.model_selection import train_test_split
from sklearn.utils.validation import check_is_fitted
from skorch import NeuralNet
from skorch.callbacks import EarlyStopping, LRScheduler
from skorch.helper import predefined_split
from torch import Tensor, nn
from torch.utils.data import TensorDataset

from triptych.dataset import Raw
from triptych.estimator import Activation
from triptych.paradigms.deep.batches import Augmentation, Batches
from triptych.paradigms.deep.vectors import mean_vectors

if TYPE_CHECKING:  # deciding must not pay for explaining
    from triptych.explanation import Explanation
    from triptych.paradigms.additive import Additive

BuildModule = Callable[[tuple[int, ...], int], nn.Module]
"""Builds a network from the shape of one prepared item and the number of outputs.

The network maps a batch of prepared items to a row of outputs each: one logit per class, or the
predicted number.
"""

# Large enough to keep the device busy, small enough that activations stay in memory.
INFERENCE_BATCH: Final = 256


@dataclass(eq=False, repr=False)
class NetworkEstimator(BaseEstimator, ABC):  # type: ignore[misc]  # scikit-learn has no types
    """An estimator that trains a network; subclasses define the meaning of its outputs.

    build_module       (shape of one prepared item, number of outputs) -> module giving them
    prepare            scikit-learn transformer from items to numbers, fitted on training items;
                       `FunctionTransformer(function)` without learning
    max_epochs         passes over the training items; the learning rate rises to
                       `learning_rate` and falls to zero over them (one cycle)
    augment            applied to each training batch, never to validation or test items
    validation_share   share of the training items for choosing the best epoch; 0 trains on
                       all of them to the end
    patience           epochs without a better validation loss before stopping; None for no early
                       stopping
    device             "auto" uses a GPU where one is available
    seed               of initial weights, order, augmentation, dropout, validation items

    Fitting leaves torch's global random state as it was. One thread and one seed give one answer,
    bit for bit. The pickle holds the network, on the CPU, and the mean of the training inputs,
    `baseline_`, the baseline of its explanations.
    """

    margin_scale: ClassVar[str]

    build_module: BuildModule
    prepare: Any
    _: KW_ONLY
    max_epochs: int = 30
    learning_rate: float = 1e-3
    batch_size: int = 64
    weight_decay: float = 1e-4
    augment: Augmentation | None = None
    validation_share: float = 0.1
    patience: int | None = None
    device: str = "auto"
    seed: int = 0

    def size(self) -> dict[str, float]:
        """Numbers of trained parameters, and of epochs until training ended."""
        check_is_fitted(self)
        parameters = sum(weights.numel() for weights in self.module_.parameters())
        return {"parameters": parameters, "epochs": self.n_epochs_}

    def prepared(self, X: Raw) -> Tensor:
        """The network's inputs (n, …): 32-bit floats, or codes as 64-bit integers."""
        check_is_fitted(self)
        return _tensor(self.prepare_.transform(X))

    def explain(self, X: Raw) -> "list[Explanation]":
        """Explain each decision by integrated gradients, as contributions of raw parts.

        Raises ExplanationUnavailable, with the reason, where inputs cannot be traced back to raw
        parts.
        """
        decisions = self.predict(X)
        return self.contributions(X, decisions).explanations(decisions)

    def contributions(self, X: Raw, decisions: npt.NDArray[Any]) -> "Additive":
        """Contributions to any given decisions (n,), as `Additive`."""
        from triptych.paradigms.deep.explaining import saliency

        return saliency.contributions(self, X, decisions)

    def activations(self, X: Raw) -> list[Activation]:
        """The output of each step of the network for the items, the logits last."""
        from triptych.paradigms.deep.explaining import activations

        return activations.activations(self.module_, self.prepared(X))

    @abstractmethod
    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The decision for each item (n,)."""

    @abstractmethod
    def decided(self, decisions: npt.NDArray[Any]) -> Tensor:
        """The output number of each decision (n,)."""

    @abstractmethod
    def margins(self, outputs: Tensor, decided: Tensor) -> Tensor:
        """The margin (n,) of the decisions by the outputs (n, outputs), on `margin_scale`."""

    def _fit_network(
        self, X: Raw, answers: Tensor, strata: npt.NDArray[np.intp], outputs: int, loss: nn.Module
    ) -> None:
        """Train on items; the validation part is stratified by the numbers `strata` (n,)."""
        self.prepare_ = clone(self.prepare)
        inputs = _tensor(self.prepare_.fit(X).transform(X))
        with _seeded(self.seed):
            module = self.build_module(tuple(inputs.shape[1:]), outputs)
            net = self._train(module, inputs, answers, strata, loss)
        self.module_ = net.module_.eval()
        self.n_epochs_ = len(net.history)
        self.baseline_ = mean_vectors(self.module_, inputs, INFERENCE_BATCH)

    def _outputs(self, X: Raw) -> Tensor:
        """The network's outputs (n, outputs), as 64-bit floats."""
        inputs = self.prepared(X)
        device = next(self.module_.parameters()).device
        with torch.inference_mode():
            batches = torch.split(inputs, INFERENCE_BATCH)
            return torch.cat([self.module_(batch.to(device)) for batch in batches]).double()

    def _train(
        self,
        module: nn.Module,
        inputs: Tensor,
        answers: Tensor,
        strata: npt.NDArray[np.intp],
        loss: nn.Module,
    ) -> NeuralNet:
        train, validation = self._divide(strata)
        training_set = TensorDataset(inputs[train], answers[train])
        schedule = LRScheduler(
            torch.optim.lr_scheduler.OneCycleLR,
            max_lr=self.learning_rate,
            total_steps=self.max_epochs * len(Batches(training_set, self.batch_size)),
            step_every="batch",
        )
        callbacks: list[Any] = [("schedule", schedule)]
        if len(validation):
            patience = self.max_epochs if self.patience is None else self.patience
            best = EarlyStopping(patience=patience, load_best=True)
            callbacks.append(("best_epoch", best))
        net = NeuralNet(
            module,
            criterion=loss,
            optimizer=torch.optim.AdamW,
            optimizer__weight_decay=self.weight_decay,
            optimizer__fused=True,
            lr=self.learning_rate,
            max_epochs=self.max_epochs,
            batch_size=self.batch_size,
            iterator_train=Batches,
            iterator_train__shuffle=True,
            iterator_train__augment=self.augment,
            iterator_valid=Batches,
            iterator_valid__batch_size=INFERENCE_BATCH,
            train_split=predefined_split(TensorDataset(inputs[validation], answers[validation]))
            if len(validation)
            else None,
            callbacks=callbacks,
            callbacks__print_log=None,
            verbose=0,
            device=_device(self.device),
        )
        return net.fit(training_set, y=None)

    def _divide(self, strata: npt.NDArray[np.intp]) -> tuple[Tensor, Tensor]:
        """Positions of training and validation items (the latter empty where items are too few)."""
        everything = np.arange(len(strata))
        counts = np.bincount(strata)
        held = round(self.validation_share * len(strata))
        if held < len(counts) or counts.min() < 2:
            return torch.as_tensor(everything), torch.empty(0, dtype=torch.int64)
        train, validation = train_test_split(
            everything, test_size=held, stratify=strata, random_state=self.seed
        )
        return torch.as_tensor(train), torch.as_tensor(validation)

    def __getstate__(self) -> dict[str, Any]:
        """Pickle the network from the CPU, so that machines without the device can read it."""
        state: dict[str, Any] = super().__getstate__()
        if "module_" in state:
            state = state | {"module_": copy.deepcopy(self.module_).to("cpu")}
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle onto this machine's device."""
        super().__setstate__(state)
        if "module_" in state:
            self.module_.to(_device(self.device))


def _tensor(prepared: Any) -> Tensor:
    """Measurements as 32-bit floats, codes (tokens, categories) as 64-bit integers."""
    values = np.asarray(prepared)
    kind = np.int64 if values.dtype.kind in "iub" else np.float32
    return torch.from_numpy(np.ascontiguousarray(values, dtype=kind))


def _device(name: str) -> torch.device:
    automatic = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(automatic if name == "auto" else name)


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Seed torch inside the context, and restore its random state afterwards."""
    with (
        torch.random.fork_rng(),
        torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True),
    ):
        torch.manual_seed(seed)
        yield
