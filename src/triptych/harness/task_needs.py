"""What calls about a task share; importing this costs nothing."""

from typing import TYPE_CHECKING, Final

from triptych.harness.workers.kept import Need
from triptych.task import TaskFolder

if TYPE_CHECKING:
    from triptych.harness.task_data import TaskData

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
