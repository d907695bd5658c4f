"""Reads a run: the records of its current plan, its tasks and its item tables."""

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Self, TypeVar

import pandas as pd

from triptych.absent import Absent
from triptych.cell import Cell, Condition
from triptych.errors import DamageError, StoreError, UnknownName
from triptych.measure.quality import Numbers
from triptych.results.aggregates import Aggregates
from triptych.results.formats.document import Found, find_document
from triptych.results.formats.environment import Environment
from triptych.results.formats.explanations import ExplanationLine, read_explanations
from triptych.results.formats.layers import NetworkLayers, read_layers
from triptych.results.formats.run_header import RunHeader, read_header
from triptych.results.formats.run_plan import RunPlan
from triptych.results.formats.speed import Speed, read_speed
from triptych.results.formats.studies import StudiesFile, StudyCard
from triptych.results.formats.walks import TaskWalks, read_walks
from triptych.results.items.read import ItemTables
from triptych.results.outcomes import Outcomes
from triptych.results.record import ITEMS_FOLDER, RECORDS_FILE, Record
from triptych.results.record_lines import read_records
from triptych.results.soundness import Soundness, soundness
from triptych.results.task_card import TaskCard, TaskCards
from triptych.study import MAIN_STUDY
from triptych.task import is_reference

Part = TypeVar("Part")
_Place = tuple[str, str, str, Condition]
_STUDY_OUTCOMES: Final = 32
"""Outcomes of studies held in memory at once: those of all conditions would be gigabytes."""

_MEASURED = ("item", "fold", "truth", "prediction", "loss", "cost", "group")


class Run:
    """One run folder; opening reads its small files, item tables are read on demand.

    header        run.json: profile, command, when it began, …
    tasks         every task of the run, by name
    plan          every planned cell, by key, in order
    records       the last record of each planned cell that has one, in the plan's order
    pending       planned cells without a record
    outdated      number of keys with records that are no longer planned: code or data changed
    damaged       lines number of lines of the record file that are not records
    environment   the machine and the versions; None before the first cell is run
    speed         timings of the quiet phase; None before it
    explanations  lines of explanations.jsonl that belong to these records; empty before `triptych
                  explain`
    layers        layers.json by task, for these records: entries, or reasons for missing ones
    studies       the card of each study of the run, by name
    """

    def __init__(
        self,
        folder: Path,
        *,
        header: RunHeader,
        tasks: dict[str, TaskCard],
        plan: dict[str, Cell],
        records: dict[str, Record],
        damaged: int,
        environment: Environment | None,
        speed: Speed | None,
        explanations: tuple[ExplanationLine, ...],
        layers: dict[str, NetworkLayers | Absent],
        studies: Mapping[str, StudyCard],
    ) -> None:
        self.folder = folder
        self.name = folder.name
        self.header = header
        self.profile = header.profile
        self.tasks = tasks
        self.plan = plan
        self.records = tuple(records[key] for key in plan if key in records)
        self.pending = tuple(cell for key, cell in plan.items() if key not in records)
        self.outdated = sum(key not in plan for key in records)
        self.damaged = damaged
        self.environment = environment
        self.speed = speed
        self.explanations = explanations
        self.layers = layers
        self.studies = studies
        self._tables = ItemTables(folder / ITEMS_FOLDER)
        self.aggregates = Aggregates(folder)
        self._outcomes: dict[_Place, Outcomes] = {}
        self._outcomes_of_studies = lru_cache(maxsize=_STUDY_OUTCOMES)(self._read_outcomes)
        self._by_place: dict[_Place, list[Record]] = {}
        self._by_task: dict[str, list[Record]] = {}
        for record in self.records:
            self._by_place.setdefault(_place(record.cell), []).append(record)
            self._by_task.setdefault(record.cell.task, []).append(record)
        self._pending_by_task: dict[str, list[Cell]] = {}
        for cell in self.pending:
            self._pending_by_task.setdefault(cell.task, []).append(cell)

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Read a run folder; raises StoreError, with the reason, where that fails.

        Damaged parts that a run can be shown without are left out; `soundness` names them.
        """
        folder = Path(folder).resolve()
        header = read_header(folder) if (folder / RunHeader.FILE).is_file() else None
        if header is None:
            raise StoreError(
                f"{folder} is not a run folder: it has no {RunHeader.FILE}. "
                "`triptych run` writes one."
            )
        lines = read_records(folder / RECORDS_FILE)
        if not lines.records:
            raise StoreError(f"{folder} has no records: no cell has ended yet. Run `triptych run`.")
        records = {record.key: record for record in lines.records}
        plan = _require(folder, RunPlan).by_key
        current = {cell: key for key, cell in plan.items() if key in records}
        return cls(
            folder,
            header=header,
            tasks=_require(folder, TaskCards).cards,
            plan=plan,
            records=records,
            damaged=len(lines.damaged),
            environment=_unless_damaged(lambda: find_document(folder, Environment), None),
            speed=_unless_damaged(lambda: read_speed(folder), None),
            explanations=read_explanations(folder, current),
            layers=_unless_damaged(lambda: read_layers(folder, current), {}),
            studies=(find_document(folder, StudiesFile) or StudiesFile()).studies,
        )

    @cached_property
    def walks(self) -> dict[str, TaskWalks | Absent]:
        """walks.json by task, for these records: selected items, or reasons for missing ones."""
        return _unless_damaged(lambda: read_walks(self.folder, self.plan), {})

    @cached_property
    def planned_studies(self) -> frozenset[str]:
        """The studies that the current plan has cells of."""
        return frozenset(cell.study for cell in self.plan.values())

    @cached_property
    def soundness(self) -> Soundness:
        """Which parts of the folder are not what was written, and of which nobody can tell."""
        return soundness(self.folder)

    def task(self, name: str) -> TaskCard:
        """The task of that name; raises UnknownName."""
        if name not in self.tasks:
            raise UnknownName.of("task", name, self.tasks)
        return self.tasks[name]

    def records_of(
        self,
        task: str,
        contender: str,
        study: str = MAIN_STUDY,
        condition: Condition = None,
    ) -> tuple[Record, ...]:
        """Every record of a contender in a study and condition, one per seed, of any status."""
        return tuple(self._by_place.get((task, contender, study, condition), ()))

    def conditions(self, task: str, contender: str, study: str) -> tuple[Condition, ...]:
        """The study's conditions for the contender on the task, in the plan's order."""
        planned = (cell for cell in self.plan.values() if (cell.task, cell.study) == (task, study))
        found = [cell.condition for cell in planned if cell.contender == contender]
        return tuple(dict.fromkeys(found))

    def contenders_in(self, task: str, study: str) -> tuple[str, ...]:
        """The task's contenders, then those of the study's own, in the plan's order."""
        planned = (cell for cell in self.plan.values() if (cell.task, cell.study) == (task, study))
        names = [cell.contender for cell in planned if not is_reference(cell.contender)]
        return tuple(dict.fromkeys((*self.task(task).contenders, *names)))

    def records_of_task(self, task: str) -> tuple[Record, ...]:
        """Every record of a task's current plan, in its order."""
        return tuple(self._by_task.get(task, ()))

    def pending_of_task(self, task: str) -> tuple[Cell, ...]:
        """Planned cells of a task that have no record."""
        return tuple(self._pending_by_task.get(task, ()))

    def items(
        self,
        task: str,
        contender: str,
        study: str = MAIN_STUDY,
        condition: Condition = None,
        *,
        columns: tuple[str, ...] | None = None,
    ) -> pd.DataFrame:
        """One row per tested item and seed: the item table's columns, and `seed`.

        Sorted by seed and item; `columns` reads only those. Raises StoreError where no trial
        of the contender is done.
        """
        return self._tables.read(task, self._seeds_of(task, contender, study, condition), columns)

    def outcomes(
        self,
        task: str,
        contender: str,
        study: str = MAIN_STUDY,
        condition: Condition = None,
    ) -> Outcomes:
        """The contender's answers on the items that were tested in all its finished seeds."""
        place = task, contender, study, condition
        if study != MAIN_STUDY:
            return self._outcomes_of_studies(place)
        if place not in self._outcomes:
            self._outcomes[place] = self._read_outcomes(place)
        return self._outcomes[place]

    def _read_outcomes(self, place: _Place) -> Outcomes:
        task, contender, study, _ = place
        items = self._tables.arrays(task, self._seeds_of(*place), _MEASURED)
        card = self.studies.get(study)
        ordered = self.task(task).ordered or (card is not None and card.ordered)
        return Outcomes.of_items(contender, items, ordered=ordered)

    def _seeds_of(
        self, task: str, contender: str, study: str, condition: Condition
    ) -> Mapping[str, int]:
        """Seeds of finished trials by their records' keys; raises StoreError where none is."""
        done = {
            record.key: record.cell.seed
            for record in self.records_of(task, contender, study, condition)
            if record.status == "done"
        }
        if not done:
            raise StoreError(f"{self.name}: no trial of {task}/{contender}/{study} is done.")
        return done

    def hits(self, task: str, contender: str, study: str = MAIN_STUDY) -> Numbers:
        """Hits M[seed, item]: 1 where the decision was right; only items tested in every seed."""
        return self.outcomes(task, contender, study).hits


def _place(cell: Cell) -> _Place:
    return cell.task, cell.contender, cell.study, cell.condition


def _unless_damaged(read: Callable[[], Part], otherwise: Part) -> Part:
    """A part that a run can be shown without: what stands in its place where it is damaged."""
    try:
        return read()
    except DamageError:
        return otherwise


def _require(folder: Path, kind: type[Found]) -> Found:
    """The run folder's document of that kind; raises StoreError where it has none."""
    found = find_document(folder, kind)
    if found is None:
        raise StoreError(
            f"{folder} is not a complete run folder: it has no {kind.FILE}. Run again."
        )
    return found
