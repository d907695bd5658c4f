"""Contenders that no seed changes: fitted with two seeds, whose answers stand for the others.

A card declares them; two equal item tables confirm it, or every seed is run.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, final

from triptych.cell import Cell, Condition
from triptych.harness.planned_cell import PlannedCell
from triptych.reference.panel import UNSEEDED
from triptych.results.trial_result import TrialResult
from triptych.study import MAIN_STUDY

_FITTED: Final = 2
"""Seeds that are run before the answers of others are taken from them."""

_Siblings = tuple[str, str, Condition]


@final
class Unseeded:
    """Divides cells into those that run and those that wait for the answers of another seed.

    first      cells to run now
    """

    def __init__(self, cells: Iterable[PlannedCell]) -> None:
        self.first: list[PlannedCell] = []
        self._waiting: dict[_Siblings, list[PlannedCell]] = {}
        self._found: dict[_Siblings, list[TrialResult]] = defaultdict(list)
        alike: dict[_Siblings, list[PlannedCell]] = defaultdict(list)
        for one in cells:
            if _is_unseeded(one):
                alike[_siblings(one.cell)].append(one)
            else:
                self.first.append(one)
        for siblings, members in alike.items():
            kept = [one for one in members if one.keep_artefact]
            others = [one for one in members if not one.keep_artefact]
            fitted = max(0, _FITTED - len(kept))
            self.first += kept + others[:fitted]
            if others[fitted:]:
                self._waiting[siblings] = others[fitted:]

    def note(self, result: TrialResult) -> None:
        """Remember a result from which others may be taken."""
        siblings = _siblings(result.record.cell)
        if siblings in self._waiting and len(self._found[siblings]) < _FITTED:
            self._found[siblings].append(replace(result, artefact=None))

    def taken(self) -> Iterator[TrialResult]:
        """The results of the cells whose siblings agree: theirs, under their own keys."""
        for siblings, waiting in list(self._waiting.items()):
            if _agree(self._found[siblings]):
                del self._waiting[siblings]
                yield from (_as_of(one, self._found[siblings][0]) for one in waiting)

    def left(self) -> list[PlannedCell]:
        """The cells that have to run after all, since a seed changed something."""
        return [one for waiting in self._waiting.values() for one in waiting]


def _siblings(cell: Cell) -> _Siblings:
    return cell.task, cell.contender, cell.condition


def _is_unseeded(planned: PlannedCell) -> bool:
    card, cell = planned.folder.card, planned.cell
    is_divided_anew = card.split.kind == "cross_validated"
    return (
        cell.study == MAIN_STUDY
        and cell.contender in (*card.unseeded, *UNSEEDED)
        and not is_divided_anew
    )


def _agree(results: Sequence[TrialResult]) -> bool:
    tables = [one.items for one in results]
    if len(tables) < _FITTED or any(table is None for table in tables):
        return False
    from triptych.results.items.write import same_rows

    first, *others = (table for table in tables if table is not None)
    return all(same_rows(first, other) for other in others)


def _as_of(planned: PlannedCell, result: TrialResult) -> TrialResult:
    """The result as that of another seed's cell, which took no time of its own."""
    from triptych.results.items.write import rows_of_another

    assert result.items is not None
    record = replace(
        result.record,
        cell=planned.cell,
        key=planned.key,
        inputs=planned.inputs,
        wall_seconds=0.0,
        stderr="",
        artefact=None,
        taken_from=result.record.key,
    )
    return TrialResult(record, rows_of_another(result.items, planned.key))
