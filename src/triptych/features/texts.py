"""Measurements of any text."""

import re
from typing import Any, Final

import numpy.typing as npt
import pandas as pd

MEANINGS: Final = {
    "characters": "how long the text is",
    "words": "how many words it has",
    "letters a word": "mean length of its words",
    "share of digits": "digits among its characters, 0 to 1",
    "share of capitals": "capital letters among its letters, 0 to 1",
    "share of marks": "characters that are neither letter, digit nor space, 0 to 1",
    "question marks": "how many there are",
    "exclamation marks": "how many there are",
    "numbers": "how many numbers it has",
    "links": "how many addresses of the web or of e-mail it has",
    "lines": "how many lines it has",
}
"""What each column means."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_LINK: Final = re.compile(r"https?://|www\.|\S@\S")


def measure_texts(texts: npt.NDArray[Any]) -> pd.DataFrame:
    """A row of the columns in MEANINGS for each text (n,)."""
    return pd.DataFrame([_measured(str(text)) for text in texts], columns=list(MEANINGS))


def _measured(text: str) -> list[float]:
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    size = max(len(text), 1)
    digits = sum(character.isdigit() for character in text)
    spaces = sum(character.isspace() for character in text)
    return [
        len(text),
        len(words),
        letters / max(len(words), 1),
        digits / size,
        sum(character.isupper() for character in text) / max(letters, 1),
        (len(text) - letters - digits - spaces) / size,
        text.count("?"),
        text.count("!"),
        len(_NUMBER.findall(text)),
        len(_LINK.findall(text)),
        text.count("\n") + 1,
    ]
