"""What a worker is asked for: one trial; importing this costs nothing."""

from dataclasses import dataclass

from triptych.cell import Cell
from triptych.task import TaskFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRequest:
    """One trial to run: the cell, where its task lies, and the limits it must keep.

    key             of the cell, copied into the record together with `inputs`
    fingerprint     of the dataset the plan was made for; other data is refused
    time_limit      seconds for the whole trial, all folds, loading included
    memory_limit    bytes on top of what a fresh worker has mapped
    keep_artefact   whether the fitted contender of the first step is wanted
    sources         other tasks whose data the cell's study needs, with their fingerprints
    """

    cell: Cell
    key: str
    folder: TaskFolder
    fingerprint: str
    inputs: dict[str, str]
    time_limit: float
    memory_limit: int
    keep_artefact: bool = False
    sources: tuple[tuple[TaskFolder, str], ...] = ()
