"""Compaction: merges many small item tables into one file per task."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self, final

import pyarrow as pa
from pyarrow import compute, parquet

from triptych.cell import Cell
from triptych.results.damage import set_aside
from triptych.results.disk.atomic_write import synced
from triptych.results.formats.document import find_document, write_document
from triptych.results.items.files import (
    compacted_files,
    compacted_files_of,
    compacted_path,
    loose_tables,
)
from triptych.results.items.index import ItemIndex
from triptych.results.items.seal import METADATA, is_sound, seal
from triptych.results.record import ITEMS_FOLDER

Read = Callable[[], pa.Table | None]

GROUP_ROWS: Final = 65_536
"""Rows of a large enough row group: small groups are slow to write and to read."""


def compact(run_folder: Path, cells: Mapping[str, Cell]) -> None:
    """Merge the loose item tables of a run into `<task>.<n>.parquet`, sorted by cell and key.

    `cells` gives the cell of each key. A new file replaces its predecessor in one step, then the
    index is updated, then the loose tables are removed: a kill in between leaves every table
    readable, some of them twice. The same tables give the same bytes, in any order of creation. `n`
    counts schemas: a task that became a regression has two files.
    """
    folder = run_folder / ITEMS_FOLDER
    loose = {path.stem: path for path in loose_tables(folder)}
    if not loose:
        return
    by_task: dict[str, dict[str, Path]] = {}
    for key in loose.keys() & cells.keys():
        by_task.setdefault(cells[key].task, {})[key] = loose[key]
    index = dict((find_document(run_folder, ItemIndex) or ItemIndex()).entries)
    for task, tables in by_task.items():
        index |= _merge(folder, task, tables, cells)
    write_document(run_folder, ItemIndex(index))
    for path in loose.values():  # those without a record belong to cells that will be run again
        path.unlink(missing_ok=True)


def rebuild_index(run_folder: Path) -> None:
    """Say anew which compacted file holds which tables, as the files themselves tell."""
    found: dict[str, tuple[str, ...]] = {}
    for path in compacted_files(run_folder / ITEMS_FOLDER):
        try:
            found[path.name] = tuple(_compacted(parquet.ParquetFile(path)))
        except (pa.ArrowException, OSError):  # not a table at all: its cells are run again
            set_aside(path)
    write_document(run_folder, ItemIndex(found))


def _merge(
    folder: Path, task: str, added: Mapping[str, Path], cells: Mapping[str, Cell]
) -> dict[str, tuple[str, ...]]:
    """Write the task's files anew; returns the keys in each file, by its name."""
    files: dict[pa.Schema, Path] = {}
    readers: dict[str, Read] = {}
    for path in compacted_files_of(folder, task):
        old = parquet.ParquetFile(path)
        files[old.schema_arrow.remove_metadata()] = path
        readers |= _compacted(old)
    readers |= {key: partial(_read_loose, path) for key, path in added.items()}
    known = sorted(readers.keys() & cells.keys(), key=lambda key: _place(cells[key], key))
    keys: dict[str, list[str]] = {}
    writers: dict[pa.Schema, _Writer] = {}
    with ExitStack() as written:
        for key in known:
            if (table := readers[key]()) is None:
                continue
            path = files.setdefault(table.schema, compacted_path(folder, task, len(files)))
            if table.schema not in writers:
                part = written.enter_context(synced(path))
                writers[table.schema] = written.enter_context(_Writer(part, table.schema))
            writers[table.schema].add(table)
            keys.setdefault(path.name, []).append(key)
    return {name: tuple(held) for name, held in keys.items()}


@final
class _Writer:
    """Writes many tables into one Parquet file, with large row groups.

    The ends of row groups depend on the tables only, not on how they were read.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path = path
        self._file = parquet.ParquetWriter(
            path, schema, compression="zstd", write_statistics=["key"]
        )
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self._rows += len(table)
        if self._rows >= GROUP_ROWS:
            self._flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        with self._file:
            if kind is None:
                self._file.add_key_value_metadata(METADATA)
                self._flush()
        if kind is None:
            with self._path.open("r+b") as file:
                seal(file)

    def _flush(self) -> None:
        if self._waiting:
            group = pa.concat_tables(self._waiting).combine_chunks()
            self._file.write_table(group, row_group_size=len(group))
            self._waiting, self._rows = [], 0


def _place(cell: Cell, key: str) -> tuple[Any, ...]:
    """The sort key of a cell's table; cells without a condition come first."""
    number = cell.condition if isinstance(cell.condition, float | int) else 0.0
    name = cell.condition if isinstance(cell.condition, str) else ""
    varied = cell.condition is not None
    return cell.contender, cell.study, varied, number, name, cell.seed, key


def _compacted(file: parquet.ParquetFile) -> dict[str, Read]:
    """Functions that read each cell's table from a compacted file, by key."""
    # Cells are asked for in the order they lie in, so one row group in memory is enough.
    read_group = lru_cache(maxsize=1)(partial(file.read_row_group, use_threads=False))
    readers: dict[str, Read] = {}
    for number in range(file.num_row_groups):
        column = file.read_row_group(number, columns=["key"])["key"].combine_chunks()
        runs = compute.run_end_encode(column)
        start = 0
        for key, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            readers[key] = partial(_slice, read_group, number, start, end - start)
            start = end
    return readers


def _slice(read_group: Callable[[int], pa.Table], number: int, start: int, length: int) -> pa.Table:
    return read_group(number).slice(start, length).replace_schema_metadata(None)


def _read_loose(path: Path) -> pa.Table | None:
    """Read a cell's own file; a damaged file is moved aside, and its cell is run again."""
    try:
        content = path.read_bytes()
        if is_sound(BytesIO(content)) is not False:
            # Threads would cost more than they save: the file is small, other workers are busy.
            file = parquet.ParquetFile(pa.py_buffer(content), pre_buffer=False)
            return file.read(use_threads=False).replace_schema_metadata(None)
    except (pa.ArrowException, OSError):
        pass
    with suppress(OSError):
        set_aside(path)
    return None
