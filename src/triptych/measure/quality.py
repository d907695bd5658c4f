"""Quality: scores and losses of answers by a task's metric; formulas in docs/statistics.md.

Answers are as in an item table: integers that index the dataset's classes, in reporting order, or
floats for regression.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.errors import ContractError
from triptych.measure.agreement import agreement, grouped_otherwise
from triptych.metric import Metric

Answers = npt.NDArray[Any]
Numbers = npt.NDArray[np.float64]
Classes = Sequence[str] | None


def score(
    metric: Metric,
    truth: Answers,
    prediction: Answers,
    *,
    classes: Classes,
    costs: Numbers | None = None,
) -> float:
    """Return the metric over all items, in its own unit: shares between 0 and 1, not times 100.

    truth, prediction   n indices into `classes`, or n numbers where `classes` is None
    costs               cost of (truth row, decision column), for `mean_cost`
    Raises ContractError where the answers do not fit the metric.
    """
    truth, prediction = _checked(metric, truth, prediction, classes)
    if metric.answer == "cluster":
        return agreement(metric, truth, prediction)
    if metric.decomposable:
        cost = None if costs is None else item_cost(truth, prediction, costs)
        return float(item_values(metric, loss(metric, truth, prediction), cost).mean())
    assert classes is not None  # only metrics of classes are not decomposable
    return float(score_of_confusion(metric, confusion(truth, prediction, len(classes)), classes))


def loss(metric: Metric, truth: Answers, prediction: Answers) -> Numbers:
    """Return the loss of each answer (n,): 0 or 1 for classes, the absolute error for numbers.

    For clusters the share of other items with which it is wrongly grouped together or apart: their
    mean is one less the index of Rand (Journal of the American Statistical Association 66, 1971).
    """
    if metric.answer == "cluster":
        return grouped_otherwise(truth, prediction)
    if metric.answer == "number":
        distance: Numbers = np.abs(np.asarray(truth, float) - np.asarray(prediction, float))
        return distance
    wrong: Numbers = (np.asarray(truth) != np.asarray(prediction)).astype(np.float64)
    return wrong


def item_cost(truth: Answers, prediction: Answers, costs: Numbers) -> Numbers:
    """Return the cost of each decision (n,): the matrix's entry for (truth, decision)."""
    cost: Numbers = np.asarray(costs, dtype=np.float64)[truth, prediction]
    return cost


def item_values(metric: Metric, losses: Numbers, costs: Numbers | None) -> Numbers:
    """Return the numbers whose mean is the metric, in the shape of `losses` and `costs`.

    Raises ContractError for a metric that is not a mean over items, and for `mean_cost`
    where the items have no costs.
    """
    match metric.name:
        case "accuracy":
            return 1.0 - losses
        case "mean_absolute_error":
            return losses
        case "mean_cost":
            if costs is None:
                raise ContractError(
                    "the metric mean_cost needs costs, and the items have none. "
                    "Give Dataset.costs, a matrix of (truth, decision)."
                )
            return costs
    raise ContractError(f"the metric {metric.name} is not a mean of one number an item.")


def confusion(
    truth: Answers, prediction: Answers, classes: int, weights: Numbers | None = None
) -> Numbers:
    """Count the items by (truth, decision): an array of `classes` rows and columns."""
    cells = np.asarray(truth, dtype=np.intp) * classes + np.asarray(prediction, dtype=np.intp)
    counts = np.bincount(cells, weights=weights, minlength=classes * classes)
    return counts.astype(np.float64).reshape(classes, classes)


def score_of_confusion(metric: Metric, counts: Numbers, classes: Sequence[str]) -> Numbers:
    """Return the metric (…) of confusion counts (…, classes, classes).

    Raises ContractError for a metric that is not a function of the confusion counts. Recall, F1 and
    their means as in scikit-learn's `balanced_accuracy_score` and `f1_score`.
    """
    if metric.name not in _OF_CONFUSION:
        raise ContractError(
            f"the metric {metric.name!r} has no formula over confusion counts. "
            f"Those that have one: {', '.join(sorted(_OF_CONFUSION))}."
        )
    right = np.diagonal(counts, axis1=-2, axis2=-1)
    of_truth, of_decision = counts.sum(axis=-1), counts.sum(axis=-2)
    if metric.positive is not None:
        column = _position(metric.positive, classes)
        right, of_truth, of_decision = (
            part[..., column : column + 1] for part in (right, of_truth, of_decision)
        )
    return _OF_CONFUSION[metric.name](right, of_truth, of_decision)


def _accuracy(right: Numbers, of_truth: Numbers, of_decision: Numbers) -> Numbers:
    share: Numbers = right.sum(axis=-1) / of_truth.sum(axis=-1)
    return share


def _balanced_accuracy(right: Numbers, of_truth: Numbers, of_decision: Numbers) -> Numbers:
    """Mean recall (…) of the classes that occur among the items."""
    return _mean_where(of_truth > 0, right, of_truth)


def _f1(right: Numbers, of_truth: Numbers, of_decision: Numbers) -> Numbers:
    """Mean F1 (…) of the classes that occur among the items or the decisions.

    F1 of a class that neither occurs nor is decided is 0.
    """
    return _mean_where(of_truth + of_decision > 0, 2 * right, of_truth + of_decision)


def _mean_where(kept: npt.NDArray[np.bool_], numerator: Numbers, denominator: Numbers) -> Numbers:
    ratio = np.divide(numerator, denominator, out=np.zeros_like(numerator), where=kept)
    mean: Numbers = ratio.sum(axis=-1) / np.maximum(kept.sum(axis=-1), 1)
    return mean


_OF_CONFUSION: Final[dict[str, Callable[[Numbers, Numbers, Numbers], Numbers]]] = {
    "accuracy": _accuracy,
    "balanced_accuracy": _balanced_accuracy,
    "f1": _f1,
    "macro_f1": _f1,
}


def _position(label: str, classes: Sequence[str]) -> int:
    if label not in classes:
        raise ContractError(
            f"the metric's positive class {label!r} is not a class of the task; "
            f"its classes are {list(classes)}."
        )
    return list(classes).index(label)


def _checked(
    metric: Metric, truth: Answers, prediction: Answers, classes: Classes
) -> tuple[Answers, Answers]:
    truth, prediction = np.asarray(truth), np.asarray(prediction)
    if truth.shape != prediction.shape or truth.ndim != 1 or not len(truth):
        raise ContractError(
            f"{metric.name} got answers of shape {prediction.shape} for truths of shape "
            f"{truth.shape}; expected one answer for each of at least one item."
        )
    if metric.answer == "number":
        return truth, prediction
    if classes is None:
        raise ContractError(f"{metric.name} judges classes, and the task has none: a regression.")
    of_classes = [("truth", truth), ("prediction", prediction)]
    for name, answers in of_classes[: 1 if metric.answer == "cluster" else 2]:
        if answers.dtype.kind not in "iu" or answers.min() < 0 or answers.max() >= len(classes):
            raise ContractError(
                f"{metric.name}: {name} must hold integers that index the {len(classes)} "
                f"classes; got {answers.dtype} such as {answers[:3].tolist()}."
            )
    return truth, prediction
