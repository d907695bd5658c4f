"""Whether the first row of a text file names its columns."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

_SAMPLE: Final = 500
_NUMERIC: Final = 0.9
_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 7
_GAPS: Final = frozenset({"", "?", "-", "na", "n/a", "nan", "null", "none", "."})


@dataclass(frozen=True, slots=True)
class Header:
    """The names of columns, whether the first row gave them, and that row."""

    names: list[str]
    found: bool
    first: list[str]


def header_of(cells: pd.DataFrame, names: tuple[str, ...]) -> Header:
    """The names of the columns: as given, as in the first row, or `column 1` and so on.

    The first row is a header where words stand above numbers, or, of words alone, where it is short
    and none of its cells occurs again below.
    """
    first = [str(cell).strip().strip("\ufeff") for cell in cells.iloc[0]]
    if names:
        return Header(list(names), [name.strip() for name in names] == first, first)
    if _is_header(first, cells.iloc[1:_SAMPLE]):
        return Header(first, True, first)
    return Header([f"column {place}" for place in range(1, len(first) + 1)], False, first)


def _is_header(first: list[str], below: pd.DataFrame) -> bool:
    heads = [_is_number(name) for name in first]
    over_numbers = False
    repeated = False
    for place, name in enumerate(first):
        column = below.iloc[:, place].str.strip()
        column = column[~column.str.lower().isin(_GAPS)]
        numbers = pd.to_numeric(column, errors="coerce").notna().mean() if len(column) else 0.0
        if numbers >= _NUMERIC and not heads[place] and name.lower() not in _GAPS:
            over_numbers = True
        repeated = repeated or bool(name and (column == name).any())
    if over_numbers:
        return True
    is_short = all(len(n) <= _LONGEST_NAME and len(n.split()) <= _MOST_WORDS for n in first)
    return not any(heads) and not repeated and is_short


def _is_number(cell: str) -> bool:
    return bool(pd.notna(pd.to_numeric(pd.Series([cell]), errors="coerce").iloc[0]))
