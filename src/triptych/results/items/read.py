"""Reads item tables, one row per tested item, from a run folder's Parquet files."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import compute

from triptych.errors import StoreError


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
        seed and item. Raises StoreError where the table of a cell is missing or unreadable.
        """
        wanted = None if columns is None else list(dict.fromkeys(["key", "item", *columns]))
        found: list[pa.Table] = []
        missing = set(seeds)
        for key in seeds:
            if (path := self.folder / f"{key}.parquet").is_file():
                found.append(_read(path, wanted))
                missing.discard(key)
        for path in self._compacted(task):
            if not missing:
                break
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
            raise StoreError(
                f"{self.folder}: the item table of {len(missing)} of {len(seeds)} finished cells "
                f"is missing, the first with key {min(missing)}. Delete their records or "
                "run into another folder (--run NAME)."
            )
        table = pa.concat_tables(found, promote_options="permissive")
        place = compute.index_in(table["key"], pa.array(list(seeds)))
        table = table.append_column("seed", pa.array(seeds.values(), pa.int64()).take(place))
        if wanted is not None and "key" not in (columns or ()):
            table = table.drop_columns("key")  # a million strings take longer than all numbers
        rows: pd.DataFrame = table.to_pandas()
        return rows.sort_values(["seed", "item"], kind="stable", ignore_index=True)

    def _compacted(self, task: str) -> list[Path]:
        """The task's compacted files, oldest first."""
        numbered = []
        for path in self.folder.glob(f"{task}.*.parquet"):
            number = path.name.removeprefix(f"{task}.").removesuffix(".parquet")
            if number.isdecimal():
                numbered.append((int(number), path))
        return [path for _, path in sorted(numbered)]


def _read(path: Path, columns: Sequence[str] | None) -> pa.Table:
    try:
        return pq.read_table(path, columns=columns, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from error


def _groups_of_keys(path: Path, written_at: int) -> Mapping[str, Sequence[int]]:
    """The row groups with rows of each key, in a compacted file as of `written_at`.

    Keys are hashes, so Parquet's minimum and maximum of a group exclude nothing.
    """
    groups: defaultdict[str, list[int]] = defaultdict(list)
    try:
        with pq.ParquetFile(path) as file:
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
        with pq.ParquetFile(path) as file:
            if unknown := set(columns or ()) - set(file.schema_arrow.names):
                raise StoreError(f"{path} has no column {min(unknown)!r}.")
            return file.read_row_group(number, columns)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> StoreError:
    return StoreError(f"{path} cannot be read as an item table: {error}")
