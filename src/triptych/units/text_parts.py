"""Texts cut into parts, and parts exchanged for those of another text."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_WORD: Final = re.compile(r"\s*\S+\s*\Z|\s*\S+")

Cut = Callable[[str], list[str]]
"""Cuts a text into pieces that joined are the text again; into one at least."""


def words(text: str) -> list[str]:
    """Words, each with the space before it."""
    return _WORD.findall(text) or [text]


def characters(text: str) -> list[str]:
    """Single characters; of an empty text, the text."""
    return list(text) or [text]


def parts(pieces: list[str], most: int, count: int | None = None) -> list[str]:
    """The pieces joined into at most `most` parts, or into exactly `count`."""
    count = count or min(most, len(pieces))
    cuts = [len(pieces) * part // count for part in range(count + 1)]
    return ["".join(pieces[start:end]) for start, end in pairwise(cuts)]


def places(parts: list[str]) -> npt.NDArray[np.intp]:
    """For each character, the number of the part it stands in."""
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
