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

_SIGNS: Final = {name: re.compile(sign.pattern) for name, sign in SIGNS.items()}
_ABBREVIATION: Final = r"(?i)\b(?:u|ur|r|y|2|4|b4|txt|msg|2day|2nite|pls|wk|n)\b"


def features(raw: npt.NDArray[np.object_]) -> pd.DataFrame:
    """The measurements of each message (n strings): one row a message, floats."""
    texts = pd.Series(raw, dtype=object)
    characters = texts.str.len()
    words = texts.str.count(r"\S+")
    letters = texts.str.count(r"[^\W\d_]")
    numbers = [max(map(len, re.findall(r"\d+", text)), default=0) for text in texts]
    table = {
        "characters": characters,
        "words": words,
        "word length": (characters - words + 1) / words.clip(lower=1),
        "digits": texts.str.count(r"\d"),
        "longest number": pd.Series(numbers),
        "capitals": texts.str.count("[A-Z]") / letters.clip(lower=1),
        "words in capitals": texts.str.count(r"\b[A-Z]{2,}\b"),
        "exclamation marks": texts.str.count("!"),
        "question marks": texts.str.count(r"\?"),
        "other marks": texts.str.count(r"[^\w\s.,!?']|_"),
        "abbreviations": texts.str.count(_ABBREVIATION),
    }
    for name, sign in _SIGNS.items():
        table[name] = pd.Series([len(sign.findall(text)) for text in raw])
    return pd.DataFrame(table)[list(MEANINGS)].astype(np.float64)
