"""Reads records.jsonl: one record per line, and damaged lines."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from triptych.errors import StoreError
from triptych.results.record import Record


@dataclass(frozen=True)
class RecordLines:
    """The records of a run folder in the order they were written.

    damaged     lines that are not records: damaged by a power cut, or by hand
    is_torn     whether the last line has no line end
    """

    records: tuple[Record, ...] = ()
    damaged: tuple[bytes, ...] = ()
    is_torn: bool = False


def read_records(path: Path) -> RecordLines:
    """Read a file of records; a missing file has none.

    Raises StoreError where the system refuses to read it.
    """
    try:
        *lines, last = path.read_bytes().split(b"\n") if path.is_file() else [b""]
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror or error}.") from error
    records: list[Record] = []
    damaged: list[bytes] = []
    # Records of one contender have the same inputs; kept once, they take no memory to speak of.
    shared: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    with _no_search_for_cycles():
        for line in filter(None, [*lines, last]):
            try:
                record = _record(line)
            except ValueError:
                damaged.append(line)
            else:
                inputs = shared.setdefault(tuple(record.inputs.items()), record.inputs)
                records.append(replace(record, inputs=inputs))
    return RecordLines(tuple(records), tuple(damaged), is_torn=bool(last))


_DECODER: Final = msgspec.json.Decoder(Record)


def _record(line: bytes) -> Record:
    """Read a record that `Record.to_json` wrote. Raises ValueError for another line."""
    try:
        return _DECODER.decode(line)
    except msgspec.DecodeError:  # Python's json also writes numbers that JSON does not have: NaN
        return msgspec.convert(json.loads(line), Record)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Disable garbage collection, a third of the time of reading: records have no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
