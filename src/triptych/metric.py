"""Declarations of metrics; `measure.quality` computes them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Metric:
    """A task's metric.

    `decomposable` metrics are the mean of one number per item, so that intervals and
    comparisons can be computed item by item; the others are bootstrapped. Answers that are
    clusters are judged by a study alone: whatever their numbers, by who is with whom.
    """

    name: str
    label: str
    answer: Literal["class", "number", "cluster"]
    greater_is_better: bool
    decomposable: bool
    positive: str | None = None
    unit: str = "points"

    @property
    def is_share(self) -> bool:
        """Whether scores lie between 0 and 1 and are shown times 100."""
        return self.unit == "points"


def accuracy() -> Metric:
    """Share of items decided rightly."""
    return Metric("accuracy", "accuracy", "class", True, True)


def balanced_accuracy() -> Metric:
    """Mean over classes of the share of that class's items decided rightly."""
    return Metric("balanced_accuracy", "balanced accuracy", "class", True, False)


def f1(positive: str) -> Metric:
    """Harmonic mean of precision and recall of the class `positive`."""
    return Metric("f1", f"F1 of {positive}", "class", True, False, positive=positive)


def macro_f1() -> Metric:
    """Mean over classes of their F1."""
    return Metric("macro_f1", "macro F1", "class", True, False)


def mean_cost(unit: str = "cost a case") -> Metric:
    """Mean of the cost matrix's entry for (truth, decision); smaller is better."""
    return Metric("mean_cost", "mean cost", "class", False, True, unit=unit)


def mean_absolute_error(unit: str) -> Metric:
    """Mean distance between truth and prediction, in `unit`; smaller is better."""
    return Metric("mean_absolute_error", "mean absolute error", "number", False, True, unit=unit)


def adjusted_rand_index() -> Metric:
    """Share of pairs of items that clusters and classes treat alike, corrected for chance."""
    return Metric("adjusted_rand_index", "adjusted Rand index", "cluster", True, False)


def adjusted_mutual_information() -> Metric:
    """Information that clusters and classes share, corrected for chance."""
    return Metric(
        "adjusted_mutual_information", "adjusted mutual information", "cluster", True, False
    )
