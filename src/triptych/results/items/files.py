"""Where item tables lie in a run's `items` folder, and what their files are called."""

from pathlib import Path
from typing import Final

from triptych.results.disk.text import to_utf8

_SUFFIX: Final = ".parquet"


def loose_tables(folder: Path) -> list[Path]:
    """Item tables not compacted yet: `<key>.parquet`; a compacted file has two dots."""
    return sorted(path for path in _tables(folder) if path.name.count(".") == 1)


def compacted_files(folder: Path) -> list[Path]:
    """The compacted files of all tasks."""
    return sorted(path for path in _tables(folder) if _number(path) is not None)


def compacted_path(folder: Path, task: str, number: int) -> Path:
    """The task's compacted file of that number."""
    return folder / f"{_named(task)}.{number}{_SUFFIX}"


def compacted_files_of(folder: Path, task: str) -> list[Path]:
    """The task's compacted files, oldest first.

    Names are compared, never matched: a task may be called `a*b` or `my[task]`.
    """
    numbered = {_number(path): path for path in _tables(folder) if _task(path) == _named(task)}
    return [numbered[number] for number in sorted(one for one in numbered if one is not None)]


def _tables(folder: Path) -> list[Path]:
    return list(folder.glob(f"*{_SUFFIX}"))


def _task(path: Path) -> str:
    return path.stem.rpartition(".")[0]


def _number(path: Path) -> int | None:
    """The number of a compacted file; None of any other file."""
    task, _, number = path.stem.rpartition(".")
    return int(number) if task and number.isdecimal() else None


def _named(task: str) -> str:
    """The task as the files written by a run name it, in characters that any disk takes."""
    return to_utf8(task).decode()
