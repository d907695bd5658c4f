"""Whether the first row of a text file names its columns."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

_SAMPLE: Final = 300
_COLUMNS: Final = 500
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

    The first row is a header where words stand above numbers, where its numbers are years in a row,
    or, of words alone, where it is short and none of its cells occurs again below.
    """
    first = [str(cell).strip().strip("\ufeff") for cell in cells.iloc[0]]
    if all(len(name) > 2 and name[0] == name[-1] == "'" for name in first):
        first = [name[1:-1] for name in first]
    if names:
        return Header(list(names), [name.strip() for name in names] == first, first)
    if _is_header(first, cells.iloc[1:_SAMPLE]):
        return Header(first, True, first)
    return Header([f"column {place}" for place in range(1, len(first) + 1)], False, first)


def _is_header(first: list[str], below: pd.DataFrame) -> bool:
    repeated = False
    for place, name in enumerate(first[:_COLUMNS]):
        column = [cell.strip() for cell in below.iloc[:, place].to_numpy()]
        filled = [cell for cell in column if cell.lower() not in _GAPS]
        numbers = sum(map(_is_number, filled))
        is_word = not _is_number(name) and name.lower() not in _GAPS
        if is_word and filled and numbers >= _NUMERIC * len(filled):
            return True
        repeated = repeated or (bool(name) and name in filled)
    if _are_years([name for name in first if _is_number(name)]):
        return True
    is_short = all(len(n) <= _LONGEST_NAME and len(n.split()) <= _MOST_WORDS for n in first)
    return not any(map(_is_number, first)) and not repeated and is_short


def _are_years(names: list[str]) -> bool:
    """Whether numbers are the years that columns are of: three or more, one after the other."""
    if len(names) < 3 or not all(name.isdigit() and len(name) == 4 for name in names):
        return False
    years = [int(name) for name in names]
    return years == list(range(years[0], years[0] + len(years)))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
