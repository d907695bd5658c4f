"""Texts searched together: what a pattern finds in each of them."""

from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.batch import Rows
from triptych.paradigms.rules.pattern import counter, searcher, sharer


class Texts:
    """Texts in order."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.texts)

    def choose(self, rows: Rows) -> Self:
        """The texts at `rows`."""
        return type(self)([self.texts[row] for row in rows.tolist()])

    @cached_property
    def lengths(self) -> npt.NDArray[np.float64]:
        """Characters in each text."""
        return np.fromiter(map(len, self.texts), dtype=np.float64, count=len(self))

    def found(self, pattern: str) -> npt.NDArray[np.bool_]:
        """Whether the pattern is found in each text."""
        search = searcher(pattern)
        found = (search(text) is not None for text in self.texts)
        return np.fromiter(found, dtype=bool, count=len(self))

    def counts(self, pattern: str) -> npt.NDArray[np.float64]:
        """How often the pattern is found in each text."""
        return np.fromiter(map(counter(pattern), self.texts), dtype=np.float64, count=len(self))

    def shares(self, pattern: str) -> npt.NDArray[np.float64]:
        """The share of each text's characters inside the pattern's matches."""
        return np.fromiter(map(sharer(pattern), self.texts), dtype=np.float64, count=len(self))
