"""Labels: scores with few of them, and what more of them bring.

Formulas and sources: docs/statistics.md#claims-on-labels.
"""

from functools import partial
from typing import Final

from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.contrasts import of_contrasts
from triptych.analysis.across_tasks.measures.measure import Measure, TaskResult, axis_in_deltas
from triptych.analysis.across_tasks.measures.score import of_comparisons
from triptych.analysis.one_task.comparison import compare
from triptych.analysis.statistics.contrast import Part, contrast
from triptych.claim import Claim

QUARTER: Final = "quarter"
ALL: Final = "all"
"""Conditions of the study `label_budget`."""


def score_with(labels: int, claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test a claim about scores where each learned from so many labels.

    Whom labels do not change has one score (docs/statistics.md#claims-on-labels). Raises DataError
    where one of its contenders has no result with so many.
    """
    card = task.card
    first = task.outcomes(claim.first, claim.study, labels)
    compared = [
        compare(first, task.outcomes(rival, claim.study, labels), card.metric, card.classes)
        for rival in claim.rivals
    ]
    return of_comparisons(claim, task, compared)


def gain_from_a_quarter(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test a claim about the gain from a quarter of the labels to all of them.

    docs/statistics.md#claims-on-labels. Raises DataError where a contender has no result with one
    of the two.
    """
    card = task.card
    of_first = _gain(claim, task, claim.first, 1.0)
    against = {
        rival: contrast([*of_first, *_gain(claim, task, rival, -1.0)], card.metric, card.classes)
        for rival in claim.rivals
    }
    return of_contrasts(claim, task, against)


def _gain(claim: Claim, task: MeasuredTask, contender: str, sign: float) -> list[Part]:
    """The parts of a contender's gain; none of whom labels do not change."""
    every, quarter = (task.outcomes(contender, claim.study, one) for one in (ALL, QUARTER))
    return [] if every is quarter else [(sign, every), (-sign, quarter)]


SCORE_WITH_64_LABELS: Final = Measure(
    test=partial(score_with, 64), axis=partial(axis_in_deltas, of=" with 64 labels")
)
GAIN_FROM_A_QUARTER: Final = Measure(
    test=gain_from_a_quarter,
    axis=partial(axis_in_deltas, of=" by what more labels bring"),
)
