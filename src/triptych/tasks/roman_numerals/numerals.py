"""Roman numerals: how they are written, and with which mistakes.

What a mistake makes of a numeral may by chance be one again.
"""

from typing import Final

import numpy as np

LETTERS: Final = "MDCLXVI"
LARGEST: Final = 3999
# The largest part that fits comes first, as in the numeral.
_PARTS: Final = dict(
    zip(
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        strict=True,
    )
)


def numeral(number: int) -> str:
    """The numeral of a whole number from 1 to 3,999."""
    written = []
    for letters, value in _PARTS.items():
        times, number = divmod(number, value)
        written.append(letters * times)
    return "".join(written)


def repeated(text: str, random: np.random.Generator) -> str:
    """One letter written twice: XIII becomes XIIII, XV becomes XVV."""
    place = int(random.integers(len(text)))
    return text[: place + 1] + text[place:]


def subtracted(text: str, random: np.random.Generator) -> str:
    """A smaller letter put before a letter it may not be taken from: C becomes IC, IX IIX."""
    place = int(random.integers(len(text)))
    smaller = LETTERS[LETTERS.index(text[place]) + 1 :] or text[place]
    return text[:place] + str(random.choice(list(smaller))) + text[place:]


def disordered(text: str, random: np.random.Generator) -> str:
    """Two neighbours swapped: LXX becomes XLX, MCI MIC."""
    place = int(random.integers(len(text)))
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


def replaced(text: str, random: np.random.Generator) -> str:
    """One letter taken for another: XIV becomes XLV or XIM."""
    place = int(random.integers(len(text)))
    return text[:place] + str(random.choice(list(LETTERS))) + text[place + 1 :]
