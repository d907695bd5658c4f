"""Joint search of texts: matches, counts and shares of patterns."""

from collections.abc import Callable, Sequence
from copy import copy
from functools import cached_property
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.text_search.characters import Characters
from triptych.paradigms.rules.text_search.pattern import (
    counter,
    is_one_character,
    matcher,
    searcher,
    sharer,
)
from triptych.paradigms.rules.text_search.search import Rows, SearchedTogether

_FEWEST_TO_SEARCH_TOGETHER: Final = 32
"""Fewer texts are searched one by one, which is faster."""


class Texts:
    """Texts in order."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self._expected: Sequence[str] = ()
        self._wanted = np.ones(len(texts), dtype=bool)
        self._counts: dict[str, npt.NDArray[np.float64]] = {}

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.texts)

    def choose(self, rows: Rows) -> Self:
        """The texts at `rows`."""
        return type(self)([self.texts[row] for row in rows.tolist()])

    def expect(self, patterns: Sequence[str]) -> None:
        """Prepare for patterns that will probably be searched."""
        self._expected = patterns

    def apart(self) -> Self:
        """The same texts with separate state, for searches of fewer and fewer of them."""
        apart = copy(self)
        apart._counts = self._counts.copy()
        apart.__dict__.pop("_together", None)  # it forgets what is not wanted
        return apart

    def want(self, wanted: npt.NDArray[np.bool_]) -> None:
        """Restrict later searches to wanted texts (n,); answers for other texts are undefined."""
        self._wanted = wanted

    @cached_property
    def lengths(self) -> npt.NDArray[np.float64]:
        """The number of characters of each text (n,)."""
        return np.fromiter(map(len, self.texts), dtype=np.float64, count=len(self))

    def found(self, pattern: str) -> npt.NDArray[np.bool_]:
        """Whether the pattern is found in each text (n,)."""
        if len(self) >= _FEWEST_TO_SEARCH_TOGETHER:
            return self._together.found(pattern, self._wanted)
        search = searcher(pattern)
        found = (search(text) is not None for text in self.texts)
        return np.fromiter(found, dtype=bool, count=len(self))

    def counts(self, pattern: str) -> npt.NDArray[np.float64]:
        """The number of matches of the pattern in each text (n,)."""
        if pattern not in self._counts:
            self._counts[pattern] = (
                self._characters.counts(matcher(pattern)).astype(np.float64)
                if is_one_character(pattern)
                else self._measure(pattern, counter(pattern))
            )
        return self._counts[pattern]

    def shares(self, pattern: str) -> npt.NDArray[np.float64]:
        """The share of each text's characters inside the pattern's matches (n,)."""
        if is_one_character(pattern):
            return self.counts(pattern) / np.maximum(self.lengths, 1)
        return self._measure(pattern, sharer(pattern))

    def _measure(self, pattern: str, measure: Callable[[str], float]) -> npt.NDArray[np.float64]:
        """A measure of each text (n,); 0 where the pattern is not found."""
        measured = np.zeros(len(self))
        for row in np.flatnonzero(self.found(pattern)).tolist():
            measured[row] = measure(self.texts[row])
        return measured

    @cached_property
    def _together(self) -> SearchedTogether:
        return SearchedTogether(self.texts, self._characters, self._expected)

    @cached_property
    def _characters(self) -> Characters:
        return Characters(self.texts, self.lengths.astype(np.int64))
