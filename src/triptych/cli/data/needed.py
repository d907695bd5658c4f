"""The downloads that the selected tasks need or can use, and which tasks these are."""

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from triptych.catalogue import Catalogue
from triptych.downloads.download import Downloadable
from triptych.downloads.folder import FETCH, FETCH_FOR_ALL, is_here
from triptych.downloads.pretrained import PretrainedNetwork
from triptych.downloads.usable import why_not_usable
from triptych.errors import ContractError
from triptych.task import Task, TaskFolder


def tasks_in_question(
    names: Sequence[str] | None, folders: Sequence[Path] | None
) -> tuple[TaskFolder, ...]:
    """The named tasks; without names, every task whose card can be read."""
    catalogue = Catalogue.find(folders or ())
    return catalogue.choose(names) if names else tuple(catalogue.tasks.values())


def needed(tasks: Iterable[TaskFolder]) -> dict[Downloadable, list[str]]:
    """Each download with the names of the tasks that need it, in the order of the tasks.

    Weights of pretrained networks count as needed, although a task runs without them.
    """
    by_path: dict[str, Downloadable] = {}
    found: dict[Downloadable, list[str]] = {}
    for task in tasks:
        for download in task.card.all_files:
            first = by_path.setdefault(download.path, download)
            if first != download:
                raise ContractError(
                    f"task {task.name}: {download.path} is declared otherwise by "
                    f"{', '.join(found[first])}. Give it another path, or the same content."
                )
            found.setdefault(download, []).append(task.name)
    return found


def data_status(card: Task) -> str:
    """Whether the task's data is included, downloaded, or not downloaded yet."""
    if not card.files:
        return "embedded"
    return "downloaded" if all(map(is_here, card.files)) else "not downloaded"


def weights_status(network: PretrainedNetwork) -> str:
    """Whether a network's weights are here, and its libraries installed."""
    if not all(map(is_here, network.files)):
        return "not downloaded"
    return "downloaded, not installed" if why_not_usable(network) else "downloaded"


def fetch_command(tasks: Iterable[TaskFolder]) -> str:
    """The command that downloads what the tasks need, ready to be typed."""
    chosen = tuple(tasks)
    folders = dict.fromkeys(_as_typed(task.search_path) for task in chosen if task.search_path)
    options = [word for folder in folders for word in ("--tasks", folder)]
    return shlex.join(["triptych", "data", "fetch", *(task.name for task in chosen), *options])


def with_fetch_command(words: str, task: TaskFolder) -> str:
    """A message about the task's data, with the download command for this task."""
    words = words.replace(FETCH_FOR_ALL, f"To download it: {FETCH}.")
    return words.replace(FETCH, f"`{fetch_command([task])}`")


def _as_typed(folder: Path) -> str:
    """The folder, relative to the current folder where it lies inside."""
    here = Path.cwd()
    return str(folder.relative_to(here) if folder.is_relative_to(here) else folder)
