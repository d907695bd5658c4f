"""Errors that cannot be afforded: of a contender that answers everything, and confident ones.

Formulas and sources: docs/statistics.md#claims-on-errors.
"""

from typing import Final

import numpy as np

from triptych.absent import Absent
from triptych.analysis.across_tasks.counts import LEVEL
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.corruption import levels_of
from triptych.analysis.across_tasks.measures.measure import (
    ClaimAxis,
    Measure,
    Position,
    TaskResult,
    a_p_value,
)
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.statistics.contrast import Contrast, mean_of_matrix
from triptych.analysis.statistics.design import design_of
from triptych.cell import Condition
from triptych.claim import Claim
from triptych.errors import DataError

CONFIDENT: Final = 0.9
"""The confidence from which on an answer is a confident one, as claim 7 declares."""
ROUNDING: Final = 1e-6
"""Item tables hold probabilities as 32-bit floats: .9 may be a little less there."""
SHARES: Final = (0.0, 1.0)


def share_of_errors(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test whether some share of errors is above what can be afforded.

    Of clean items the share of wrong answers; at the strongest level of each kind of corruption
    that of wrong answers given with confidence. The claim holds where any is above its margin
    (docs/statistics.md#claims-on-errors). Raises DataError where answers are numbers, or one of
    the shares was not measured.
    """
    if task.card.metric.answer == "number":
        raise DataError("its answers are numbers, which are neither right nor wrong")
    strongest = [levels[-1] for levels in levels_of(claim, task).values()]
    affordable, confidently = (one.value for one in claim.margins)
    tried = [(_errors(task, claim.first), affordable)]
    tried += [
        (_confident_errors(task, claim.first, claim.study, level), confidently)
        for level in strongest
    ]
    above = [a_p_value(share.p_at_most(margin)) for share, margin in tried]
    below = [a_p_value(share.p_at_least(margin)) for share, margin in tried]
    worst, _ = tried[int(np.argmin(above))]
    low, high = worst.bounds(LEVEL)
    return TaskResult(
        p_value=min(1.0, min(above) * len(above)),
        opposite_p_value=max(below),
        position=Position(
            value=worst.estimate,
            low=low,
            high=high,
            leader=claim.first,
        ),
    )


def _errors(task: MeasuredTask, contender: str) -> Contrast:
    """The share of wrong answers on clean items, none of them left out."""
    outcomes = task.outcomes(contender).fitted()
    return mean_of_matrix(1 - outcomes.hits, design_of(outcomes), SHARES)


def _confident_errors(
    task: MeasuredTask, contender: str, study: str, condition: Condition
) -> Contrast:
    """The share of answers that are wrong and confident."""
    outcomes = task.outcomes(contender, study, condition)
    items = task.run.items(
        task.card.name, contender, study, condition, columns=("item", "probabilities")
    )
    probabilities = ClassProbabilities.of_items(outcomes, items)
    if isinstance(probabilities, Absent):
        raise DataError(f"{contender} at {condition}: {probabilities.reason}")
    wrong = (1 - outcomes.hits) * (probabilities.confidence >= CONFIDENT - ROUNDING)
    return mean_of_matrix(wrong, design_of(outcomes), SHARES)


def _axis(claim: Claim) -> ClaimAxis:
    return ClaimAxis(
        label=f"errors of {claim.first}: of all or of confident ones, the worst",
        margin=claim.margins[0].value,
        unit="%",
    )


SHARE_OF_ERRORS: Final = Measure(test=share_of_errors, axis=_axis)
