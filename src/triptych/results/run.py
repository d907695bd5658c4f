"""A run, read: the records of its current plan, its tasks and its item tables."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import pandas as pd

from triptych.absent import Absent
from triptych.cell import Cell
from triptych.errors import StoreError, UnknownName
from triptych.measure.quality import Numbers
from triptych.results.formats.explanations import read_explanations, read_layers
from triptych.results.formats.walks import TaskWalks, read_walks
from triptych.results.items.read import ItemTables
from triptych.results.outcomes import Outcomes
from triptych.results.record import (
    ENVIRONMENT_FILE,
    ITEMS_FOLDER,
    PLAN_FILE,
    RECORDS_FILE,
    RUN_FILE,
    SCHEMA,
    SPEED_FILE,
    TASKS_FILE,
    Record,
)
from triptych.results.task_card import TaskCard

SUPERVISED = "supervised"
_Place = tuple[str, str, str, float | None]
_MEASURED = ("item", "fold", "truth", "prediction", "loss", "cost")


class Run:
    """One run folder; opening reads its small files, item tables are read when asked for.

    about         run.json: profile, created, command, triptych (version), …
    tasks         every task of the run, by name
    plan          every planned cell, by key, in order
    records       the last record of each planned cell that has one, in the plan's order
    pending       planned cells without a record
    outdated      how many keys have records but are no longer planned: code or data changed
    damaged       lines of the record file that are no records: torn by a power cut
    environment   the machine and the versions, as recorded
    speed         speed.json; None before the quiet phase
    explanations  lines of explanations.jsonl that belong to these records; empty before `explain`
    layers        layers.json by task, of these records; empty before `explain`
    """

    def __init__(
        self,
        folder: Path,
        *,
        about: dict[str, Any],
        tasks: dict[str, TaskCard],
        plan: dict[str, Cell],
        records: dict[str, Record],
        damaged: int,
        environment: dict[str, Any],
        speed: dict[str, Any] | None,
        explanations: tuple[dict[str, Any], ...],
        layers: dict[str, dict[str, Any]],
    ) -> None:
        self.folder = folder
        self.name = folder.name
        self.about = about
        self.profile: str = about["profile"]
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
        self._tables = ItemTables(folder / ITEMS_FOLDER)
        self._outcomes: dict[_Place, Outcomes] = {}
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
        """Read a run folder; raises StoreError where that cannot be done, saying why."""
        folder = Path(folder).resolve()
        if not (folder / RUN_FILE).is_file():
            raise StoreError(
                f"{folder} is not a run folder: it has no {RUN_FILE}. `triptych run` writes one."
            )
        about = _read(folder / RUN_FILE)
        if about.get("schema") != SCHEMA:
            raise StoreError(
                f"{folder} is of format {about.get('schema')}; this version of triptych reads "
                f"format {SCHEMA}. Run again into another folder (--run NAME)."
            )
        records, damaged = _records(folder / RECORDS_FILE)
        if not records:
            raise StoreError(f"{folder} has no records: no cell has ended yet. Run `triptych run`.")
        environment = folder / ENVIRONMENT_FILE
        speed = folder / SPEED_FILE
        plan = {key: Cell(*cell) for *cell, key in _read(folder / PLAN_FILE)["cells"]}
        current = {cell: key for key, cell in plan.items() if key in records}
        return cls(
            folder,
            about=about,
            tasks={
                name: TaskCard.from_json(name, values)
                for name, values in _read(folder / TASKS_FILE).items()
            },
            plan=plan,
            records=records,
            damaged=damaged,
            environment=_read(environment) if environment.is_file() else {},
            speed=_read(speed) if speed.is_file() else None,
            explanations=read_explanations(folder, current),
            layers=read_layers(folder, current),
        )

    @cached_property
    def walks(self) -> dict[str, TaskWalks | Absent]:
        """walks.json by task, of these records: picked items, or why there are none."""
        return read_walks(self.folder, self.plan)

    def task(self, name: str) -> TaskCard:
        """The task of that name; raises UnknownName."""
        if name not in self.tasks:
            raise UnknownName.of("task", name, self.tasks)
        return self.tasks[name]

    def records_of(
        self,
        task: str,
        contender: str,
        study: str = SUPERVISED,
        condition: float | None = None,
    ) -> tuple[Record, ...]:
        """Every record of a contender in a study and condition, one a seed, whatever its end."""
        return tuple(self._by_place.get((task, contender, study, condition), ()))

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
        study: str = SUPERVISED,
        condition: float | None = None,
        *,
        columns: tuple[str, ...] | None = None,
    ) -> pd.DataFrame:
        """A row for each tested item and seed: the item table's columns, and `seed`.

        Sorted by seed and item; `columns` reads only those. Raises StoreError where no trial
        of the contender is done.
        """
        done = {
            record.key: record.cell.seed
            for record in self.records_of(task, contender, study, condition)
            if record.status == "done"
        }
        if not done:
            raise StoreError(f"{self.name}: no trial of {task}/{contender}/{study} is done.")
        return self._tables.read(task, done, columns)

    def outcomes(
        self,
        task: str,
        contender: str,
        study: str = SUPERVISED,
        condition: float | None = None,
    ) -> Outcomes:
        """What the contender answered on the items that were tested in all its finished seeds."""
        place = task, contender, study, condition
        if place not in self._outcomes:
            items = self.items(*place, columns=_MEASURED)
            ordered = self.task(task).split.kind == "rolling"
            self._outcomes[place] = Outcomes.of_items(contender, items, ordered=ordered)
        return self._outcomes[place]

    def hits(self, task: str, contender: str, study: str = SUPERVISED) -> Numbers:
        """M[seed, item]: 1 where the decision was right; items tested in every seed only."""
        return self.outcomes(task, contender, study).hits


def _place(cell: Cell) -> _Place:
    return cell.task, cell.contender, cell.study, cell.condition


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise StoreError(
            f"{path.parent} is not a complete run folder: it has no {path.name}. Run again."
        ) from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    if not isinstance(values, dict):
        raise StoreError(f"{path} holds a {type(values).__name__}; expected a JSON object.")
    return values


def _records(path: Path) -> tuple[dict[str, Record], int]:
    """The last record of each key, and how many lines are none: the next run repairs those."""
    records: dict[str, Record] = {}
    # Records of one contender have the same inputs; kept once, they take no memory to speak of.
    shared: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    damaged = 0
    lines = filter(None, path.read_bytes().split(b"\n") if path.is_file() else ())
    with _no_search_for_cycles():
        for line in lines:
            try:
                values = json.loads(line)
                inputs = values.get("inputs", {})
                values["inputs"] = shared.setdefault(tuple(inputs.items()), inputs)
                record = Record.from_json(values)
            except (ValueError, KeyError, TypeError, AttributeError):
                damaged += 1
            else:
                records[record.key] = record
    return records, damaged


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Records hold none, and looking again and again takes a third of the time of reading them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
