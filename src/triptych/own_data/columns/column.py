"""A column as it was understood."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.own_data.understood import Finding

Kind = Literal["number", "words", "text", "moment", "unreadable"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Column:
    """The cells of a column, all of one kind.

    values    float64 (n,) with NaN for gaps; str (n,) of type object with None for gaps; or
              datetime64 (n,) with NaT
    findings  what was noticed while it was read
    """

    name: str
    kind: Kind
    values: npt.NDArray[Any]
    findings: tuple[Finding, ...] = ()

    @property
    def gaps(self) -> npt.NDArray[np.bool_]:
        """Which cells are empty (n,)."""
        return np.asarray(pd.isna(self.values), dtype=bool)

    def at(self, rows: npt.NDArray[Any]) -> "Column":
        """The column at these rows, given by number or by mask."""
        return Column(
            name=self.name, kind=self.kind, values=self.values[rows], findings=self.findings
        )
