"""What an executor is asked for and what it gives back; importing this costs nothing."""

from dataclasses import dataclass

from triptych.cell import Cell
from triptych.record import Record
from triptych.task import TaskFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One trial to run: the cell, where its task lies, and the limits it must keep.

    key             of the cell, copied into the record together with `inputs`
    fingerprint     of the dataset the plan was made for; other data is refused
    time_limit      seconds for the whole trial, all folds, loading included
    memory_limit    bytes on top of what a fresh worker has mapped
    keep_artefact   whether the fitted contender of the first fold is wanted
    """

    cell: Cell
    key: str
    folder: TaskFolder
    fingerprint: str
    inputs: dict[str, str]
    time_limit: float
    memory_limit: int
    keep_artefact: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trial left: its record, and where it ended `done` its item table and contender.

    items           Parquet bytes of the item table (a row for each tested item)
    artefact        pickle of {"estimator", "test"}: the first fold's contender and test items
    """

    record: Record
    items: bytes | None = None
    artefact: bytes | None = None
