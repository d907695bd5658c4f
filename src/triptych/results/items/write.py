"""Writes item tables, one row per tested item, as Parquet bytes without timestamps."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import parquet

from triptych.dataset import Indices
from triptych.results.items.seal import METADATA, seal

Predictions = npt.NDArray[np.int32] | npt.NDArray[np.float64]
"""Class numbers in the order of the dataset's classes; or numbers, for regression."""

_COMMON: Final = (
    ("key", pa.string()),
    ("item", pa.int32()),
    ("fold", pa.int16()),
)
_REST: Final = (
    ("confidence", pa.float32()),
    ("probabilities", pa.list_(pa.float32())),
    ("loss", pa.float32()),
    ("cost", pa.float32()),
    ("abstained", pa.bool_()),
    ("fired", pa.list_(pa.int16())),
    ("group", pa.int32()),
)


@cache
def schema(*, regression: bool) -> pa.Schema:
    """The columns of an item table; truth and prediction are class numbers, or numbers.

    item            index in the dataset
    probabilities   in the order of the classes; null where the contender has none
    confidence      probability of the decision; null where there are no probabilities
    loss            1 where a class is wrong, or the absolute error
    cost            null where the dataset has no costs
    fired           numbers of the rules that decided the item; null for other contenders
    group           number of the group of items it belongs to; null where the dataset has no
                    groups, absent from tables of early runs
    """
    answer = pa.float64() if regression else pa.int32()
    return pa.schema([*_COMMON, ("truth", answer), ("prediction", answer), *_REST])


@dataclass(frozen=True, eq=False, kw_only=True)
class Answered:
    """A contender's answers for the test part of one fold."""

    test: Indices
    prediction: Predictions
    probabilities: npt.NDArray[np.float32] | None
    fired: npt.NDArray[np.bool_] | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Judged:
    """Losses, costs and groups: arrays over the tested items of all folds, one after another."""

    truth: Predictions
    loss: npt.NDArray[np.float64]
    cost: npt.NDArray[np.float64] | None
    score: float
    group: Indices | None = None


def item_table(key: str, answered: Sequence[Answered], judged: Judged) -> bytes:
    """Write the rows of all folds, sorted by item, then by fold."""
    item = np.concatenate([part.test for part in answered])
    prediction = np.concatenate([part.prediction for part in answered])
    chances = [part.probabilities for part in answered if part.probabilities is not None]
    rules = [part.fired for part in answered if part.fired is not None]
    columns: dict[str, Any] = {
        "key": pa.repeat(key, len(item)),
        "item": item,
        "fold": np.repeat(np.arange(len(answered)), [len(part.test) for part in answered]),
        "truth": judged.truth,
        "prediction": prediction,
        "loss": judged.loss,
        "abstained": np.zeros(len(item), dtype=bool),
    }
    if chances:
        rows = np.concatenate(chances)
        columns["confidence"] = rows[np.arange(len(item)), prediction]
        columns["probabilities"] = _lists(rows.ravel(), np.full(len(item), rows.shape[1]))
    if rules:
        numbers = np.concatenate([np.nonzero(part)[1] for part in rules])
        columns["fired"] = _lists(numbers, np.concatenate([part.sum(axis=1) for part in rules]))
    if judged.cost is not None:
        columns["cost"] = judged.cost
    if judged.group is not None:
        columns["group"] = judged.group
    wanted = schema(regression=judged.truth.dtype.kind == "f")
    table = pa.Table.from_arrays(
        [_array(columns.get(field.name), field.type, len(item)) for field in wanted],
        schema=wanted,
    )
    if len(answered) > 1:  # one fold alone is sorted
        table = table.take(np.lexsort((columns["fold"], item)))
    return _written(table)


def same_rows(one: bytes, other: bytes) -> bool:
    """Whether two item tables hold the same answers, whatever their keys."""
    tables = [parquet.read_table(BytesIO(content)).drop_columns("key") for content in (one, other)]
    return bool(tables[0].equals(tables[1]))


def rows_of_another(content: bytes, key: str) -> bytes:
    """The same item table under another key."""
    table = parquet.read_table(BytesIO(content)).replace_schema_metadata(None)
    keys = pa.array([key] * len(table), pa.string())
    return _written(table.set_column(table.schema.get_field_index("key"), "key", keys))


def _written(table: pa.Table) -> bytes:
    """A table as Parquet, with its digest.

    Cheap to write, for tables that are read once, when the run merges them: half the time of the
    defaults.
    """
    sink = BytesIO()
    with parquet.ParquetWriter(
        sink, table.schema, compression="lz4", use_dictionary=["key"], write_statistics=False
    ) as file:
        file.add_key_value_metadata(METADATA)
        file.write_table(table)
    seal(sink)
    return sink.getvalue()


def _array(values: Any, kind: pa.DataType, items: int) -> pa.Array:
    if values is None:
        return pa.nulls(items, kind)
    if isinstance(values, pa.Array):
        return values.cast(kind)
    return pa.array(values, kind)


def _lists(values: npt.NDArray[Any], lengths: npt.NDArray[Any]) -> pa.Array:
    """One list for each item, of the given lengths, from the concatenated values."""
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, pa.array(values))
