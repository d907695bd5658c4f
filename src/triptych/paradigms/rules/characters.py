"""Characters of many texts in one array, for questions that are asked of each by itself."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final, final

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.pattern import matcher

_ASCII: Final = 128

_UNKNOWN: Final = ord("?")
"""What encoding puts in place of a character beyond ASCII."""

_FEW_RANGES: Final = 3

_FEW: Final = 8
"""One character in so many, or fewer, is looked at by itself."""

_OTHER_THAN_ZERO: Final = re.compile(b"[^\\x00]+", re.DOTALL)

_UNCHANGED: Final = bytes(range(_ASCII))

Answer = Callable[[str], int]
"""Takes one character; answers with 0 to 255."""


@final
class Characters:
    """Every character of some texts, as a byte: ASCII as it is, and what stands beyond it apart.

    So a question is asked once of each different character, and looked up for all others.
    """

    def __init__(self, texts: list[str], lengths: npt.NDArray[np.intp]) -> None:
        text = "".join(texts)
        self._bytes = text.encode("ascii", "replace")
        self._beyond = np.empty(0, dtype=np.intp)
        self._others: list[str] = []
        if not text.isascii():
            self._beyond, points = _beyond_ascii(text, self._bytes)
            self._others, self._which = _numbered(points)
        self._edges = np.concatenate(([0], np.cumsum(lengths)))

    def each(self, answer: Answer) -> npt.NDArray[np.uint8]:
        """The answer for every character of the texts, one text after the other."""
        answers = _ascii_answers(answer)
        numbers = np.frombuffer(self._bytes, dtype=np.uint8)
        ranges, value = _ranges(answers)
        if answers == _UNCHANGED:
            answered = numbers.copy() if len(self._beyond) else numbers
        elif ranges:
            # Whether a number is in a range is a subtraction: those below it become very large.
            within = [(numbers - np.uint8(low)) <= np.uint8(high - low) for low, high in ranges]
            answered = np.logical_or.reduce(within).view(np.uint8) * np.uint8(value)
        else:
            # Twice as fast as an index, which is made wider first.
            answered = np.frombuffer(bytearray(self._bytes.translate(answers.ljust(256))), np.uint8)
        if len(self._beyond):
            others = np.frombuffer(bytes(map(answer, self._others)), dtype=np.uint8)
            answered[self._beyond] = others[self._which]
        return answered

    def texts_with(self, character: str) -> npt.NDArray[np.intp]:
        """The places of the texts that have a character beyond ASCII, in order."""
        if character not in self._others:
            return np.empty(0, dtype=np.intp)
        places = self._beyond[self._which == self._others.index(character)]
        return np.unique(np.searchsorted(self._edges, places, side="right") - 1)

    def largest(self, answer: Answer) -> npt.NDArray[np.uint8]:
        """The largest answer for a character of each text; 0 for an empty text."""
        answers = self.each(answer)
        largest = np.zeros(len(self._edges) - 1, dtype=np.uint8)
        places = np.flatnonzero(answers > 0)
        texts = np.searchsorted(self._edges, places, side="right") - 1
        np.maximum.at(largest, texts, answers[places])
        return largest

    def counts(self, pattern: str) -> npt.NDArray[np.float64]:
        """How many characters of each text the pattern matches."""
        hits = self.each(matcher(pattern))
        places = np.flatnonzero(hits.view(bool))
        if _FEW * len(places) <= len(hits):
            return np.diff(np.searchsorted(places, self._edges)).astype(np.float64)
        filled = np.flatnonzero(np.diff(self._edges))
        counted = np.zeros(len(self._edges) - 1)
        counted[filled] = np.add.reduceat(hits, self._edges[filled], dtype=np.int32)
        return counted


def _beyond_ascii(
    text: str, replaced: bytes
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.uint32]]:
    """Where characters beyond ASCII stand, and their code points."""
    places = np.flatnonzero(np.frombuffer(replaced, dtype=np.uint8) == _UNKNOWN)
    if _FEW * len(places) <= len(text):
        points = np.array([ord(text[place]) for place in places.tolist()], dtype=np.uint32)
    else:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")[places]
    beyond = points >= _ASCII
    return places[beyond], points[beyond]


def _numbered(points: npt.NDArray[np.uint32]) -> tuple[list[str], npt.NDArray[np.intp]]:
    """The different characters among code points, and which of them each is."""
    occurs = np.zeros(int(points.max()) + 1, dtype=bool)
    occurs[points] = True
    others = np.flatnonzero(occurs)
    number = np.empty(len(occurs), dtype=np.intp)
    number[others] = np.arange(len(others))
    return [chr(point) for point in others.tolist()], number[points]


@cache
def _ranges(answers: bytes) -> tuple[list[tuple[int, int]], int]:
    """The first and last numbers of the ranges that have the one answer that is not 0.

    No ranges where more than one answer occurs, or so many that looking up is faster.
    """
    value = max(answers)
    ranges = [(match.start(), match.end() - 1) for match in _OTHER_THAN_ZERO.finditer(answers)]
    if len(set(answers)) > 2 or len(ranges) > _FEW_RANGES:
        return [], value
    return ranges, value


@cache
def _ascii_answers(answer: Answer) -> bytes:
    return bytes(answer(chr(point)) for point in range(_ASCII))
