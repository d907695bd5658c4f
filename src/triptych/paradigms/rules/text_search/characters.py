"""The characters of many texts in one array, for questions about single characters."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final, final

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.text_search.stand_in import stand_in

_ASCII: Final = 128

_FEW_RANGES: Final = 3

_AT_ONCE: Final = 65_536
"""Characters per pass: intermediate results stay in the processor's cache."""

_TEXTS_AT_ONCE: Final = 512
"""Texts per pass, for the same reason."""

_BITS: Final = 64

_YES: Final = re.compile(b"\\x01+")

Question = Callable[[str], bool]
"""A function from one character to yes or no."""

Answer = Callable[[str], int]
"""A function from one character to a number from 0 to 255."""


@final
class Characters:
    """Every character of some texts as a byte: ASCII unchanged, others replaced by a stand-in.

    So a question is answered once for each distinct character, and looked up for all others.
    """

    def __init__(self, texts: list[str], lengths: npt.NDArray[np.int64]) -> None:
        self._edges = np.concatenate(([0], np.cumsum(lengths)))
        self._words = self._edges // _BITS
        self._below = (np.uint64(1) << (self._edges % _BITS).astype(np.uint64)) - np.uint64(1)
        self._content = np.empty(self._edges[-1], dtype=np.uint8)
        self._beyond, points = self._lay_out(texts)
        self._lowest = int(self._content.min(initial=_ASCII))
        self._others, self._which = _numbered(points)
        stand_ins = [ord(stand_in(character)) for character in self._others]
        self._content[self._beyond] = np.array(stand_ins, dtype=np.uint8)[self._which]

    def _lay_out(self, texts: list[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.uint32]]:
        """Store ASCII bytes, and the positions and code points of other characters."""
        places, others = [np.empty(0, dtype=np.intp)], [np.empty(0, dtype=np.uint32)]
        for row in range(0, len(texts), _TEXTS_AT_ONCE):
            text = "".join(texts[row : row + _TEXTS_AT_ONCE])
            start = self._edges[row]
            content = self._content[start : start + len(text)]
            if text.isascii():
                content[:] = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
                continue
            points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
            content[:] = np.minimum(points, _ASCII)
            beyond = np.flatnonzero(points >= _ASCII)
            places.append(beyond + start)
            others.append(points[beyond])
        return np.concatenate(places), np.concatenate(others)

    @property
    def content(self) -> npt.NDArray[np.uint8]:
        """The bytes of all texts (characters,), one per character, one text after the other."""
        return self._content

    @property
    def edges(self) -> npt.NDArray[np.int64]:
        """The start of the first text, and the end of each text (texts + 1,)."""
        return self._edges

    def has(self, character: str) -> npt.NDArray[np.bool_]:
        """Whether each text contains the character, which is not ASCII (texts,)."""
        return self._within(self._beyond[self._of_others(character.__eq__) > 0]) > 0

    def counts(self, question: Question) -> npt.NDArray[np.int64]:
        """The number of characters of each text with the answer yes (texts,)."""
        answers, beyond = _ascii_answers(question), self._of_others(question) > 0
        if not any(answers):
            return self._within(self._beyond[beyond])
        bits = np.zeros(8 * (len(self._content) // _BITS + 1), dtype=np.uint8)
        for start in range(0, len(self._content), _AT_ONCE):
            part = self._content[start : start + _AT_ONCE]
            answered = _answered(part, answers)
            first, last = np.searchsorted(self._beyond, (start, start + len(part)))
            answered[self._beyond[first:last] - start] = beyond[first:last]
            packed = np.packbits(answered, bitorder="little")
            bits[start // 8 : start // 8 + len(packed)] = packed
        return self._set_within(bits.view("<u8"))

    def largest(self, answer: Answer) -> npt.NDArray[np.uint8]:
        """The largest answer among the characters of each text (texts,); 0 for an empty text."""
        answers = _ascii_answers(answer)
        places, answered = self._beyond, self._of_others(answer)
        if len(answers.rstrip(b"\0")) > self._lowest:
            of_all = bytearray(self._content.tobytes().translate(answers.ljust(256)))
            asked = np.frombuffer(of_all, dtype=np.uint8)
            asked[places] = answered
            places = np.flatnonzero(asked)
            answered = asked[places]
        largest = np.zeros(len(self._edges) - 1, dtype=np.uint8)
        starts = np.searchsorted(places, self._edges)
        has_any = starts[1:] > starts[:-1]
        if has_any.any():
            largest[has_any] = np.maximum.reduceat(answered, starts[:-1][has_any])
        return largest

    def _of_others(self, answer: Answer) -> npt.NDArray[np.uint8]:
        """The answer for each character beyond ASCII."""
        return np.array([answer(other) for other in self._others], dtype=np.uint8)[self._which]

    def _within(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
        """The number of the given positions inside each text (texts,)."""
        return np.diff(np.searchsorted(places, self._edges))

    def _set_within(self, bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        """The number of set bits, one per character, inside each text (texts,)."""
        before = np.zeros(len(bits), dtype=np.int64)
        np.cumsum(np.bitwise_count(bits[:-1]), dtype=np.int64, out=before[1:])
        within = np.bitwise_count(bits[self._words] & self._below).astype(np.int64)
        counted: npt.NDArray[np.int64] = np.diff(before[self._words] + within)
        return counted


def _numbered(points: npt.NDArray[np.uint32]) -> tuple[list[str], npt.NDArray[np.intp]]:
    """The distinct characters of code points, and the number of each."""
    occurs = np.zeros(int(points.max(initial=0)) + 1, dtype=bool)
    occurs[points] = True
    different = np.flatnonzero(occurs)
    number = np.empty(len(occurs), dtype=np.intp)
    number[different] = np.arange(len(different))
    return [chr(point) for point in different.tolist()], number[points]


def _answered(numbers: npt.NDArray[np.uint8], answers: bytes) -> npt.NDArray[np.bool_]:
    """The answers for characters of ASCII."""
    ranges = _ranges(answers)
    if len(ranges) > _FEW_RANGES:
        return np.frombuffer(bytearray(numbers.tobytes().translate(answers.ljust(256))), bool)
    # Whether a number is in a range is a subtraction: those below it become very large.
    within = [(numbers - np.uint8(low)) <= np.uint8(high - low) for low, high in ranges]
    return within[0] if len(within) == 1 else np.logical_or.reduce(within)


@cache
def _ranges(answers: bytes) -> list[tuple[int, int]]:
    """First and last numbers of the ranges with the answer yes."""
    return [(match.start(), match.end() - 1) for match in _YES.finditer(answers)]


@cache
def _ascii_answers(answer: Answer) -> bytes:
    return bytes(answer(chr(point)) for point in range(_ASCII))
