"""Item tables: a row for every tested item, read from a run folder's Parquet files."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from triptych.errors import StoreError


class ItemTables:
    """The files of one `items` folder: `<key>.parquet` a cell, `<task>.<n>.parquet` compacted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(
        self, task: str, seeds: Mapping[str, int], columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Read the tables of the cells whose key is in `seeds`, which gives each one's seed.

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
            part = _read(path, wanted, keys=missing)
            if part.num_rows:
                found.append(part)
                missing -= set(part["key"].unique().to_pylist())
        if missing:
            raise StoreError(
                f"{self.folder}: the item table of {len(missing)} of {len(seeds)} finished cells "
                f"is missing, the first with key {min(missing)}. Delete their records or "
                "run into another folder (--run NAME)."
            )
        table: pd.DataFrame = pa.concat_tables(found, promote_options="permissive").to_pandas()
        table["seed"] = table["key"].map(seeds).astype("int64")
        table = table.sort_values(["seed", "item"], kind="stable", ignore_index=True)
        return table if wanted is None or "key" in (columns or ()) else table.drop(columns="key")

    def _compacted(self, task: str) -> list[Path]:
        """The task's compacted files, oldest first."""
        numbered = []
        for path in self.folder.glob(f"{task}.*.parquet"):
            number = path.name.removeprefix(f"{task}.").removesuffix(".parquet")
            if number.isdecimal():
                numbered.append((int(number), path))
        return [path for _, path in sorted(numbered)]


def _read(path: Path, columns: list[str] | None, keys: Collection[str] | None = None) -> pa.Table:
    filters = None if keys is None else [("key", "in", sorted(keys))]
    try:
        return pq.read_table(path, columns=columns, filters=filters, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path} cannot be read as an item table: {error}") from error
