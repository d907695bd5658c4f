"""Rows: the cells of a file or a DataFrame, before anything is made of them."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from triptych.own_data.understood import Finding


@dataclass(frozen=True, eq=False, kw_only=True)
class Rows:
    """Named columns of cells, and how they were read.

    name      of the file, or `the table` for a DataFrame
    frame     the cells; of a text file all are strings, and an empty cell is an empty one
    folder    where file names in cells are looked for
    how       how the file was understood: its encoding, its separator
    findings  what was noticed on the way
    """

    name: str
    frame: pd.DataFrame
    folder: Path
    how: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name.partition(".")[0] or self.name
