"""What a run folder holds, read without loading a single item table."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from triptych.cell import Cell
from triptych.errors import StoreError
from triptych.results.record import (
    ARTEFACTS_FOLDER,
    ITEMS_FOLDER,
    RECORDS_FILE,
    RUN_FILE,
    SCHEMA,
    Record,
)

INDEX_FILE: Final = "index.json"
"""In the items folder: which keys each compacted file holds."""

PARQUET_MAGIC: Final = b"PAR1"

SETTLED: Final = ("done", "skipped")
"""Statuses of cells that need not be run again."""


@dataclass(frozen=True)
class Contents:
    """The records of a run folder, in the order they were written, and what lies beside them.

    tables          keys of the cells whose item table is there, whole
    artefacts       keys of the cells whose fitted contender is there
    damaged         lines that are no records: torn by a crash, or by hand
    is_torn         whether the last line has no end
    """

    folder: Path
    records: tuple[Record, ...] = ()
    tables: frozenset[str] = frozenset()
    artefacts: frozenset[str] = frozenset()
    damaged: tuple[bytes, ...] = ()
    is_torn: bool = False

    @cached_property
    def newest(self) -> dict[str, Record]:
        """The last record of every key."""
        return {record.key: record for record in self.records}

    @cached_property
    def newest_of_cells(self) -> dict[Cell, Record]:
        """The last record of every cell, whatever its key."""
        return {record.cell: record for record in self.records}

    def is_settled(self, key: str, *, needs_fitted: bool = False) -> bool:
        """Whether the key's outcome is there, with all that belongs to it."""
        record = self.newest.get(key)
        return record is not None and not self.missing_part(record, needs_fitted=needs_fitted)

    def missing_part(self, record: Record, *, needs_fitted: bool = False) -> str:
        """What keeps a record from counting, in words; empty where it counts."""
        if record.status not in SETTLED:
            return f"the previous attempt ended: {record.status}"
        if record.status == "done" and record.key not in self.tables:
            return "its item table is missing or damaged"
        if record.artefact is not None and record.key not in self.artefacts:
            return "its fitted contender is missing"
        if needs_fitted and record.status == "done" and record.artefact is None:
            return "its fitted contender was not kept"
        return ""


def read_contents(folder: Path) -> Contents:
    """Read a run folder; one that is not there yet is empty.

    Raises StoreError for a folder of another version, and for files that cannot be read.
    """
    try:
        if read_header(folder) is None:
            return Contents(folder)
        lines = _lines(folder / RECORDS_FILE)
        records, damaged = _records(lines)
        return Contents(
            folder,
            records,
            tables=_tables(folder / ITEMS_FOLDER),
            artefacts=_keys(folder / ARTEFACTS_FOLDER),
            damaged=damaged,
            is_torn=bool(lines[-1]),
        )
    except OSError as error:
        raise StoreError(f"{folder} cannot be read: {error.strerror or error}.") from error


def read_header(folder: Path) -> dict[str, Any] | None:
    """The content of run.json, or None in a folder no run was ever started in.

    Raises StoreError where another version of triptych wrote it.
    """
    path = folder / RUN_FILE
    what_to_do = "Run into another folder (--run NAME), or move this one away."
    if not path.is_file():
        records = folder / RECORDS_FILE
        if records.is_file() and records.stat().st_size:  # empty: a run that died at its start
            raise StoreError(f"{folder} has records but no {RUN_FILE}. {what_to_do}")
        return None
    header = read_json(path)
    if header.get("schema") != SCHEMA:
        raise StoreError(
            f"{folder} is of format {header.get('schema')}; this version of triptych reads and "
            f"writes format {SCHEMA}. {what_to_do}"
        )
    return header


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in a file of a run folder; empty where there is no such file."""
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise StoreError(f"{path} is no JSON: {error}. Delete it and run again.") from error
    if not isinstance(values, dict):
        raise StoreError(f"{path} holds no JSON object. Delete it and run again.")
    return values


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\n") if path.exists() else [b""]


def _records(lines: list[bytes]) -> tuple[tuple[Record, ...], tuple[bytes, ...]]:
    records, damaged = [], []
    for line in filter(None, lines):
        try:
            records.append(Record.from_json(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError):
            damaged.append(line)
    return tuple(records), tuple(damaged)


def _tables(folder: Path) -> frozenset[str]:
    """Keys whose item table is there: in a compacted file, or in a file of its own."""
    if not folder.is_dir():
        return frozenset()
    keys = {path.stem for path in loose_tables(folder) if _is_whole(path)}
    for name, compacted in read_json(folder / INDEX_FILE).items():
        if (folder / name).is_file():
            keys.update(compacted)
    return frozenset(keys)


def loose_tables(folder: Path) -> list[Path]:
    """Item tables not compacted yet: `<key>.parquet`; a compacted file has two dots."""
    return sorted(path for path in folder.glob("*.parquet") if path.name.count(".") == 1)


def _is_whole(path: Path) -> bool:
    """Whether a Parquet file has both ends: a power cut leaves files empty or cut off."""
    with path.open("rb") as file:
        start = file.read(len(PARQUET_MAGIC))
        file.seek(0, 2)
        if file.tell() <= 2 * len(PARQUET_MAGIC):
            return False
        file.seek(-len(PARQUET_MAGIC), 2)
        return start == file.read() == PARQUET_MAGIC


def _keys(folder: Path) -> frozenset[str]:
    return frozenset(path.stem for path in folder.glob("*.pkl"))
