"""Whether a column is text: cells of several words, hardly two of them equal."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

_WORDS: Final = 3
_MANY_WORDS: Final = 5
_MOSTLY_DIFFERENT: Final = 0.5
_OFTEN_DIFFERENT: Final = 0.1
_MANY: Final = 50
_LETTERS_WITHOUT_BLANKS: Final = 10
_SAMPLE: Final = 2000


def is_text(different: npt.NDArray[Any], codes: npt.NDArray[np.intp]) -> bool:
    """Whether cells are text, from the different ones and the number of each row's (n,).

    Half of them have three words and are mostly different, or five words and are often different.
    Scripts without blanks count by their letters.
    """
    filled = int((codes >= 0).sum())
    if not len(different) or not filled:
        return False
    share = len(different) / filled
    words = words_of(different)
    if words >= _MANY_WORDS and share >= _OFTEN_DIFFERENT and len(different) >= _MANY:
        return True
    return words >= _WORDS and share >= _MOSTLY_DIFFERENT


def words_of(texts: npt.NDArray[Any]) -> float:
    """The median number of words; of scripts without blanks a word for every two letters."""
    return float(np.median([_words(text) for text in texts[:_SAMPLE]])) if len(texts) else 0.0


def _words(text: str) -> float:
    words = len(text.split())
    wide = 0 if text.isascii() else sum(letter >= "\u0e00" for letter in text)
    return words if wide < _LETTERS_WITHOUT_BLANKS else max(words, wide / 2)
