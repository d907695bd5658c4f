"""The strings: every numeral to 3,999, and as many that are wrong by one mistake."""

from collections import Counter, defaultdict
from itertools import cycle
from typing import Final

import numpy as np

from triptych.dataset import Dataset
from triptych.tasks.roman_numerals.measurements import MEANINGS, features
from triptych.tasks.roman_numerals.numerals import (
    LARGEST,
    disordered,
    numeral,
    repeated,
    replaced,
    subtracted,
)
from triptych.units import Characters

__all__ = ["MEANINGS", "UNITS", "features", "load"]

CLASSES: Final = ("malformed", "numeral")
# There are hardly any malformed strings of one or two letters.
SHORTEST_MISS: Final = 3
_SEED: Final = 3999
_LETTERS_ADDED: Final = {repeated: 1, subtracted: 1, disordered: 0, replaced: 0}

UNITS: Final = Characters(most=20)


def load() -> Dataset:
    """3,999 numerals and 3,999 near misses, all different, as strings (n,).

    Near misses are as long as numerals are, and come from four kinds of mistakes in turn, so
    that neither length nor a single telltale gives them away.
    """
    random = np.random.default_rng(_SEED)
    numerals = [numeral(number) for number in range(1, LARGEST + 1)]
    strings = [*_near_misses(numerals, random), *numerals]
    order = random.permutation(len(strings))
    target = np.repeat(np.array(CLASSES, dtype=object), len(numerals))
    return Dataset(
        raw=np.array(strings, dtype=object)[order],
        target=target[order],
        classes=CLASSES,
        provenance={
            "source": "generated from a fixed seed",
            "near misses": "one letter doubled, subtracted where it may not be, swapped with "
            "its neighbour, or replaced, in turn; what is still a numeral is left out",
            "lengths": "the same in both classes, but for 38 numerals of one or two letters "
            "whose partners have three",
            "allowed in the table": "counts, repetitions, rises, and the letters at the ends",
            "not allowed in the table": "the value, and whatever reads the string place by place: "
            "the rule in disguise",
            "allowed on the raw string": "what is made for any text: pieces of it, embeddings",
        },
    )


def _near_misses(numerals: list[str], random: np.random.Generator) -> list[str]:
    """As many malformed strings as numerals, of the same lengths."""
    known = set(numerals)
    of_length = defaultdict[int, list[str]](list)
    for text in numerals:
        of_length[len(text)].append(text)
    wanted = Counter(max(len(text), SHORTEST_MISS) for text in numerals)
    mistakes = cycle(_LETTERS_ADDED)
    misses: dict[str, None] = {}
    for length, count in wanted.items():
        least = len(misses) + count
        while len(misses) < least:
            mistake = next(mistakes)
            right = of_length[length - _LETTERS_ADDED[mistake]]
            text = mistake(right[int(random.integers(len(right)))], random)
            if text not in known:
                misses[text] = None
    return [*misses]
