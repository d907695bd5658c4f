"""Scores: whether a contender is ahead of its rivals, not worse, or behind, by δ of the task.

Formulas and sources: docs/statistics.md#claims.
"""

from collections.abc import Sequence
from typing import Final

from triptych.analysis.across_tasks.effect import Effect, of_comparison
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.measure import (
    Measure,
    PValues,
    TaskResult,
    axis_in_deltas,
    by_relation,
    in_deltas,
    threshold_of,
)
from triptych.analysis.one_task.comparison import Comparison
from triptych.claim import Claim
from triptych.errors import DataError


def score_result(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test a claim about scores of the main study on a task (docs/statistics.md#claims).

    Raises DataError where two of its contenders were not compared.
    """
    return of_comparisons(
        claim, task, [task.comparison(claim.first, rival) for rival in claim.rivals]
    )


def of_comparisons(claim: Claim, task: MeasuredTask, compared: Sequence[Comparison]) -> TaskResult:
    """Test a claim by the comparison of its first with each rival, under any condition.

    docs/statistics.md#claims.
    """
    holds, fails = p_values_of(claim, task, compared)
    effect = _effect(task, compared)
    return TaskResult(
        p_value=holds,
        opposite_p_value=fails,
        effect=effect,
        position=None if effect is None else in_deltas(claim, effect),
    )


def p_values_of(claim: Claim, task: MeasuredTask, compared: Sequence[Comparison]) -> PValues:
    """The p-values of a claim from comparisons (docs/statistics.md#claims, #score-test)."""
    threshold = threshold_of(claim) * task.card.delta
    return by_relation(
        claim,
        [one.p_worse_by(-threshold) for one in compared],
        [one.swapped().p_worse_by(threshold) for one in compared],
    )


def _effect(task: MeasuredTask, compared: Sequence[Comparison]) -> Effect | None:
    """The effect against the hardest rival; None where one has no size."""
    scale = task.effects.points_per_unit
    if scale is None:
        return None
    try:
        effects = [of_comparison(one, task.card, scale) for one in compared]
    except DataError:  # a difference without a standard error
        return None
    return min(effects, key=lambda one: one.points)


SCORE: Final = Measure(test=score_result, axis=axis_in_deltas)
