"""Single cells of text: gaps, and characters that nobody sees."""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

GAPS: Final = frozenset(
    {"", "?", "#n/a", "#na", "<na>", "n/a", "na", "nan", "-nan", "null", "nat", "none", "(null)"}
)
"""What stands for a missing cell, in lower case."""

GAPS_OF_NUMBERS: Final = GAPS | {"-", "--", ".", "..", "missing", "unknown", "n.a.", "#value!"}
"""What stands for a missing cell among numbers and dates."""

UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08]")
"""Characters without width, which make equal words differ."""

_UNSEEN_IN_TEXT: Final = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08]")
"""Those that no script and no emoji needs."""

_BLANKS: Final = re.compile(r"\s+")


def visible_word(word: str) -> str:
    """A word without characters that nobody sees, and with single blanks."""
    if word.isascii() and word.isprintable() and "  " not in word:
        return word.strip()
    return _BLANKS.sub(" ", UNSEEN.sub("", word)).strip()


def word_of(value: object) -> str:
    """A cell as a word: `3` for 3.0, since whole numbers beside gaps are read as floats."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def visible_text(text: str) -> str:
    """A text without characters that nobody sees, and with ordinary blanks."""
    return text if text.isascii() else _UNSEEN_IN_TEXT.sub("", text).replace("\u00a0", " ")


def has_unseen(text: str) -> bool:
    """Whether a text has a character that `visible_text` takes out."""
    return not text.isascii() and visible_text(text) != text


def objects(values: Sequence[Any]) -> npt.NDArray[Any]:
    """An array (n,) of these objects, whatever they are."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
