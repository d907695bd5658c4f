"""Which downloads the tasks in question need, and which tasks need each."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from triptych.catalogue import Catalogue
from triptych.data_folder import is_here
from triptych.download import Downloadable
from triptych.errors import ContractError
from triptych.task import Task, TaskFolder


def tasks_in_question(
    names: Sequence[str] | None, folders: Sequence[Path] | None
) -> tuple[TaskFolder, ...]:
    """The named tasks; where none is named, all whose card can be read."""
    catalogue = Catalogue.find(folders or ())
    return catalogue.choose(names) if names else tuple(catalogue.tasks.values())


def needed(tasks: Iterable[TaskFolder]) -> dict[Downloadable, list[str]]:
    """Each download with the names of the tasks that need it, in the order of the tasks."""
    by_path: dict[str, Downloadable] = {}
    found: dict[Downloadable, list[str]] = {}
    for task in tasks:
        for download in task.card.files:
            first = by_path.setdefault(download.path, download)
            if first != download:
                raise ContractError(
                    f"task {task.name}: {download.path} is declared otherwise by "
                    f"{', '.join(found[first])}. Give it another path, or the same content."
                )
            found.setdefault(download, []).append(task.name)
    return found


def data_status(card: Task) -> str:
    """Whether the task's data comes with it, was downloaded, or is still to be had."""
    if not card.files:
        return "embedded"
    return "downloaded" if all(map(is_here, card.files)) else "not downloaded"
