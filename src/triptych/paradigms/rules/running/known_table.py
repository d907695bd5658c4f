"""The table that a rule system was fitted on: names and types of its columns."""

from collections.abc import Sequence
from typing import Any, final

import numpy as np
import pandas as pd

from triptych.paradigms.rules.running.table_batch import plain

# Up to here copying a table into one array is cheaper than taking its columns one by one.
FEW_CELLS = 100_000

FEW_ROWS = 128
FEW_CELLS_OF_ROWS = 4096
"""Up to this number of cells, deciding row by row is faster than numpy calls per condition."""


@final
class KnownTable:
    """Recognises tables like the one in fit, which need no long checks."""

    def __init__(self, X: Any) -> None:
        self._width = X.shape[1]
        self._columns = X.columns if isinstance(X, pd.DataFrame) else None
        types = X.dtypes if isinstance(X, pd.DataFrame) else [X.dtype]
        self._numbers = all(isinstance(each, np.dtype) and each.kind in "fiu" for each in types)

    def recognises(self, X: Any) -> bool:
        """Whether X has rows, and the same columns as the table in fit."""
        if self._columns is None:
            return (
                type(X) is np.ndarray
                and X.ndim == 2
                and X.shape[0] > 0
                and X.shape[1] == self._width
                and X.dtype.kind in "fiub"
            )
        return type(X) is pd.DataFrame and len(X) > 0 and X.columns.equals(self._columns)

    def compact(self, X: Any) -> Any:
        """The table as one array where that is cheap, otherwise unchanged."""
        if isinstance(X, np.ndarray) or not self._numbers or X.size > FEW_CELLS:
            return X
        return X.to_numpy()

    def few_rows(self, X: Any, positions: Sequence[int]) -> Sequence[list[Any]] | None:
        """The rows of X as cells; None for many rows, for several with names, or another table.

        A single row has only the cells at `positions` for certain.
        """
        if X.shape[0] == 1:
            return [self._only_row(X, positions)] if self.recognises(X) else None
        if X.shape[0] > FEW_ROWS or X.size > FEW_CELLS_OF_ROWS or not self._numbers:
            return None
        table = np.asarray(X) if self.recognises(X) else None
        if table is None or table.dtype.kind not in "fiub":
            return None
        rows: list[list[Any]] = table.astype(np.float64).tolist()
        return rows

    def _only_row(self, X: Any, positions: Sequence[int]) -> list[Any]:
        if self._columns is None or self._numbers:
            row = X if self._columns is None else X.to_numpy()
            cells: list[Any] = row[0].tolist()
            if row.dtype.kind != "f":
                for position in positions:
                    cells[position] = plain(cells[position])
            return cells
        cells = [None] * self._width
        for position in positions:
            cells[position] = plain(X.iat[0, position])
        return cells
