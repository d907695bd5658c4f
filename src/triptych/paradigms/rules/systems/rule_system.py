"""The base of rule lists and score cards: conditions, and two ways to run them."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.utils import Tags

from triptych.estimator import View
from triptych.paradigms.rules.explaining.evidence import ColumnEvidence, Evidence, TextEvidence
from triptych.paradigms.rules.explaining.item import Item
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.node import Batch, reads_of
from triptych.paradigms.rules.running.compiler import Decide
from triptych.paradigms.rules.running.reading import column_positions, few_texts, read
from triptych.paradigms.rules.systems.authored import RULES, not_fitted
from triptych.paradigms.rules.systems.supplied import words_in_patterns

L = TypeVar("L")


class RuleSystem(BaseEstimator, ABC):  # type: ignore[misc]  # scikit-learn has no types
    """An estimator made of conditions: a batch runs vectorised, a single item compiled.

    counted_as    what its lines are called where parts are counted
    """

    counted_as: str = RULES

    @property
    @abstractmethod
    def _lines(self) -> Sequence[Any]:
        """The rules or lines, each with a condition; raises TypeError for other objects."""

    @abstractmethod
    def _compile(self, positions: Mapping[str, int]) -> Decide:
        """A function that answers for one item, equal to `_answer_all` for many."""

    @abstractmethod
    def _answer_all(self, batch: Batch) -> npt.NDArray[Any]:
        """The deciding number of each item of the batch (n,)."""

    @property
    def reads(self) -> View:
        """The view of X: "raw" for texts, or "table"."""
        return "raw" if reads_of(self._conditions) == "text" else "table"

    def __sklearn_tags__(self) -> Tags:
        tags: Tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        if self.reads == "raw":
            tags.input_tags.one_d_array, tags.input_tags.two_d_array = True, False
            tags.input_tags.string = True
        return tags

    def holds(self, X: Any) -> npt.NDArray[np.bool_]:
        """Whether the condition of each line holds for each item (n, lines)."""
        batch = self._read(X)
        batch.expect(self._conditions)
        holding = np.empty((len(batch), len(self._conditions)), dtype=bool)
        for number, condition in enumerate(self._conditions):
            holding[:, number] = batch.value(condition)
        return holding

    def size(self) -> dict[str, float]:
        """Numbers of rules, of elementary conditions in them, and of words they look for."""
        literals = sum(len(condition.literals) for condition in self._conditions)
        size: dict[str, float] = {self.counted_as: len(self._lines), "conditions": literals}
        words = words_in_patterns(self._conditions)
        return size | {"words": words} if words else size

    @property
    def _conditions(self) -> list[Condition]:
        return [line.condition for line in self._lines]

    def _start(self, X: Any) -> Batch:
        """Read the training items."""
        return read(self, X, reads_of(self._conditions), reset=True)

    def _finish(self) -> None:
        """Compile the conditions for the columns of the training table."""
        positions = column_positions(self)
        self._decide = self._compile(positions)
        self._columns_read = reads_of(self._conditions)
        self._used = (
            None
            if self._columns_read == "text"
            else [positions[name] for name in sorted(self._columns_read)]
        )

    def _read(self, X: Any) -> Batch:
        """Read items to be decided; raises NotFittedError before fit."""
        self._program()
        return read(self, X, self._columns_read, reset=False)

    def _items(self, X: Any) -> list[Item]:
        """The items of X, to be explained one by one."""
        batch = self._read(X)
        batch.expect(self._conditions)
        evidences: Iterable[Evidence]
        if self._columns_read == "text":
            evidences = map(TextEvidence, batch.texts.texts)
        else:
            evidences = repeat(ColumnEvidence([*column_positions(self)]), len(batch))
        return [Item(batch, row, evidence) for row, evidence in enumerate(evidences)]

    def _answers(self, X: Any) -> npt.NDArray[Any]:
        """The deciding number of each item (n,): compiled for few items, vectorised for more."""
        decide = self._program()
        try:
            items = self._few_items(X)
            if items is not None:
                if len(items) == 1:  # quicker than a loop that ends at once
                    return np.array([decide(items[0])])
                return np.array([decide(item) for item in items])
        except TypeError:
            # A cell that is not a number: the vectorised way says which.
            pass
        return self._answer_all(self._read(X))

    def _few_items(self, X: Any) -> Sequence[Any] | None:
        """X's items as arguments of the compiled function; None where X needs `_read`."""
        if self._used is None:
            return few_texts(X)
        if type(X) not in (np.ndarray, pd.DataFrame):
            return None
        rows: Sequence[Any] | None = self._known_table.few_rows(X, self._used)
        return rows

    def _program(self) -> Decide:
        try:
            return self._decide
        except AttributeError:
            raise not_fitted(self) from None

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "_decide")

    def __getstate__(self) -> dict[str, Any]:
        state = dict(super().__getstate__())
        fitted = state.pop("_decide", None) is not None  # compiled code cannot be pickled
        return {**state, "_fitted": True} if fitted else state

    def __setstate__(self, state: dict[str, Any]) -> None:
        fitted = state.pop("_fitted", False)
        super().__setstate__(state)
        if fitted:
            self._finish()


def checked_lines(lines: Sequence[L], kind: type[L], owner: str) -> Sequence[L]:
    """The lines of a rule system; raises TypeError for a line of another type."""
    for position, line in enumerate(lines):
        if not isinstance(line, kind):
            raise TypeError(f"{owner}: line {position} is {line!r}; expected a {kind.__name__}(…).")
    return lines
