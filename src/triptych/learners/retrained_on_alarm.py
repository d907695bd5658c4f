"""Retrained on alarm: a model that is trained anew when its own errors have become more."""

from typing import Any, Self, final

import numpy as np
import numpy.typing as npt
from river.drift import ADWIN

from triptych.dataset import Raw, take
from triptych.estimator import Estimator
from triptych.learners.together import together
from triptych.task import view_of


@final
class RetrainedOnAlarm:
    """Any estimator, with a detector that watches its errors (ADWIN, Bifet and Gavaldà, SDM 2007).

    When the share of errors has risen, what came before the rise is forgotten, and the estimator is
    trained anew with each portion until a whole window is full again. Then it stays as it is until
    the next alarm. A model that was trained anew is watched anew (Gama and others, Learning with
    drift detection, SBIA 2004).

    window   number of items of the last ones that are remembered at most
    """

    def __init__(self, estimator: Estimator, contender: str, window: int) -> None:
        self.estimator = estimator
        self.reads = view_of(estimator, contender)
        self.window = window

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Learn n items and their class names (n,), the newest last."""
        self.items_, self.answers_ = X, y
        self.is_filling_ = False
        self._train()
        return self

    def partial_fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Watch the errors on n items; learn them and their class names (n,) after an alarm."""
        since = self._items_since_alarm(np.asarray(self.predict(X) != y))
        self._remember(X, y)
        if since is not None:
            self._forget_all_but(since)
            self.is_filling_ = True
        if self.is_filling_ and len(np.unique(self.answers_)) > 1:
            self._train()
            self.is_filling_ = len(self.answers_) < self.window
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The estimator's decision for each item (n,)."""
        return np.asarray(self.estimator.predict(X))

    def _train(self) -> None:
        self.estimator.fit(self.items_, self.answers_)
        self.detector_ = ADWIN()  # type: ignore[no-untyped-call]

    def _items_since_alarm(self, errors: npt.NDArray[np.bool_]) -> int | None:
        """How many of the last items came since the errors rose; None where they did not."""
        since = None
        for place, error in enumerate(errors.tolist()):
            before = self.detector_.estimation
            self.detector_.update(error)  # type: ignore[no-untyped-call]
            if self.detector_.drift_detected and self.detector_.estimation > before:
                since = int(self.detector_.width) + len(errors) - 1 - place
        return since

    def _remember(self, X: Raw, y: npt.NDArray[Any]) -> None:
        self.items_ = together(self.items_, X)
        self.answers_ = np.concatenate([self.answers_, y])
        self._forget_all_but(self.window)

    def _forget_all_but(self, count: int) -> None:
        kept = np.arange(len(self.answers_))[-count:]
        self.items_, self.answers_ = take(self.items_, kept), self.answers_[kept]
