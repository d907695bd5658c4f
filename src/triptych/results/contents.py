"""The content of a run folder, read without loading item tables."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from triptych.cell import Cell
from triptych.errors import StoreError
from triptych.results.damage import was_set_aside
from triptych.results.formats.document import find_document
from triptych.results.formats.run_header import RunHeader, read_header
from triptych.results.items.files import compacted_files, loose_tables
from triptych.results.items.index import ItemIndex
from triptych.results.record import ARTEFACTS_FOLDER, ITEMS_FOLDER, RECORDS_FILE, Record
from triptych.results.record_lines import read_records

PARQUET_MAGIC: Final = b"PAR1"

SETTLED: Final = ("done", "skipped")
"""Statuses of cells that need not be run again."""


@dataclass(frozen=True)
class Contents:
    """The records of a run folder, in written order, and the files beside them.

    tables          keys of the cells with a complete item table
    artefacts       keys of the cells with a fitted contender
    damaged         lines that are not records: damaged by a crash, a flipped bit, or by hand
    is_torn         whether the last line has no line end
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
        """Whether the key's outcome is present and complete."""
        record = self.newest.get(key)
        return record is not None and not self.missing_part(record, needs_fitted=needs_fitted)

    def missing_part(self, record: Record, *, needs_fitted: bool = False) -> str:
        """The missing part of a record's outcome, in words; empty where it is complete."""
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
    """Read a run folder; a missing folder is empty.

    Raises StoreError for a folder of another version, and for files that cannot be read.
    """
    try:
        if read_header(folder) is None and not was_set_aside(folder / RunHeader.FILE):
            return Contents(folder)
        lines = read_records(folder / RECORDS_FILE)
        return Contents(
            folder,
            lines.records,
            tables=_tables(folder),
            artefacts=_keys(folder / ARTEFACTS_FOLDER),
            damaged=lines.damaged,
            is_torn=lines.is_torn,
        )
    except OSError as error:
        raise StoreError(f"{folder} cannot be read: {error.strerror or error}.") from error


def _tables(folder: Path) -> frozenset[str]:
    """Keys with an item table: in a compacted file, or in a file of its own."""
    items = folder / ITEMS_FOLDER
    keys = {path.stem for path in loose_tables(items) if _is_whole(path)}
    index = find_document(folder, ItemIndex) or ItemIndex()
    for path in compacted_files(items):
        keys.update(index.entries.get(path.name, ()))
    return frozenset(keys)


def _is_whole(path: Path) -> bool:
    """Whether a Parquet file has both magic numbers: a power cut can truncate it."""
    with path.open("rb") as file:
        start = file.read(len(PARQUET_MAGIC))
        file.seek(0, 2)
        if file.tell() <= 2 * len(PARQUET_MAGIC):
            return False
        file.seek(-len(PARQUET_MAGIC), 2)
        return start == file.read() == PARQUET_MAGIC


def _keys(folder: Path) -> frozenset[str]:
    return frozenset(path.stem for path in folder.glob("*.pkl"))
