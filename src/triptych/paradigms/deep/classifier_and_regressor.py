"""Networks as scikit-learn estimators for raw items: a classifier and a regressor."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Self, final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.base import ClassifierMixin, RegressorMixin
from torch import Tensor, nn

from triptych.dataset import Raw
from triptych.paradigms.additive import ANSWERS, LOG_ODDS
from triptych.paradigms.deep.network_estimator import BuildModule, NetworkEstimator

__all__ = ["BuildModule", "NetworkClassifier", "NetworkRegressor"]

# Parts of equally many items that a regression's validation part takes its share of.
_QUINTILES: Final = (0.2, 0.4, 0.6, 0.8)


@final
@dataclass(eq=False, repr=False)
class NetworkClassifier(ClassifierMixin, NetworkEstimator):  # type: ignore[misc]
    """A network that answers with a class; its settings are those of NetworkEstimator.

    build_module gets the number of classes as its number of outputs. label_smoothing is the share
    of each answer that is spread evenly over all classes in training.
    """

    margin_scale = LOG_ODDS
    decides_by_probability: ClassVar[bool] = True

    label_smoothing: float = field(default=0.0, kw_only=True)

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Train on n items and their class names (n,)."""
        self.classes_, numbers = np.unique(np.asarray(y), return_inverse=True)
        answers = torch.as_tensor(numbers, dtype=torch.int64)
        loss = nn.CrossEntropyLoss(label_smoothing=self.label_smoothing)
        self._fit_network(X, answers, numbers, len(self.classes_), loss)
        return self

    def predict_proba(self, X: Raw) -> npt.NDArray[np.float64]:
        """Probabilities (n, classes), columns as in `classes_`."""
        return np.asarray(self._outputs(X).softmax(dim=1).cpu().numpy())

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The most probable class of each item (n,)."""
        return np.asarray(self.classes_[self.predict_proba(X).argmax(axis=1)])

    def decided(self, decisions: npt.NDArray[Any]) -> Tensor:
        """The class numbers (n,) of the given class names."""
        return torch.as_tensor(np.searchsorted(self.classes_, decisions))

    def margins(self, outputs: Tensor, decided: Tensor) -> Tensor:
        """Log-odds (n,) of the classes: logit minus log-sum-exp of the other logits.

        These are the odds of the softmax; unlike probabilities, they do not saturate where the
        network is confident.
        """
        own = decided[:, None]
        others = outputs.scatter(1, own, -torch.inf).logsumexp(dim=1)
        return outputs.gather(1, own)[:, 0] - others


@final
class NetworkRegressor(RegressorMixin, NetworkEstimator):  # type: ignore[misc]
    """A network that answers with a number: trained for the smallest mean absolute error.

    Its settings are those of NetworkEstimator; build_module gets 1 as its number of outputs. The
    answers are standardised inside, so that settings do not depend on their unit.
    """

    margin_scale = ANSWERS

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Train on n items and their numbers (n,)."""
        target = np.asarray(y, dtype=np.float64)
        self.mean_, self.scale_ = float(target.mean()), float(target.std()) or 1.0
        answers = torch.as_tensor((target - self.mean_) / self.scale_, dtype=torch.float32)
        parts = np.searchsorted(np.quantile(target, _QUINTILES), target)
        _, strata = np.unique(parts, return_inverse=True)
        self._fit_network(X, answers[:, None], strata, 1, nn.L1Loss())
        return self

    def predict(self, X: Raw) -> npt.NDArray[np.float64]:
        """The predicted number of each item (n,), in the unit of the answers."""
        standardised = self._outputs(X).squeeze(dim=1).cpu().numpy()
        return np.asarray(self.mean_ + self.scale_ * standardised)

    def decided(self, decisions: npt.NDArray[Any]) -> Tensor:
        """Zeros (n,): there is a single output."""
        return torch.zeros(len(decisions), dtype=torch.int64)

    def margins(self, outputs: Tensor, decided: Tensor) -> Tensor:
        """The predicted numbers (n,), in the unit of the answers."""
        return self.mean_ + self.scale_ * outputs[:, 0]
