"""Which kind of data the columns of a table are: its text alone, or the table."""

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np

from triptych.own_data.columns.column import Column
from triptych.own_data.columns.prose import words_of
from triptych.own_data.understood import Finding, typed
from triptych.own_data.wishes import Wishes

_LONG_TEXT: Final = 5
_MOST_GAPS: Final = 0.1
_FEW_COLUMNS: Final = 5


def choose(
    text: Sequence[Column], others: Sequence[Column], wishes: Wishes
) -> tuple[Literal["text", "table"], list[Finding]]:
    """`text` where texts are all there is, or long ones beside few others; else `table`.

    Told by the columns alone, not by which gives the better score: that would be chosen by tested
    items. A column that is to be kept makes it a table.
    """
    if not text:
        return "table", []
    if wishes.text:
        return "text", []
    if not others:
        return "text", []
    names = {column.name for column in others}
    shown = _listed(others)
    main = max(text, key=lambda column: words_of(column.values[~column.gaps]))
    is_long = words_of(main.values[~main.gaps]) >= _LONG_TEXT
    is_full = float(np.mean(main.gaps)) <= _MOST_GAPS
    asked = names & set(wishes.keep)
    if is_long and is_full and len(others) <= _FEW_COLUMNS and not asked:
        texts = _listed(text)
        keep = others[0].name
        return "text", [
            Finding(
                "question",
                f"Only the text in {texts} is read, not {shown}. Do those matter?",
                f"{typed('--keep', keep)} reads all, {typed('--drop', main.name)} all but the text",
            )
        ]
    return "table", [
        Finding(
            "question",
            f"`{main.name}` is text beside {len(others)} other columns: all are read as a table. "
            "Is it the words that tell?",
            typed("--text", main.name),
        )
    ]


def _listed(columns: Sequence[Column]) -> str:
    names = ", ".join(f"`{column.name}`" for column in columns[:4])
    return f"{names}{', …' if len(columns) > 4 else ''}"
