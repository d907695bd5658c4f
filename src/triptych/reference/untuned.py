"""Models of scikit-learn with its default settings, made safe for any training part."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import is_classifier
from sklearn.dummy import DummyClassifier
from sklearn.exceptions import ConvergenceWarning

from triptych.dataset import Dataset, Raw
from triptych.estimator import View
from triptych.metric import Metric

_INTERRUPTED: Final = "Training interrupted"


@dataclass(frozen=True, eq=False)
class Costs:
    """What decisions cost: a matrix (truth, decision) in the order of `classes`."""

    classes: tuple[str, ...]
    matrix: npt.NDArray[np.float64]


class Untuned:
    """A model of items that `prepare` makes plain; a class that occurs alone it decides always.

    costs    where given, the decision is the one of least expected cost
    """

    def __init__(
        self,
        prepare: Callable[[Any], Any],
        model: Any,
        reads: View,
        costs: Costs | None = None,
    ) -> None:
        self.prepare = prepare
        self.model = model
        self.reads = reads
        self.costs = costs

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Learn from n items and their answers (n,)."""
        alone = is_classifier(self.model) and len(np.unique(y)) == 1
        self.estimator_ = DummyClassifier() if alone else self.model
        with warnings.catch_warnings():
            # Untuned includes the default number of iterations, whether they suffice or not.
            warnings.simplefilter("ignore", ConvergenceWarning)
            # A perceptron of scikit-learn takes an interruption for the end of its training.
            warnings.filterwarnings("error", message=_INTERRUPTED)
            try:
                self.estimator_.fit(self.prepare(X), y)
            except UserWarning as warning:
                if _INTERRUPTED in str(warning):
                    raise KeyboardInterrupt from warning
                raise
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The decision for each item (n,)."""
        prepared = self.prepare(X)
        if self.costs is None:
            decisions: npt.NDArray[Any] = self.estimator_.predict(prepared)
            return decisions
        classes = self.costs.classes
        truths = [classes.index(str(label)) for label in self.estimator_.classes_]
        expected = self.estimator_.predict_proba(prepared) @ self.costs.matrix[truths]
        cheapest: npt.NDArray[Any] = np.array(classes, dtype=object)[expected.argmin(axis=1)]
        return cheapest


def costs_that_decide(metric: Metric, dataset: Dataset) -> Costs | None:
    """The costs by which a model should decide; None where the metric is not their mean."""
    if metric.name != "mean_cost" or dataset.classes is None or dataset.costs is None:
        return None
    return Costs(dataset.classes, np.asarray(dataset.costs, dtype=np.float64))
