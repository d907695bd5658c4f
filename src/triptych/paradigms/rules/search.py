"""Texts searched together by RE2, as far as it decides as `re` does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, final

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.characters import Characters
from triptych.paradigms.rules.pattern import rare_character, searcher
from triptych.paradigms.rules.reach import NEVER, NOWHERE, PLAIN, is_accepted, kind, reach, stand_in

if TYPE_CHECKING:
    from triptych.paradigms.rules.batch import Rows

_LONGEST_JOINED: Final = 200
"""So many characters of patterns are looked for at once: RE2 builds its automaton anew for every
call, and that of many long patterns takes longer to build than the scans it saves."""

_LINE_END: Final = ord("\n")


@final
class SearchedTogether:
    """Texts of which most are searched by RE2 and the rest one by one, with equal answers.

    pyarrow brings RE2 and searches thousands of texts a millisecond (R. Cox, Regular Expression
    Matching in the Wild, 2010). The patterns in `expected` are first looked for several at once,
    as `a|b|…`: a scan takes as long for many as for one, and where it finds nothing, none is.
    """

    def __init__(
        self,
        texts: list[str],
        lengths: npt.NDArray[np.intp],
        characters: Characters,
        expected: Sequence[str] = (),
    ) -> None:
        import pyarrow  # a rule system that is given one text at a time needs none of it

        self._texts = texts
        self._characters = characters
        ends = np.concatenate(([0], np.cumsum(lengths)))
        # A byte for each character, so the texts end where their characters do.
        content = characters.each(stand_in)
        self._array = pyarrow.Array.from_buffers(
            pyarrow.large_string(),
            len(texts),
            [None, pyarrow.py_buffer(ends), pyarrow.py_buffer(content)],
        )
        self._kinds = characters.largest(kind).astype(np.int8)
        filled = lengths > 0
        # In nothing, \B is found by one of the two; before a last line's end, $ is.
        self._kinds[~filled] = NEVER
        self._kinds[filled] = np.where(
            content[ends[1:][filled] - 1] == _LINE_END, NEVER, self._kinds[filled]
        )
        self._highest = int(self._kinds.max(initial=PLAIN))
        self._any_of = _joined(expected)
        self._searched_by_re2: dict[int | str, tuple[Rows, Any]] = {}

    def found(self, pattern: str) -> npt.NDArray[np.bool_]:
        """Whether the pattern is found in each text."""
        found = np.zeros(len(self._texts), dtype=bool)
        rare, reached = rare_character(pattern), reach(pattern)
        if rare is not None:
            self._search(pattern, self._characters.texts_with(rare), found)
            return found
        if reached != NOWHERE:
            rows, array = self._candidates(pattern, reached)
            found[rows] = _matched(array, pattern)
        if reached < self._highest:
            self._search(pattern, np.flatnonzero(self._kinds > reached), found)
        return found

    def _search(self, pattern: str, rows: "Rows", found: npt.NDArray[np.bool_]) -> None:
        """Search the texts at `rows` one by one."""
        search, texts = searcher(pattern), self._texts
        found[rows] = [search(texts[row]) is not None for row in rows.tolist()]

    def _candidates(self, pattern: str, reached: int) -> "tuple[Rows, Any]":
        """The texts in which RE2 may find the pattern: where they stand, and an Arrow array."""
        if pattern not in self._any_of:
            return self._reached(reached)
        any_of = self._any_of[pattern]
        if any_of not in self._searched_by_re2:
            rows, array = self._reached(reached)
            found = _matched(array, any_of)
            self._searched_by_re2[any_of] = rows[found], array.filter(found)
        return self._searched_by_re2[any_of]

    def _reached(self, reached: int) -> "tuple[Rows, Any]":
        """The texts that are of a kind within the reach of a pattern."""
        if reached not in self._searched_by_re2:
            within = self._kinds <= reached
            self._searched_by_re2[reached] = np.flatnonzero(within), self._array.filter(within)
        return self._searched_by_re2[reached]


def _joined(patterns: Sequence[str]) -> dict[str, str]:
    """For each pattern one that is found wherever it or some others of equal reach are."""
    joined: dict[str, str] = {}
    for reached in {reach(pattern) for pattern in patterns} - {NOWHERE}:
        some: list[str] = []
        for pattern in [pattern for pattern in patterns if reach(pattern) == reached]:
            if sum(map(len, [*some, pattern])) > _LONGEST_JOINED:
                joined |= _any_of(some)
                some = []
            some.append(pattern)
        joined |= _any_of(some)
    return joined


def _any_of(patterns: list[str]) -> dict[str, str]:
    any_of = "|".join(f"(?:{pattern})" for pattern in patterns)
    worthwhile = len(patterns) > 1 and is_accepted(any_of)
    return dict.fromkeys(patterns, any_of) if worthwhile else {}


def _matched(texts: Any, pattern: str) -> npt.NDArray[np.bool_]:
    import pyarrow.compute

    found = pyarrow.compute.match_substring_regex(texts, pattern)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)
