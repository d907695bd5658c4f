"""A journal: an append-only file of JSON lines."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self, final


@final
class Journal:
    """A journal opened for writing: each line is written completely, or not at all."""

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        self._descriptor = os.open(path, flags, 0o644)
        self._length = os.fstat(self._descriptor).st_size

    @classmethod
    def mended(cls, path: Path) -> Self:
        """Open a journal, and remove an incomplete last line that a crash has left."""
        whole = path.read_bytes().rpartition(b"\n") if path.is_file() else (b"", b"", b"")
        if whole[2]:
            os.truncate(path, len(whole[0]) + len(whole[1]))
        return cls(path)

    def add(self, values: dict[str, Any]) -> None:
        """Append one line; it survives the end of this process."""
        line = json.dumps(values, ensure_ascii=False).encode() + b"\n"
        try:
            written = os.write(self._descriptor, line)
            while written < len(line):
                written += os.write(self._descriptor, line[written:])
        except OSError:
            os.ftruncate(self._descriptor, self._length)
            raise
        self._length += len(line)

    def sync(self) -> None:
        """Wait until all lines are on the disk."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects in a journal, in order; skips lines that are not JSON objects."""
    for line in path.read_bytes().split(b"\n") if path.is_file() else ():
        try:
            values = json.loads(line)
        except ValueError:
            continue
        if isinstance(values, dict):
            yield values
