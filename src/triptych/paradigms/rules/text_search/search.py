"""Joint search of texts by RE2, with the results of `re`."""

from collections.abc import Sequence
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.text_search.characters import Characters
from triptych.paradigms.rules.text_search.pattern import rare_character, searcher
from triptych.paradigms.rules.text_search.re2 import translated
from triptych.paradigms.rules.text_search.re2_scope import NOWHERE, is_accepted, re2_scope
from triptych.paradigms.rules.text_search.stand_in import NEVER, PLAIN, kind

Rows = npt.NDArray[np.intp]
"""Positions of texts."""

_LONGEST_JOINED: Final = 200
"""Largest total length of joined patterns.

RE2 builds its automaton for every call, and for long patterns that takes longer than the saved
scans.
"""

_WORTHWHILE: Final = 1.5
"""The factor of fewer texts from which they are copied and searched separately."""

_LINE_END: Final = ord("\n")


@final
class SearchedTogether:
    """Searches most texts by RE2 and the rest one by one, with equal answers.

    pyarrow brings RE2 and searches thousands of texts a millisecond (R. Cox, Regular Expression
    Matching in the Wild, 2010). The patterns in `expected` are first searched together, as `a|b|…`:
    a scan takes as long for many as for one, and where it finds nothing, none of them matches.
    Where RE2 finds a superset, `re` checks the texts found.
    """

    def __init__(
        self, texts: list[str], characters: Characters, expected: Sequence[str] = ()
    ) -> None:
        import pyarrow  # a rule system that is given one text at a time needs none of it

        self._texts = texts
        self._characters = characters
        # A byte for each character, so the texts end where their characters do.
        content, edges = characters.content, characters.edges
        buffers = [None, pyarrow.py_buffer(edges), pyarrow.py_buffer(content)]
        self._array = pyarrow.Array.from_buffers(pyarrow.large_string(), len(texts), buffers)
        self._kinds = characters.largest(kind).astype(np.int8)
        # In nothing, \B is found by one of the two; before a last line's end, $ is.
        filled = np.flatnonzero(edges[1:] > edges[:-1])
        ends_a_line = content[edges[1:][filled] - 1] == _LINE_END
        self._kinds[filled[ends_a_line]] = NEVER
        self._kinds[edges[1:] == edges[:-1]] = NEVER
        self._highest = int(self._kinds.max(initial=PLAIN))
        self._any_of = _joined(expected)
        self._wanted = np.ones(len(texts), dtype=bool)
        self._searched_by_re2: dict[int | str, tuple[Rows, Any]] = {}

    def found(self, pattern: str, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Whether the pattern is found in each wanted text (texts,); False for the others.

        The wanted texts of a call must be a subset of those of the call before.
        """
        self._wanted = wanted
        found = np.zeros(len(self._texts), dtype=bool)
        reached, said = re2_scope(pattern), translated(pattern)
        if said is not None and reached != NOWHERE:
            rows, array = self._candidates(pattern, reached)
            found[rows[_matched(array, said.pattern)]] = True
            if not said.is_exact:
                self._search(pattern, found, found)
        if reached < self._highest:
            beyond, rare = self._kinds > reached, rare_character(pattern)
            self._search(
                pattern, beyond if rare is None else beyond & self._characters.has(rare), found
            )
        return found & wanted

    def _search(
        self, pattern: str, among: npt.NDArray[np.bool_], found: npt.NDArray[np.bool_]
    ) -> None:
        """Search texts one by one."""
        search, texts, rows = searcher(pattern), self._texts, np.flatnonzero(among & self._wanted)
        found[rows] = [search(texts[row]) is not None for row in rows.tolist()]

    def _candidates(self, pattern: str, reached: int) -> tuple[Rows, Any]:
        """The texts in which RE2 may find the pattern: their positions, and an Arrow array."""
        if pattern not in self._any_of:
            return self._reached(reached)
        any_of = self._any_of[pattern]
        if any_of not in self._searched_by_re2:
            rows, array = self._reached(reached)
            self._searched_by_re2[any_of] = _chosen(rows, array, _matched(array, any_of))
        return self._wanted_of(any_of)

    def _reached(self, reached: int) -> tuple[Rows, Any]:
        """The texts whose kind is within the reach of a pattern."""
        if reached not in self._searched_by_re2:
            rows = np.arange(len(self._texts))
            self._searched_by_re2[reached] = _chosen(rows, self._array, self._kinds <= reached)
        return self._wanted_of(reached)

    def _wanted_of(self, searched: int | str) -> tuple[Rows, Any]:
        """The searched texts, without most of those that are no longer wanted."""
        rows, array = self._searched_by_re2[searched]
        wanted = self._wanted[rows]
        if _WORTHWHILE * np.count_nonzero(wanted) < len(rows):
            rows, array = self._searched_by_re2[searched] = _chosen(rows, array, wanted)
        return rows, array


def _chosen(rows: Rows, array: Any, chosen: npt.NDArray[np.bool_]) -> tuple[Rows, Any]:
    return (rows, array) if chosen.all() else (rows[chosen], array.filter(chosen))


def _joined(patterns: Sequence[str]) -> dict[str, str]:
    """For each pattern, a joint pattern of it and others of equal reach."""
    joined: dict[str, str] = {}
    for reached in {re2_scope(pattern) for pattern in patterns} - {NOWHERE}:
        some: dict[str, str] = {}
        for pattern in [pattern for pattern in patterns if re2_scope(pattern) == reached]:
            said = translated(pattern)
            assert said is not None, "what has no counterpart reaches nowhere"
            if sum(map(len, [*some.values(), said.pattern])) > _LONGEST_JOINED:
                joined |= _any_of(some)
                some = {}
            some[pattern] = said.pattern
        joined |= _any_of(some)
    return joined


def _any_of(some: dict[str, str]) -> dict[str, str]:
    any_of = "|".join(f"(?:{said})" for said in some.values())
    worthwhile = len(some) > 1 and is_accepted(any_of)
    return dict.fromkeys(some, any_of) if worthwhile else {}


def _matched(texts: Any, pattern: str) -> npt.NDArray[np.bool_]:
    if len(texts) == 0:  # the automaton would be built all the same
        return np.empty(0, dtype=bool)

    import pyarrow.compute

    found = pyarrow.compute.match_substring_regex(texts, pattern)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)
