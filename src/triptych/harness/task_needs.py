"""What cells and calls about a task need; importing this costs nothing."""

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from triptych.downloads.folder import data_folder
from triptych.harness.planned_cell import PlannedCell
from triptych.harness.workers.kept import Need
from triptych.task import PRETRAINED, Task, TaskFolder, why_not_made

if TYPE_CHECKING:  # planning starts no worker
    from triptych.harness.task_data import TaskData
    from triptych.harness.workers.guard import CallResult

_TORCH: Final = ("torch", "torch._dynamo")
"""Optimizers import the second when they are first used, which takes seconds."""


def load_task_data(folder: TaskFolder) -> "TaskData":
    """Load a task's data and make its table."""
    # Only workers pay for numpy, pandas and what else a task needs.
    from triptych.harness.task_data import TaskData

    return TaskData.loaded(folder)


def data_needed(*folders: TaskFolder) -> tuple[Need, ...]:
    """What a worker must hold before a call about these tasks."""
    return tuple(Need(load_task_data, folder) for folder in folders)


def libraries_needed(inputs: dict[str, str]) -> tuple[str, ...]:
    """Libraries that a contender is known to import, by the inputs that its key was made from."""
    return _TORCH if "torch" in inputs else ()


def weights_input(card: Task, contender: str) -> dict[str, str]:
    """The input of a cell's key that names the weights; empty for contenders without any."""
    if contender != PRETRAINED or card.pretrained is None:
        return {}
    listed = sorted(pair for file in card.pretrained.files for pair in file.checksums.items())
    digest = sha256(repr(listed).encode()).hexdigest()
    return {"weights": f"{card.pretrained.name} {digest[:16]}"}


def why_not_run(planned: PlannedCell) -> str:
    """The reason why a cell cannot be run on this machine; empty for most cells."""
    reason = why_not_made(planned.folder.card, planned.contender_of_task)
    # A published record tells nothing of whose machine it was.
    return reason.replace(str(data_folder()), "the data folder")


def as_skipped(planned: PlannedCell) -> "CallResult | None":
    """How a cell ends that cannot be run on this machine; None where it can."""
    reason = why_not_run(planned)
    if not reason:
        return None
    from triptych.harness.workers.guard import CallResult

    return CallResult("skipped", reason=reason)
