"""A journal: an append-only file of JSON lines."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, final

import msgspec

from triptych.results.disk.sealed_json import require_json, sealed_line, unseal_line

Value = TypeVar("Value")


@final
class Journal:
    """A journal opened for writing: each line is written completely, or not at all."""

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        self._descriptor = os.open(path, flags, 0o644)
        self._length = os.fstat(self._descriptor).st_size

    def add(self, values: dict[str, Any]) -> None:
        """Append one line, which ends in its digest; it survives the end of this process."""
        line = sealed_line(values) + b"\n"
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


@dataclass(frozen=True)
class JournalLines(Generic[Value]):
    """The content of a journal, in order.

    values          the decoded lines
    damaged         lines that are not as written: damaged by a crash, a flipped bit, or by hand
    unverifiable    number of lines without a digest, from older versions
    is_torn         whether the last line has no line end
    """

    values: tuple[Value, ...] = ()
    damaged: tuple[bytes, ...] = ()
    unverifiable: int = 0
    is_torn: bool = False


def read_journal(path: Path, decode: Callable[[bytes], Value]) -> JournalLines[Value]:
    """Read a journal; a missing file is empty.

    decode      reads a line without its digest, or raises ValueError where it says nothing
    Raises OSError where the system refuses it.
    """
    *lines, last = path.read_bytes().split(b"\n") if path.is_file() else [b""]
    values: list[Value] = []
    damaged: list[bytes] = []
    verified = 0
    for line in filter(None, [*lines, last]):
        try:
            unsealed = unseal_line(line)
            values.append(decode(unsealed.body))
        except ValueError:
            damaged.append(line)
        else:
            verified += unsealed.has_digest
    return JournalLines(tuple(values), tuple(damaged), len(values) - verified, bool(last))


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects in a journal, in order; skips damaged lines."""
    yield from read_journal(path, json_object).values


def require_object(line: bytes) -> None:
    """Raise ValueError where `json_object` would, but read nothing of what is in it."""
    require_json(line)
    if not line.lstrip().startswith(b"{"):
        raise ValueError("expected a JSON object")


def json_object(line: bytes) -> dict[str, Any]:
    """The JSON object in a line. Raises ValueError where there is none."""
    try:
        values = msgspec.json.decode(line)
    except msgspec.DecodeError:  # Python's json also writes numbers that JSON does not have: NaN
        values = json.loads(line)
    if not isinstance(values, dict):
        raise ValueError(f"expected a JSON object, got a {type(values).__name__}")  # noqa: TRY004
    return values
