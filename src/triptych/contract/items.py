"""Raw items: tables of numpy's and pandas' usual types, texts, arrays of numbers; else refused."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.errors import ContractError

_PARTS: Final = (list, dict, set, tuple, np.ndarray)


def plain_table(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table without types of which libraries for learning know nothing.

    Nullable and Arrow columns become those of numpy, with NaN for gaps. A table without such
    columns is returned as it is. Raises ContractError, with column and row, for cells that are
    lists and such.
    """
    changed = dict[int, Any]()
    for place in range(table.shape[1]):
        column = table.iloc[:, place]
        kind = column.dtype
        if kind == np.dtype(object):
            _require_cells(name, column)
        elif isinstance(kind, pd.api.extensions.ExtensionDtype):
            plain = _plain_column(column)
            if plain is not column:
                changed[place] = plain
    if not changed:
        return table
    columns = {place: changed.get(place, table.iloc[:, place]) for place in range(table.shape[1])}
    return pd.DataFrame(columns, table.index).set_axis(table.columns, axis=1)


def plain_items(name: str, raw: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The items, where an array of objects holds texts, or the parts of texts.

    Raises ContractError, with the first item, for gaps and for arrays of unequal length.
    """
    if raw.dtype != object or raw.ndim != 1:
        return raw
    for item, value in enumerate(raw):
        if isinstance(value, str):
            continue
        if isinstance(value, np.ndarray):
            raise ContractError(
                f"Dataset.{name} holds arrays of unequal length, item {item} one of shape "
                f"{value.shape}. Bring them to one length: pad them, cut them or resample them."
            )
        if not isinstance(value, list | tuple):
            raise ContractError(
                f"Dataset.{name} has {value!r} of type {type(value).__name__} as item {item}; "
                "expected a text. Leave the item out, or write '' where a text is empty."
            )
    return raw


def _plain_column(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """A column of numpy's types: floats where numbers have gaps; words of pandas' own type."""
    if pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
        if column.isna().any():
            return pd.Series(column.to_numpy(dtype=np.float64, na_value=np.nan), column.index)
        if pd.api.types.is_bool_dtype(column):
            return pd.Series(column.to_numpy(dtype=np.bool_), column.index)
        is_whole = pd.api.types.is_integer_dtype(column)
        return pd.Series(column.to_numpy(dtype=np.int64 if is_whole else np.float64), column.index)
    if isinstance(column.dtype, pd.ArrowDtype) and pd.api.types.is_string_dtype(column):
        return column.astype("str")
    if isinstance(column.dtype, pd.StringDtype) and column.dtype.na_value is pd.NA:
        return column.astype("str")
    return column


def _require_cells(name: str, column: "pd.Series[Any]") -> None:
    if pd.api.types.infer_dtype(column) == "string":
        return
    for row, value in enumerate(column):
        if isinstance(value, _PARTS):
            raise ContractError(
                f"Dataset.{name} has a {type(value).__name__} in column {column.name!r}, row "
                f"{row}; expected numbers, words or gaps. Make columns of its parts."
            )
