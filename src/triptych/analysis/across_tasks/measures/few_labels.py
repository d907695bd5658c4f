"""Few labels: what unlabelled items, or a network that learned before, are worth.

Formulas and sources: docs/statistics.md#claims.
"""

from typing import Final

from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.measure import Measure, TaskResult, axis_in_deltas
from triptych.analysis.across_tasks.measures.score import of_comparisons
from triptych.analysis.one_task.comparison import compare
from triptych.cell import Condition
from triptych.claim import Claim

_LABELS: Final = 20
"""Labels that count as few, of which nine in ten classes at most have two."""

_FEW_OF_A_CLASS: Final = 10
_MANY_OF_A_CLASS: Final = 50


def unlabelled_result(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test whether a network gains by pseudo-labels, on the same items and seeds.

    With 20 labels and equal training steps (docs/statistics.md#claims). Raises DataError where a
    side has no result.
    """
    return _result(claim, task, ("deep:pseudo_labels", _LABELS), ("deep:labels_alone", _LABELS))


def fewer_labels_result(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test whether 10 labels a class are enough for who learned before, against 50 from scratch.

    docs/statistics.md#claims. Raises DataError where a side has no result.
    """
    (rival,) = claim.rivals
    return _result(claim, task, (claim.first, _FEW_OF_A_CLASS), (rival, _MANY_OF_A_CLASS))


def _result(
    claim: Claim, task: MeasuredTask, first: tuple[str, Condition], second: tuple[str, Condition]
) -> TaskResult:
    """Test a claim by two contenders of its study, each under a condition of its own."""
    ahead, behind = (task.outcomes(name, claim.study, given) for name, given in (first, second))
    compared = compare(ahead, behind, task.card.metric, task.card.classes)
    return of_comparisons(claim, task, [compared])


UNLABELLED_ITEMS: Final = Measure(test=unlabelled_result, axis=axis_in_deltas)
FEWER_LABELS: Final = Measure(test=fewer_labels_result, axis=axis_in_deltas)
