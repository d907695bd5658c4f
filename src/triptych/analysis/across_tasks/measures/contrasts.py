"""Claims about weighted sums of scores: tested against each rival, by δ of the task.

Formulas and sources: docs/statistics.md#contrasts.
"""

from collections.abc import Mapping

import numpy as np

from triptych.analysis.across_tasks.effect import Effect
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.measure import (
    TaskResult,
    by_relation,
    in_deltas,
    threshold_of,
)
from triptych.analysis.statistics.contrast import Contrast
from triptych.claim import Claim


def of_contrasts(claim: Claim, task: MeasuredTask, against: Mapping[str, Contrast]) -> TaskResult:
    """Test a claim by how far its first is ahead of each rival, in the task's metric.

    against   the contrast with each rival, positive where the first is ahead
    docs/statistics.md#claims, #contrasts.
    """
    threshold = threshold_of(claim) * task.card.delta
    holds, fails = by_relation(
        claim,
        [one.p_at_most(threshold) for one in against.values()],
        [one.p_at_least(threshold) for one in against.values()],
    )
    effect = _effect(claim, task, against)
    return TaskResult(
        p_value=holds,
        opposite_p_value=fails,
        effect=effect,
        position=None if effect is None else in_deltas(claim, effect),
    )


def _effect(claim: Claim, task: MeasuredTask, against: Mapping[str, Contrast]) -> Effect | None:
    """The effect against the hardest rival, in points; None where it has no size."""
    scale = task.effects.points_per_unit
    rival = min(against, key=lambda name: against[name].estimate)
    hardest = against[rival]
    if scale is None or not np.isfinite(hardest.sampling.standard_error):
        return None
    return Effect(
        task=task.card.name,
        first=claim.first,
        second=rival,
        points=scale * hardest.estimate,
        standard_error=scale * hardest.sampling.standard_error,
        delta_points=scale * task.card.delta,
    )
