"""Texts searched together by RE2, as far as it decides as `re` does."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, final

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.pattern import searcher

if TYPE_CHECKING:
    from triptych.paradigms.rules.batch import Rows

_STAND_IN: Final = "\x01"
"""Put in place of a symbol beyond ASCII: like it neither letter, digit nor space."""

_READ_DIFFERENTLY: Final = re.compile(r"\{\s*,|\[[:.=]|\(\?\(|\\[0-9xuUN]|[\x00-\x1f]")
"""What both accept and may read in another way, {,3} and [[:alpha:]]; and what names stand-ins."""

_IGNORES_CASE: Final = re.compile(r"\(\?[a-zA-Z]*i")

_LONGEST_PATTERN: Final = 10_000


@final
class SearchedTogether:
    """Texts of which most are searched by RE2 and the rest one by one, with equal answers.

    Python and RE2 define digits, spaces, word boundaries, ends of lines and case alike for
    printable ASCII, and a symbol beyond it is to both neither letter, digit nor space. pyarrow
    brings RE2 and searches thousands of texts a millisecond (R. Cox, Regular Expression
    Matching in the Wild, 2010). For all other texts only `re` says what a pattern means.
    """

    def __init__(self, texts: list[str]) -> None:
        import pyarrow  # a rule system that is given one text at a time needs none of it

        self._texts = texts
        try:
            everything = pyarrow.array(texts, pyarrow.string())
        except UnicodeEncodeError:  # an unpaired surrogate, which no encoding knows
            everything = pyarrow.array([_encodable(text) for text in texts], pyarrow.string())
        printable = _is_printable(everything)
        self._ascii_rows: Rows = np.flatnonzero(printable)
        self._ascii = everything.filter(pyarrow.array(printable))
        beyond = np.flatnonzero(~printable)
        replaced = _with_stand_ins([texts[row] for row in beyond.tolist()])
        usable = np.array([text is not None for text in replaced], dtype=bool)
        self._symbol_rows: Rows = beyond[usable]
        self._symbols = pyarrow.array(
            [text for text in replaced if text is not None], pyarrow.string()
        )
        self._other_rows: Rows = beyond[~usable]

    def found(self, pattern: str) -> npt.NDArray[np.bool_]:
        """Whether the pattern is found in each text."""
        found = np.empty(len(self._texts), dtype=bool)
        if not _is_read_alike(pattern):
            self._search(pattern, np.arange(len(found)), found)
            return found
        found[self._ascii_rows] = _searched(self._ascii, pattern)
        if pattern.isascii():
            found[self._symbol_rows] = _searched(self._symbols, pattern)
        else:  # it may ask for the very symbols that stand-ins replace
            self._search(pattern, self._symbol_rows, found)
        self._search(pattern, self._other_rows, found)
        return found

    def _search(self, pattern: str, rows: "Rows", found: npt.NDArray[np.bool_]) -> None:
        search, texts = searcher(pattern), self._texts
        answers = (search(texts[row]) is not None for row in rows.tolist())
        found[rows] = np.fromiter(answers, dtype=bool, count=len(rows))


def _searched(texts: Any, pattern: str) -> npt.NDArray[np.bool_]:
    import pyarrow.compute

    found = pyarrow.compute.match_substring_regex(texts, pattern)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def _is_printable(texts: Any) -> npt.NDArray[np.bool_]:
    """Which texts of an Arrow array are not empty and have printable ASCII alone."""
    _, offsets, content = texts.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[: len(texts) + 1]
    printable = np.diff(ends) > 0
    if content is None or not printable.any():
        return printable
    points = np.frombuffer(content, dtype=np.uint8)[: ends[-1]]
    odd = (points < ord(" ")) | (points > ord("~"))
    filled = np.flatnonzero(printable)
    printable[filled] = ~np.logical_or.reduceat(odd, ends[:-1][filled])
    return printable


def _with_stand_ins(texts: list[str]) -> list[str | None]:
    """The texts with their symbols beyond ASCII replaced; None for one that has more than those."""
    beyond = (sign for sign in set("".join(texts)) if not sign.isascii())
    symbols = "".join(sign for sign in beyond if not (sign.isalnum() or sign.isspace()))
    replace = re.compile(f"[{symbols or _STAND_IN}]").sub
    only_symbols = re.compile(f"[ -~{symbols}]+").fullmatch
    return [replace(_STAND_IN, text) if only_symbols(text) else None for text in texts]


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@cache
def _is_read_alike(pattern: str) -> bool:
    """Whether RE2 accepts the pattern and means by it what `re` means."""
    if _READ_DIFFERENTLY.search(pattern) or len(pattern) > _LONGEST_PATTERN:
        return False
    if _IGNORES_CASE.search(pattern) and not pattern.isascii():
        return False  # the Kelvin sign is a k in another case, and the like
    import pyarrow
    import pyarrow.compute

    try:
        pyarrow.compute.match_substring_regex(pyarrow.array(["a"]), pattern)
    except pyarrow.ArrowInvalid:  # it has no lookaround and no references, by design
        return False
    return True
