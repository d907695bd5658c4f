"""Measurements of a message: its signs, counted, and how it is written."""

import re
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.tasks.sms_spam.signs import SIGNS

_FORM: Final = {
    "characters": "Number of characters.",
    "words": "Number of parts between spaces.",
    "word length": "Mean number of characters in a part between spaces.",
    "digits": "Number of digits.",
    "longest number": "Digits in the longest run of them.",
    "capitals": "Share of the letters that are capitals.",
    "words in capitals": "Number of words of two capitals or more.",
    "exclamation marks": "Number of !.",
    "question marks": "Number of ?.",
    "other marks": "Number of characters that are no letter, digit, space, or . , ! ? '.",
    "abbreviations": "Number of u, ur, r, 2, 4, b4, txt and their like.",
}
MEANINGS: Final = _FORM | {name: sign.says for name, sign in SIGNS.items()}
"""What each column means; signs are numbers of times."""

_COLUMNS: Final = pd.Index(list(MEANINGS))
_WORDS: Final = re.compile(r"\S+")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_NUMBERS: Final = re.compile(r"\d+")
_CAPITALS: Final = re.compile("[A-Z]")
_WORDS_IN_CAPITALS: Final = re.compile(r"\b[A-Z]{2,}\b")
_OTHER_MARKS: Final = re.compile(r"[^\w\s.,!?']|_")
_ABBREVIATIONS: Final = re.compile(r"(?i)\b(?:u|ur|r|y|2|4|b4|txt|msg|2day|2nite|pls|wk|n)\b")
_SIGNS: Final = [re.compile(sign.pattern) for sign in SIGNS.values()]


def features(raw: npt.NDArray[np.object_]) -> pd.DataFrame:
    """The measurements of each message (n strings): one row a message, floats."""
    rows = [_measured(text) for text in raw]
    return pd.DataFrame(np.array(rows, float).reshape(-1, len(_COLUMNS)), columns=_COLUMNS)


def _measured(text: str) -> list[float]:
    words = len(_WORDS.findall(text))
    numbers = [len(number) for number in _NUMBERS.findall(text)]
    return [
        len(text),
        words,
        (len(text) - words + 1) / max(words, 1),
        sum(numbers),
        max(numbers, default=0),
        len(_CAPITALS.findall(text)) / max(len(_LETTERS.findall(text)), 1),
        len(_WORDS_IN_CAPITALS.findall(text)),
        text.count("!"),
        text.count("?"),
        len(_OTHER_MARKS.findall(text)),
        len(_ABBREVIATIONS.findall(text)),
        *(len(sign.findall(text)) for sign in _SIGNS),
    ]
