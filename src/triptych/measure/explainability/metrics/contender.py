"""Metrics of the contender itself: its surrogate tree, what it reads, the cost of explaining."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from math import inf
from statistics import fmean, median
from typing import Final

from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.measure.explainability.metrics.measured import MeasuredContender
from triptych.measure.formula import explanation_note


def _why_no_errors(contender: MeasuredContender) -> str:
    if contender.is_classifier:
        return "it makes no errors on the items the surrogate is held against"
    return "a regression has no errors to share"


_TREE: Final = explanation_note(
    "surrogate",
    "Surrogate tree",
    "Agreement (Cohen's kappa) on held-out items of a small tree trained on the contender's "
    "answers, less that of one trained on the truth; and the share of the contender's own errors "
    "that the tree repeats.",
    "kappa(tree of answers) − kappa(tree of truth)",
)
_COST: Final = explanation_note(
    "explanation-cost",
    "Cost of an explanation",
    "Median milliseconds and contender calls for one explanation. Measured beside other work: an "
    "order of magnitude.",
    "median over items",
)

SURROGATE_EXCESS: Final = ExplanationMetric(
    "surrogate_excess",
    "a small tree copies it",
    "By how much a small tree that imitates it agrees with it more than a tree that learned the "
    "truth, in kappa; above 0, the contender has something simple of its own: {each}.",
    note=_TREE,
    low=-2.0,
    high=2.0,
    of_contender=lambda contender: contender.tree_excess,
    sentence_heading="A small tree",
    table="contender",
)
SURROGATE_ERRORS: Final = ExplanationMetric(
    "surrogate_error_share",
    "of its errors copied",
    note=_TREE,
    unit="percent",
    of_contender=lambda contender: contender.tree_error_share,
    why_absent=_why_no_errors,
    table="contender",
)
READ: Final = ExplanationMetric(
    "read_per_decision",
    "read for a decision",
    "Comparisons or multiplications on the way to a decision: {each}.",
    note=explanation_note(
        "read",
        "Read for a decision",
        "Comparisons or multiply-adds on the way to one decision, averaged over items.",
        "mean over items",
    ),
    better="down",
    high=inf,
    of_contender=lambda contender: contender.read,
    why_absent=lambda _: "what this kind of model reads for a decision is not known",
    table="contender",
)
CALLS: Final = ExplanationMetric(
    "calls",
    "calls",
    note=_COST,
    better="down",
    high=inf,
    value=lambda track: fmean(track.calls),
)
MILLISECONDS: Final = ExplanationMetric(
    "milliseconds",
    "time",
    "An explanation takes {each}.",
    note=_COST,
    unit="milliseconds",
    better="down",
    high=inf,
    value=lambda track: 1000 * median(track.seconds),
    sentence_heading="Time",
    table="trust",
    controls=(CALLS,),
)

CARDS: Final = (SURROGATE_EXCESS, SURROGATE_ERRORS, READ, MILLISECONDS, CALLS)
