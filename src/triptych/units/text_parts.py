"""Texts cut into parts, and parts exchanged for those of another text."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_WORD: Final = re.compile(r"\S+")

Cut = Callable[[str], list[str]]
"""A function that cuts a text into one or more pieces, whose concatenation is the text."""


def words(text: str) -> list[str]:
    """The words of a text, each with the space before it, the last with the space behind it."""
    # A pattern with the space in it begins anew at each of many blanks: time grows by the square.
    ends = [match.end() for match in _WORD.finditer(text)][:-1]
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)])]


def characters(text: str) -> list[str]:
    """The characters of a text; for an empty text, the text itself."""
    return list(text) or [text]


def parts(pieces: list[str], most: int, count: int | None = None) -> list[str]:
    """The pieces joined into at most `most` parts, or into exactly `count`."""
    count = count or min(most, len(pieces))
    cuts = [len(pieces) * part // count for part in range(count + 1)]
    return ["".join(pieces[start:end]) for start, end in pairwise(cuts)]


def places(parts: list[str]) -> npt.NDArray[np.intp]:
    """For each character, the number of its part (characters,)."""
    return np.repeat(np.arange(len(parts)), [len(part) for part in parts])


def exchanged(
    items: Any, donors: Any, kept: npt.NDArray[np.bool_], cut: Cut, most: int, seam: str = ""
) -> npt.NDArray[np.object_]:
    """Texts in which each part that is not kept is the donor's, at about the same place.

    seam    put between parts of two texts that meet without a space
    """
    texts = np.empty(len(items), dtype=object)
    for number, (item, donor, stays) in enumerate(zip(items, donors, kept, strict=True)):
        own = parts(cut(item), most)
        given = parts(cut(donor), most, count=len(own))
        text, was_kept = "", None
        for part, other, keep in zip(own, given, stays[: len(own)].tolist(), strict=True):
            if chosen := part if keep else other:
                is_seam = was_kept is not None and was_kept != keep
                if is_seam and not (text[-1].isspace() or chosen[0].isspace()):
                    text += seam
                text, was_kept = text + chosen, keep
        texts[number] = text
    return texts
