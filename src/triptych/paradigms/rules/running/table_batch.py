"""A batch of table rows: columns as numbers or names, with NaN for missing values."""

from collections.abc import Mapping, Sequence
from math import nan
from numbers import Real
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.paradigms.rules.language.error import CellError
from triptych.paradigms.rules.language.node import Batch, Node, Numbers

_ROWS_AT_ONCE: Final = 65_536
"""Rows per numpy call: many enough for little overhead, few enough for the processor's cache."""


@final
class Columns:
    """The columns of a table, an array or a DataFrame, each converted on first use."""

    def __init__(self, table: Any, positions: Mapping[str, int]) -> None:
        self._table = table
        self._positions = positions
        self._plain: dict[str, npt.NDArray[Any]] = {}

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._table)

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        """The column's values (rows,), converted by `plain_column`."""
        if name not in self._plain:
            position = self._positions[name]
            is_array = isinstance(self._table, np.ndarray)
            values = self._table[:, position] if is_array else self._table.iloc[:, position]
            self._plain[name] = plain_column(values)
        return self._plain[name]


@final
class TableBatch(Batch):
    """Items that are rows of a table: all of them, or those from `start` to `end`."""

    def __init__(self, columns: Columns, start: int = 0, end: int | None = None) -> None:
        super().__init__()
        self._columns = columns
        self._start = start
        self._end = len(columns) if end is None else end

    def __len__(self) -> int:
        return self._end - self._start

    def first_holding(self, conditions: Sequence[Node]) -> Numbers:
        """The number of the first condition that holds for each item; their count if none."""
        # No wider than needed: the time goes into moving memory.
        first = np.zeros(len(self), dtype=np.min_scalar_type(len(conditions)))
        for done in range(0, len(self), _ROWS_AT_ONCE):
            part = self._part(self._start + done)
            undecided = np.ones(len(part), dtype=bool)
            one_if_undecided = undecided.view(np.uint8)
            before = first[done : done + len(part)]
            for condition in conditions:
                np.greater(undecided, part.value(condition), out=undecided)
                before += one_if_undecided
        return first

    def _part(self, start: int) -> "TableBatch":
        """The rows from `start` on, as many as fit the cache."""
        if len(self) <= _ROWS_AT_ONCE:
            return self
        return TableBatch(self._columns, start, min(start + _ROWS_AT_ONCE, self._end))

    def column(self, name: str) -> npt.NDArray[Any]:
        """The values of a column (rows,): numbers with NaN for missing, or objects."""
        return self._columns[name][self._start : self._end]


def plain(value: Any) -> Any:
    """A cell as a float, a name or NaN; raises CellError for other types."""
    if isinstance(value, str):
        return value
    if isinstance(value, Real | np.bool_):
        return float(value)
    if value is None or pd.isna(value) is True:
        return nan
    raise CellError(
        f"the rules read a table cell that holds {value!r}: argument must be a string or a real "
        f"number, not {type(value).__name__!r}. Turn it into a number or a name in features()."
    )


def plain_column(values: Any) -> npt.NDArray[Any]:
    """A column (rows,) as 64-bit floats where all its values are numbers, otherwise as objects.

    Equal to `plain` on each cell. Raises CellError as `plain` does.
    """
    dtype = values.dtype
    if isinstance(dtype, np.dtype) and dtype.kind in "buif":
        return np.asarray(values, dtype=np.float64)
    if isinstance(dtype, pd.CategoricalDtype):
        # One more entry for -1, the code of a missing value.
        categories = np.array([*map(plain, values.cat.categories), nan], dtype=object)
        cells = categories[values.cat.codes.to_numpy()]
    elif pd.api.types.is_numeric_dtype(dtype):
        return np.asarray(values.to_numpy(dtype=np.float64, na_value=nan))
    else:
        cells = np.empty(len(values), dtype=object)
        cells[:] = [plain(value) for value in values]
    if all(type(cell) is float for cell in cells):
        return np.asarray(cells, dtype=np.float64)
    return np.asarray(cells)
