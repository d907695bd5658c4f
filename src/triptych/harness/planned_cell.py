"""A planned cell, with everything needed to run it; this module imports nothing heavy."""

from dataclasses import dataclass
from typing import Final

from triptych.cell import Cell
from triptych.task import TaskFolder

MEMORY_LIMIT: Final = 4 * 2**30
"""Default limit in bytes for one trial, or one call of a later phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCell:
    """A cell, the key of its outcome, and the trial that a worker runs for it.

    inputs          the parts of the key by name; `data` is the fingerprint of the planned dataset,
                    and other data are refused
    time_limit      seconds for the whole trial, all folds, loading included
    memory_limit    bytes on top of what a fresh worker has mapped
    keep_artefact   whether the fitted contender of the first step is wanted
    sources         other tasks whose data the cell's study needs
    shares_training whether the study's other conditions learn the same
    made_from       the task's contender that a contender of the study's own is made from; empty for
                    the task's contenders
    """

    cell: Cell
    key: str
    folder: TaskFolder
    inputs: dict[str, str]
    time_limit: float
    memory_limit: int
    keep_artefact: bool = False
    sources: tuple[TaskFolder, ...] = ()
    shares_training: bool = False
    made_from: str = ""

    @property
    def contender_of_task(self) -> str:
        """The contender that the task makes, which the study may adapt."""
        return self.made_from or self.cell.contender


def source_input(task: str) -> str:
    """The name of the input that is the fingerprint of another task's data."""
    return f"data of {task}"
