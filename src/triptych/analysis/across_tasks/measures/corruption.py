"""Corruption: scores on items that nobody foresaw, on average over all levels.

Formulas and sources: docs/statistics.md#claims-on-corruption.
"""

from functools import partial
from typing import Final

from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.contrasts import of_contrasts
from triptych.analysis.across_tasks.measures.measure import Measure, TaskResult, axis_in_deltas
from triptych.analysis.statistics.contrast import Part, contrast
from triptych.cell import Condition
from triptych.claim import Claim


def mean_over_levels(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test a claim about scores, each the mean over all levels of corruption above none.

    Every level of every kind counts the same (docs/statistics.md#claims-on-corruption). Raises
    DataError where a contender has no result at one of them.
    """
    card = task.card
    levels = [level for kind in levels_of(claim, task).values() for level in kind]

    def parts(contender: str, sign: float) -> list[Part]:
        weight = sign / len(levels)
        return [(weight, task.outcomes(contender, claim.study, level)) for level in levels]

    of_first = parts(claim.first, 1.0)
    against = {
        rival: contrast([*of_first, *parts(rival, -1.0)], card.metric, card.classes)
        for rival in claim.rivals
    }
    return of_contrasts(claim, task, against)


def levels_of(claim: Claim, task: MeasuredTask) -> dict[str, list[Condition]]:
    """The levels of each kind of corruption, from mild to strong, as the study declares them.

    docs/statistics.md#claims-on-corruption. Raises DataError where the task was not corrupted.
    """
    tested = task.conditions(claim.first, claim.study)
    card = task.run.studies.get(claim.study)
    kinds = {} if card is None or card.axis is None else card.axis.kinds
    found = {kind: [one for one in tested if str(one).startswith(f"{kind} ")] for kind in kinds}
    return {
        kind: sorted(levels, key=lambda one: float(str(one).rpartition(" ")[2]))
        for kind, levels in found.items()
        if levels
    }


MEAN_OVER_LEVELS: Final = Measure(
    test=mean_over_levels,
    axis=partial(axis_in_deltas, of=" over all levels of corruption"),
)
