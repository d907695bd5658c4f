"""What one notices of a string of letters without reading it as a number."""

from itertools import groupby, pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.tasks.roman_numerals.numerals import LETTERS

# From the smallest letter up: the rank of I is 0, of M 6.
_RANKS: Final = {letter: rank for rank, letter in enumerate(reversed(LETTERS))}
_NO_LETTER: Final = -1

MEANINGS: Final = {
    "length": "how many letters there are",
    **{f"{letter} count": f"how often {letter} occurs" for letter in LETTERS},
    "longest run": "how often a letter stands in a row, at most",
    "rises": "how often a larger letter follows a smaller one",
    "largest rise": "the largest step up between neighbours, in ranks of I V X L C D M",
    "first letter": "rank of the first letter, 0 for I to 6 for M; -1 if there is none",
    "last letter": "rank of the last letter, 0 for I to 6 for M; -1 if there is none",
}
"""Every column of the table, in order; none of them reads the string place by place."""

_COLUMNS: Final = pd.Index(list(MEANINGS))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The measurements of each string (n,): a row a string, one column of whole numbers each."""
    rows = [_measured(text) for text in raw.tolist()]
    return pd.DataFrame(np.array(rows, dtype=np.int64).reshape(-1, len(_COLUMNS)), columns=_COLUMNS)


def _measured(text: str) -> list[int]:
    ranks = [_RANKS[letter] for letter in text if letter in _RANKS]
    rises = [after - before for before, after in pairwise(ranks) if after > before]
    return [
        len(text),
        *(text.count(letter) for letter in LETTERS),
        max((len([*run]) for _, run in groupby(text)), default=0),
        len(rises),
        max(rises, default=0),
        ranks[0] if ranks else _NO_LETTER,
        ranks[-1] if ranks else _NO_LETTER,
    ]
