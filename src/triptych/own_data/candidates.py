"""Candidates for the target, where none was named."""

import re
from typing import Any, Final, NoReturn

import pandas as pd

from triptych.errors import UsageError
from triptych.own_data.columns.identifiers import is_identifier
from triptych.own_data.columns.understand import understand_column

_USUAL: Final = re.compile(
    r"(target|label|labels|class|classes|y|outcome|answer|result|category|species|status|state|"
    r"survived|churn|spam|sentiment|team|type|kind|diagnosis|price|score|rating|default)",
    re.IGNORECASE,
)
_MOST_CLASSES: Final = 20
_SHOWN: Final = 5
_LOOKED_AT: Final = 300


def ask_for_target(frame: pd.DataFrame, name: str) -> NoReturn:
    """Raise UsageError with the columns that may be the answer: only their owner knows which.

    The likeliest come first: of usual names, then the last column, then those of few values.
    """
    ranked = sorted(
        (_rank(frame.iloc[:, place], place == frame.shape[1] - 1), place)
        for place in range(min(frame.shape[1], _LOOKED_AT))
    )
    columns = [frame.columns[place] for rank, place in ranked if rank < 3][:_SHOWN]
    shown = ", ".join(
        f"`{column}` ({frame[column].astype(str).nunique():,} values)" for column in columns
    )
    raise UsageError(
        f"which column of {name} is the answer? Name it by --target. "
        + (f"The likeliest: {shown}." if shown else f"Columns: {', '.join(frame.columns[:10])}.")
    )


def _rank(cells: "pd.Series[Any]", is_last: bool) -> int:
    column = understand_column(str(cells.name), cells)
    if column.kind not in ("number", "words") or is_identifier(column):
        return 3
    if _USUAL.fullmatch(str(cells.name)):
        return 0
    if is_last:
        return 1
    few = 2 <= cells.astype(str).nunique() <= _MOST_CLASSES
    return 2 if few else 3
