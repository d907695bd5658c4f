"""Measurements of a question: its forms, the nouns in it, and how it is written."""

import re
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.tasks.trec.nouns import NOUNS
from triptych.tasks.trec.patterns import PATTERNS

_FORM: Final = {
    "words": "Number of words and marks.",
    "characters": "Number of characters.",
    "capitalised words": "Words after the first that begin with a capital.",
    "words in capitals": "Words of two capitals or more.",
    "numbers": "Numbers written in figures.",
    "quotations": "Marks that open a quotation.",
    "owners": "Number of 's.",
    "commas": "Number of commas.",
    "place of the question word": "Words before the first what, which, who, how, when or where.",
    "prepositions": "Number of of, in, on, for, to, from, by and with.",
    "last word": "Characters of the last word before the mark.",
}
_WORDS: Final = {
    "is": "is|are|'s",
    "was": "was|were",
    "did": "did",
    "do": "do|does",
    "has": "has|have|had",
    "can": "can|could",
    "the": "the",
    "a": "an?",
    "of": "of",
    "in": "in",
    "for": "for",
    "name": "names?|named",
    "first": "first",
    "most": r"most|\w+est",
    "kind": "kinds?|types?|sorts?",
    "you": "you|your|i|my|we",
    "what": "what",
    "which": "which",
}

_LISTED: Final = {
    name: frozenset(nouns) | {f"{noun}s" for noun in nouns} for name, nouns in NOUNS.items()
}

MEANINGS: Final = (
    _FORM
    | {f"says {name}": f"How often it says: {name}, or a form of it." for name in _WORDS}
    | {f"after the question word: {name}": f"Next to it stands: {name}." for name in _WORDS}
    | {name: pattern.says for name, pattern in PATTERNS.items()}
    | {
        f"first of {name}": f"Words before the first noun of the list of {name}; else -1."
        for name in NOUNS
    }
    | {f"nouns of {name}": f"How many nouns of the list of {name} it has." for name in NOUNS}
)
"""What each column means; forms are 1 where they are found."""


_COLUMNS: Final = pd.Index(list(MEANINGS))
_QUESTION_WORD: Final = re.compile(r"(.*?)\b(?:what|which|who|whose|whom|how|when|where|why)\b(.*)")
_LAST_WORD: Final = re.compile(r"(\S+)(?: [?.!'])*$")
_COUNTED: Final = {
    name: re.compile(expression)
    for name, expression in {
        "capitalised words": r"(?<= )[A-Z]",
        "words in capitals": r"\b[A-Z]{2,}\b",
        "numbers": r"\d+",
        "quotations": "`+",
        "owners": r" 's\b",
        "commas": " , ",
    }.items()
}
_PREPOSITIONS: Final = re.compile(r"\b(?:of|in|on|for|to|from|by|with)\b")
_SAYS: Final = [re.compile(rf"(?<!\S)(?:{words})(?!\S)") for words in _WORDS.values()]
_PATTERNS: Final = [re.compile(pattern.expression) for pattern in PATTERNS.values()]


def features(raw: npt.NDArray[np.object_]) -> pd.DataFrame:
    """The measurements of each question (n strings): one row a question, floats."""
    rows = [_measured(text) for text in raw]
    return pd.DataFrame(np.array(rows, float).reshape(-1, len(_COLUMNS)), columns=_COLUMNS)


def _measured(text: str) -> list[float]:
    small = text.lower()
    words = small.split()
    asking = _QUESTION_WORD.match(small)
    last = _LAST_WORD.search(text)
    after = "" if asking is None else asking[2]
    places = [[n for n, word in enumerate(words) if word in nouns] for nouns in _LISTED.values()]
    return [
        len(words),
        len(text),
        *(len(counted.findall(text)) for counted in _COUNTED.values()),
        -1 if asking is None else len(asking[1].split()),
        len(_PREPOSITIONS.findall(small)),
        0 if last is None else len(last[1]),
        *(len(said.findall(small)) for said in _SAYS),
        *(after[:1] == " " and said.match(after, 1) is not None for said in _SAYS),
        *(pattern.search(text) is not None for pattern in _PATTERNS),
        *(min(place, default=-1) for place in places),
        *(len(place) for place in places),
    ]
