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


def features(raw: npt.NDArray[np.object_]) -> pd.DataFrame:
    """The measurements of each question (n strings): one row a question, floats."""
    texts = pd.Series(raw, dtype=object)
    small = texts.str.lower()
    asking = small.str.extract(r"^(.*?)\b(?:what|which|who|whose|whom|how|when|where|why)\b(.*)")
    table = {
        "words": texts.str.count(r"\S+"),
        "characters": texts.str.len(),
        "capitalised words": texts.str.count(r"(?<= )[A-Z]"),
        "words in capitals": texts.str.count(r"\b[A-Z]{2,}\b"),
        "numbers": texts.str.count(r"\d+"),
        "quotations": texts.str.count("`+"),
        "owners": texts.str.count(r" 's\b"),
        "commas": texts.str.count(" , "),
        "place of the question word": asking[0].str.count(r"\S+").fillna(-1),
        "prepositions": small.str.count(r"\b(?:of|in|on|for|to|from|by|with)\b"),
        "last word": texts.str.extract(r"(\S+)(?: [?.!'])*$")[0].str.len().fillna(0),
    }
    after = asking[1].fillna("")
    for name, words in _WORDS.items():
        table[f"says {name}"] = small.str.count(rf"(?<!\S)(?:{words})(?!\S)")
        table[f"after the question word: {name}"] = after.str.count(rf"^ (?:{words})(?!\S)")
    for name, pattern in PATTERNS.items():
        search = re.compile(pattern.expression).search
        table[name] = pd.Series([search(text) is not None for text in raw], dtype=object)
    for name in NOUNS:
        places = [_places(text, name) for text in small]
        table[f"first of {name}"] = pd.Series([min(place, default=-1) for place in places])
        table[f"nouns of {name}"] = pd.Series([len(place) for place in places])
    return pd.DataFrame(table)[list(MEANINGS)].astype(np.float64)


def _places(text: str, name: str) -> list[int]:
    """Where in the text the nouns of a list stand, in words."""
    listed = _LISTED[name]
    return [place for place, word in enumerate(text.split()) if word in listed]
