"""Reads item tables, one row per tested item, from a run folder's Parquet files."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import compute

from triptych.errors import DamageError, ItemTableMissing, StoreError
from triptych.results.damage import remedy
from triptych.results.items.files import compacted_files_of
from triptych.results.items.seal import is_sound_file
from triptych.results.record import ITEMS_FOLDER

_LATER: Final = frozenset({"group"})
"""Columns that tables of early runs do not have; read as null."""


class ItemTables:
    """The files of an `items` folder: `<key>.parquet` per cell, `<task>.<n>.parquet` compacted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._groups_of_keys = cache(_groups_of_keys)
        # Positions are mostly read in order: one row group holds many small tables.
        self._read_group = lru_cache(maxsize=1)(_read_group)

    def read(
        self, task: str, seeds: Mapping[str, int], columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Read the tables of the cells in `seeds`, which maps keys to seeds.

        Returns the columns of the item table (or those named), then `seed`; rows sorted by
        seed and item. Raises ItemTableMissing where the table of a cell is missing, DamageError
        where its file is not as written, StoreError where it is unreadable.
        """
        rows: pd.DataFrame = self._table(task, seeds, columns).to_pandas()
        return rows.sort_values(["seed", "item"], kind="stable", ignore_index=True)

    def arrays(
        self, task: str, seeds: Mapping[str, int], columns: Sequence[str]
    ) -> dict[str, npt.NDArray[Any]]:
        """Read columns of numbers as arrays, without pandas: for millions of rows.

        Rows in the order of the files; otherwise as `read`.
        """
        table = self._table(task, seeds, columns)
        return {name: table[name].to_numpy() for name in table.column_names}

    def _table(
        self, task: str, seeds: Mapping[str, int], columns: Sequence[str] | None
    ) -> pa.Table:
        """The cells' tables one after another, with the column `seed`."""
        wanted = None if columns is None else list(dict.fromkeys(["key", "item", *columns]))
        found: list[pa.Table] = []
        missing = set(seeds)
        for key in seeds:
            if (path := self.folder / f"{key}.parquet").is_file():
                _require_sound(path)
                found.append(_read(path, wanted))
                missing.discard(key)
        for path in compacted_files_of(self.folder, task):
            if not missing:
                break
            _require_sound(path)
            written_at = path.stat().st_mtime_ns  # a run that ends meanwhile writes it anew
            groups = self._groups_of_keys(path, written_at)
            here = missing & groups.keys()
            for number in sorted({number for key in here for number in groups[key]}):
                group = self._read_group(
                    path, written_at, number, None if wanted is None else tuple(wanted)
                )
                part = group.filter(compute.is_in(group["key"], pa.array(sorted(here))))
                found.append(part)
                missing -= set(part["key"].unique().to_pylist())
        if missing:
            raise ItemTableMissing(
                f"{_named(self.folder)}: the item table of {len(missing)} of {len(seeds)} finished "
                f"cells is missing, the first with key {min(missing)}. `triptych run` with the "
                "same options runs these cells again."
            )
        table = pa.concat_tables(found, promote_options="permissive")
        place = compute.index_in(table["key"], pa.array(list(seeds)))
        table = table.append_column("seed", pa.array(seeds.values(), pa.int64()).take(place))
        for name in sorted(_LATER & set(wanted or ()) - set(table.column_names)):
            table = table.append_column(name, pa.nulls(len(table), pa.int32()))
        if wanted is not None and "key" not in (columns or ()):
            table = table.drop_columns("key")
        return table


def _require_sound(path: Path) -> None:
    """Raise DamageError where a file is not what was written."""
    if is_sound_file(path) is False:
        words = f"{_named(path)} is damaged: its digest is another."
        raise DamageError(f"{words} {remedy(ITEMS_FOLDER)}")


def _opened(path: Path) -> pq.ParquetFile:
    """The file, whose keys stay numbers of a dictionary: millions of strings would take longest."""
    return pq.ParquetFile(path, read_dictionary=["key"])


def _read(path: Path, columns: Sequence[str] | None) -> pa.Table:
    try:
        with _opened(path) as file:
            return file.read(_present(path, file, columns))
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from error


def _groups_of_keys(path: Path, written_at: int) -> Mapping[str, Sequence[int]]:
    """The row groups with rows of each key, in a compacted file as of `written_at`.

    Keys are hashes, so Parquet's minimum and maximum of a group exclude nothing.
    """
    groups: defaultdict[str, list[int]] = defaultdict(list)
    try:
        with _opened(path) as file:
            for number in range(file.num_row_groups):
                for key in file.read_row_group(number, ["key"])["key"].unique().to_pylist():
                    groups[key].append(number)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from error
    return groups


def _read_group(
    path: Path, written_at: int, number: int, columns: tuple[str, ...] | None
) -> pa.Table:
    try:
        with _opened(path) as file:
            return file.read_row_group(number, _present(path, file, columns))
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from error


def _present(path: Path, file: pq.ParquetFile, columns: Sequence[str] | None) -> list[str] | None:
    """The columns to read of those wanted; StoreError where one is missing that all tables have."""
    if columns is None:
        return None
    names = file.schema_arrow.names
    if unknown := set(columns) - set(names) - _LATER:
        raise StoreError(f"{_named(path)} has no column {min(unknown)!r}.")
    return [name for name in columns if name in names]


def _unreadable(path: Path, error: Exception) -> DamageError:
    return DamageError(f"{_named(path)} cannot be read as an item table: {error}")


def _named(path: Path) -> str:
    """A path from the run folder's name on: a page that shows it tells of no machine."""
    run_folder = path.parent if path.suffix != ".parquet" else path.parent.parent
    return path.relative_to(run_folder.parent).as_posix()
