"""The best constant answer: what a task's metric gives for looking at no item."""

from typing import Any, Self

import numpy as np
import numpy.typing as npt

from triptych.dataset import Dataset, Raw
from triptych.errors import ContractError
from triptych.measure.quality import Numbers, score
from triptych.metric import Metric


class ConstantAnswer:
    """Decides the same for every item: what scores best, by the metric, on the training items.

    classes, costs    as in the dataset
    """

    reads = "raw"

    def __init__(
        self, metric: Metric, classes: tuple[str, ...] | None, costs: Numbers | None
    ) -> None:
        self.metric = metric
        self.classes = classes
        self.costs = costs

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Choose the answer from n answers (n,)."""
        self.answer_ = best_number(self.metric, y) if self.classes is None else self._best_class(y)
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The chosen answer for each item (n,)."""
        return np.full(len(X), self.answer_, dtype=float if self.classes is None else object)

    def _best_class(self, y: npt.NDArray[Any]) -> str:
        assert self.classes is not None
        return best_class(self.metric, y, self.classes, self.costs)


def best_class(
    metric: Metric, answers: npt.NDArray[Any], classes: tuple[str, ...], costs: Numbers | None
) -> str:
    """The class that scores best when it is decided for every item; of equals the most frequent.

    answers    n class names
    """
    numbers = {label: number for number, label in enumerate(classes)}
    truth = np.array([numbers[str(label)] for label in answers], dtype=np.intp)
    direction = 1 if metric.greater_is_better else -1

    def worth(number: int) -> tuple[float, int]:
        decided = np.full(len(truth), number)
        value = score(metric, truth, decided, classes=classes, costs=costs)
        return direction * value, int(np.sum(truth == number))

    return classes[max(range(len(classes)), key=worth)]


def best_number(metric: Metric, answers: npt.NDArray[Any]) -> float:
    """The number nearest to n answers by the metric; raises ContractError where none is known."""
    if metric.name != "mean_absolute_error":
        raise ContractError(
            f"reference:constant: the best constant for the metric {metric.name!r} is not known; "
            "expected mean_absolute_error, for which it is the median. Add it to "
            "triptych.reference.constant."
        )
    return float(np.median(np.asarray(answers, dtype=np.float64)))


def make_constant(metric: Metric, dataset: Dataset, seed: int) -> ConstantAnswer:
    """The best constant answer by the metric."""
    return ConstantAnswer(metric, dataset.classes, dataset.costs)
