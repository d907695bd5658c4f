"""Records which files Python reads, so that cached facts can be checked for changes."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from triptych.harness.code.digest import digest_of, digest_of_file
from triptych.harness.code.modules import is_installed
from triptych.results.formats.known_facts import SeenFile

CODE: Final = (".py", ".pyc", ".so", ".pyd")
"""Suffixes of files that are followed as code, or belong to an installed package."""

SYSTEM: Final = ("/dev", "/proc", "/sys")


def seen_file(path: Path) -> SeenFile:
    """The present state of a file or folder."""
    status = path.stat()
    return SeenFile(str(path), status.st_size, status.st_mtime_ns, _digest(path))


def is_unchanged(seen: SeenFile) -> bool:
    """Whether the content is still the same, also where only the date changed."""
    path = Path(seen.path)
    try:
        status = path.stat()
        if (status.st_size, status.st_mtime_ns) == (seen.size, seen.modified_ns):
            return True
        return _digest(path) == seen.digest
    except OSError:
        return False


@contextmanager
def watched_files() -> Iterator[set[Path]]:
    """Collect the files that Python code opens for reading, and the folders it lists.

    Code, installed packages and system folders do not count. Files that a library opens in C,
    without Python's audit event, are not recorded.
    """
    _install()
    seen: set[str] = set()
    _watchers.append(seen)
    found: set[Path] = set()
    try:
        yield found
    finally:
        # By identity: another watcher may have seen the same, and would be equal.
        _watchers[:] = [watcher for watcher in _watchers if watcher is not seen]
        found.update(path for name in seen if _counts(path := Path(name)))


_watchers: Final[list[set[str]]] = []


@cache
def _install() -> None:
    """Install the audit hook, which cannot be removed and is idle outside `watched_files`."""
    sys.addaudithook(_record_event)


def _record_event(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watchers or event not in _READERS:
        return
    path = arguments[0]
    if path is None and event in ("os.listdir", "os.scandir"):
        path = "."
    if not isinstance(path, str | bytes | os.PathLike) or not _READERS[event](arguments):
        return
    for seen in _watchers:
        seen.add(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100  a Path is slow here


def _is_read(arguments: tuple[Any, ...]) -> bool:
    _, _, flags = arguments
    return bool(flags & (os.O_WRONLY | os.O_RDWR) == 0)


def _is_listed(arguments: tuple[Any, ...]) -> bool:
    """Whether a folder is listed by other code than the import system."""
    return "importlib" not in sys._getframe(2).f_code.co_filename


_READERS: Final[dict[str, Callable[[tuple[Any, ...]], bool]]] = {
    "open": _is_read,
    "os.listdir": _is_listed,
    "os.scandir": _is_listed,
    "sqlite3.connect": lambda arguments: True,
}


def _counts(path: Path) -> bool:
    return (
        path.exists()
        and (path.is_file() or path.is_dir())
        and path.suffix not in CODE
        and not str(path).startswith(SYSTEM)
        and not is_installed(path)
    )


def _digest(path: Path) -> str:
    if not path.is_dir():
        return digest_of_file(path)
    names = sorted(entry.name for entry in path.iterdir() if entry.name != "__pycache__")
    return digest_of("\n".join(names).encode("utf-8", "surrogateescape"))
