"""Trained further: a network whose weights go on learning from each portion of new items."""

from dataclasses import replace
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.frozen import FrozenEstimator
from sklearn.pipeline import make_pipeline

from triptych.dataset import Raw, take
from triptych.errors import Unfit
from triptych.learners.fine_tuned import RATE, Pretrained
from triptych.learners.together import together
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.task import view_of

PORTIONS: Final = 3
"""Of the last so many portions a network is trained further with each new one."""


@final
class TrainedFurther:
    """A network that is trained on its first items, and on the last ones from where it stands.

    With its own settings, but for the learning rate, which is that of fine-tuning. How items are
    prepared is learned once, from the first.

    network   the task's own
    """

    def __init__(self, network: Any) -> None:
        if not isinstance(network, NetworkClassifier):
            raise Unfit(
                f"only the weights of a NetworkClassifier of triptych.paradigms.deep can be "
                f"trained further, and this contender is a {type(network).__name__}"
            )
        self.network = network
        self.reads = view_of(network, "deep")

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Train anew on n items and their class names (n,)."""
        self.estimator_ = self.network.fit(X, y)
        self.prepare_ = make_pipeline(FrozenEstimator(self.estimator_.prepare_))
        self._items, self._answers = take(X, np.arange(0)), y[:0]
        return self

    def partial_fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Train further on n more items and their class names (n,), and on the last before them.

        Items wait where a class is missing among them; those of a class that none of the first had
        are passed over, since the network has no output for it.
        """
        known = np.flatnonzero(np.isin(y, self.estimator_.classes_))
        self._items = together(self._items, take(X, known))
        self._answers = np.concatenate([self._answers, y[known]])
        if len(np.unique(self._answers)) < len(self.estimator_.classes_):
            return self
        self.estimator_ = replace(
            self.network,
            build_module=Pretrained(self.estimator_.module_, keeps_last=True),
            prepare=self.prepare_,
            learning_rate=RATE * self.network.learning_rate,
        ).fit(self._items, self._answers)
        kept = np.arange(len(self._answers))[max(0, len(self._answers) - (PORTIONS - 1) * len(y)) :]
        self._items, self._answers = take(self._items, kept), self._answers[kept]
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The class of each item (n,)."""
        return self.estimator_.predict(X)
