"""Agreement: whether the groups one names agree with the classes less than clusters do.

Formulas and sources: docs/statistics.md#agreement, docs/statistics.md#claims.
"""

from typing import Final

from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.measure import (
    ClaimAxis,
    Measure,
    Position,
    TaskResult,
    by_relation,
    threshold_of,
)
from triptych.analysis.statistics.sampling import Sampling
from triptych.analysis.statistics.score import score_sampling
from triptych.claim import Claim
from triptych.metric import adjusted_mutual_information
from triptych.results.outcomes import pair

NUMBER_GIVEN: Final = "told"
"""The condition of the study in which all are told the number of clusters."""

_CONFIDENCE: Final = 0.9


def agreement_result(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test a claim about adjusted mutual information, the number of clusters told to all.

    Of differences on the items that both answered (docs/statistics.md#agreement). Raises DataError
    where one has no result.
    """
    differences = {rival: _difference(claim, task, rival) for rival in claim.rivals}
    threshold = threshold_of(claim)
    holds, fails = by_relation(
        claim,
        [one.p_at_most(threshold) for one in differences.values()],
        [one.negated().p_at_most(-threshold) for one in differences.values()],
    )
    rival = min(differences, key=lambda one: differences[one].estimate)
    low, high = differences[rival].negated().bounds(_CONFIDENCE)
    behind = -differences[rival].estimate
    leader = rival if behind > 0 else claim.first
    return TaskResult(
        p_value=holds,
        opposite_p_value=fails,
        position=Position(value=behind, low=low, high=high, leader=leader),
    )


def _difference(claim: Claim, task: MeasuredTask, rival: str) -> Sampling:
    study = claim.study
    first, second = pair(*(task.outcomes(who, study, NUMBER_GIVEN) for who in (claim.first, rival)))
    return score_sampling(first, adjusted_mutual_information(), (), minus=second)


def _axis(claim: Claim) -> ClaimAxis:
    label = f"{claim.first} behind {' or '.join(claim.rivals)}, adjusted mutual information x 100"
    return ClaimAxis(label=label, margin=claim.margins[0].value, unit="%")


AGREEMENT: Final = Measure(test=agreement_result, axis=_axis)
