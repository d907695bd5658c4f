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
from triptych.results.disk.json_lines import read_journal
from triptych.results.record import Record


@dataclass(frozen=True)
class RecordLines:
    """The records of a run folder in the order they were written.

    damaged         lines that are not records: damaged by a power cut, a flipped bit, or by hand
    unverifiable    number of records without a digest, from older versions
    is_torn         whether the last line has no line end
    """

    records: tuple[Record, ...] = ()
    damaged: tuple[bytes, ...] = ()
    unverifiable: int = 0
    is_torn: bool = False


def read_records(path: Path) -> RecordLines:
    """Read a file of records; a missing file has none.

    Raises StoreError where the system refuses to read it.
    """
    # Records of one contender have the same inputs; kept once, they take no memory to speak of.
    shared: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}

    def decode(line: bytes) -> Record:
        record = _record(line)
        inputs = shared.setdefault(tuple(record.inputs.items()), record.inputs)
        return replace(record, inputs=inputs)

    try:
        with _no_search_for_cycles():
            lines = read_journal(path, decode)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror or error}.") from error
    return RecordLines(lines.values, lines.damaged, lines.unverifiable, lines.is_torn)


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
