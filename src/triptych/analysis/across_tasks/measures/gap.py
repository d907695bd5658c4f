"""The share of the gap: how much of the way from a constant answer to the best model rules go.

Formulas and sources: docs/statistics.md#share-of-the-gap.
"""

from typing import Final

from triptych.analysis.across_tasks.counts import LEVEL
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.measure import (
    ClaimAxis,
    Measure,
    Position,
    TaskResult,
    by_relation,
)
from triptych.analysis.statistics.contrast import contrast
from triptych.claim import Claim
from triptych.errors import DataError
from triptych.reference.panel import CONSTANT


def share_of_the_gap(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test whether the first closes a share of the gap to every rival, and so to the best.

    A share of at least θ is first - (1 - θ) constant - θ rival >= 0 for each rival: no ratio, and
    nobody has to be picked as the best (docs/statistics.md#share-of-the-gap). Raises DataError
    where no rival scores above the constant answer, so that there is no gap.
    """
    share = claim.margins[0].value
    first, constant = task.outcomes(claim.first), task.outcomes(CONSTANT)
    rivals = {name: task.outcomes(name) for name in claim.rivals}
    metric, classes = task.card.metric, task.card.classes
    gaps = {
        name: contrast([(1, one), (-1, constant)], metric, classes).estimate
        for name, one in rivals.items()
    }
    best = max(gaps, key=lambda name: gaps[name])
    if gaps[best] <= 0:
        raise DataError(
            f"no gap to close: neither {' nor '.join(rivals)} scores above the best constant answer"
        )
    against = {
        name: contrast([(1, first), (share - 1, constant), (-share, one)], metric, classes)
        for name, one in rivals.items()
    }
    holds, fails = by_relation(
        claim,
        [one.p_at_most(0.0) for one in against.values()],
        [one.p_at_least(0.0) for one in against.values()],
    )
    hardest = against[best]
    value = share + hardest.estimate / gaps[best]
    low, high = (share + end / gaps[best] for end in hardest.bounds(LEVEL))
    return TaskResult(
        p_value=holds,
        opposite_p_value=fails,
        position=Position(
            value=value,
            low=low,
            high=high,
            leader=claim.first if hardest.estimate >= 0 else best,
        ),
    )


def _axis(claim: Claim) -> ClaimAxis:
    rivals = " and ".join(claim.rivals)
    return ClaimAxis(
        label=f"way that {claim.first} go from a constant to the better of {rivals}",
        margin=claim.margins[0].value,
        unit="%",
    )


SHARE_OF_THE_GAP: Final = Measure(test=share_of_the_gap, axis=_axis)
