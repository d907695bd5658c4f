"""Sources in normal form, kept on disk between commands: parsing all of them takes half a second.

A file is known by its path, size and dates. Whatever is wrong with the cache, it is as if it were
not there: nothing in it runs, and a file is read again where there is the slightest doubt.
"""

import hashlib
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, final

import msgspec

from triptych.downloads.folder import cache_folder
from triptych.harness.code.normal_form import Source

SETTLED_NANOSECONDS: Final = 2 * 10**9
"""A file younger than this may change once more without its dates telling."""

MOST_ENTRIES: Final = 10_000
"""Beyond that only what the last command read is kept: tasks come and go."""

_CHECKSUM_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class _Known:
    """A file as it was when it was read, and what was read."""

    size: int
    modified_ns: int
    changed_ns: int
    source: Source


@dataclass
class _Content:
    """What the cache file holds: by path, and by the name that was left out."""

    version: str
    known: dict[str, _Known] = field(default_factory=dict)


@final
class SourceCache:
    """The cache file of one user; read when first asked, written by `save`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _read(file)
        self._used: set[str] = set()
        self._is_saved = True

    def find(self, file: Path, without: str, status: os.stat_result) -> Source | None:
        """The file's source, if it was read before and has not changed since."""
        name = _name(file, without)
        known = self._known.get(name)
        if known is None or _dated(known.source, status) != known:
            return None
        self._used.add(name)
        return known.source

    def remember(self, file: Path, without: str, status: os.stat_result, source: Source) -> None:
        """Keep what was read of the file, unless it has only just been written."""
        newest = max(status.st_mtime_ns, status.st_ctime_ns)
        if time.time_ns() - newest < SETTLED_NANOSECONDS:
            return
        name = _name(file, without)
        self._known[name] = _dated(source, status)
        self._used.add(name)
        self._is_saved = False

    def save(self) -> None:
        """Write what is new, in one step; where that is impossible, the next command reads anew."""
        if self._is_saved:
            return
        # What another command has written meanwhile is kept.
        known = _read(self._file) | self._known
        if len(known) > MOST_ENTRIES:
            known = {name: known[name] for name in self._used}
        content = msgspec.msgpack.encode(_Content(_version(), known))
        part = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(hashlib.sha256(content).digest() + content)
            part.replace(self._file)
        self._is_saved = True


def source_cache() -> SourceCache:
    """The cache of this user, read once in each process."""
    return _of(cache_folder() / "sources")


@cache
def _of(file: Path) -> SourceCache:
    return SourceCache(file)


def _read(file: Path) -> dict[str, _Known]:
    try:
        checksum, content = (whole := file.read_bytes())[:_CHECKSUM_BYTES], whole[_CHECKSUM_BYTES:]
        if hashlib.sha256(content).digest() != checksum:
            return {}
        found = msgspec.msgpack.decode(content, type=_Content)
    except (OSError, msgspec.MsgspecError):
        return {}
    return found.known if found.version == _version() else {}


def _dated(source: Source, status: os.stat_result) -> _Known:
    return _Known(status.st_size, status.st_mtime_ns, status.st_ctime_ns, source)


def _name(file: Path, without: str) -> str:
    return f"{file}\0{without}"


@cache
def _version() -> str:
    """Of the normal form: its code, and the Python whose syntax trees it writes down."""
    code = b"".join(
        Path(__file__).with_name(name).read_bytes() for name in ("digest.py", "normal_form.py")
    )
    return f"{sys.version} {hashlib.sha256(code).hexdigest()}"
