"""Corrupted texts: typing errors."""

from typing import Final

import numpy as np

from triptych.dataset import Raw
from triptych.study import Alter

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def typos(known: Raw, level: float) -> Alter:
    """Mistype characters; the level is their number in 100.

    Each is left out, doubled, exchanged with the next one, or replaced by a letter, equally often
    (the four edits of Damerau, Communications of the ACM 7, 1964).
    """

    def alter(raw: Raw, random: np.random.Generator) -> Raw:
        texts = [_mistyped(str(text), level / 100, random) for text in np.asarray(raw)]
        return np.array(texts, dtype=object)

    return alter


def _mistyped(text: str, share: float, random: np.random.Generator) -> str:
    characters = [*text]
    wrong = random.random(len(characters)) < share
    edits, letters = random.integers(4, size=len(characters)), random.choice([*LETTERS], len(text))
    for place in np.flatnonzero(wrong):
        character = characters[place]
        if edits[place] == 0:
            characters[place] = ""
        elif edits[place] == 1:
            characters[place] = character * 2
        elif edits[place] == 2 and place + 1 < len(characters):
            characters[place], characters[place + 1] = characters[place + 1], character
        else:
            characters[place] = str(letters[place])
    return "".join(characters)
