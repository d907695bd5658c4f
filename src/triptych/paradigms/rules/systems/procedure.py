"""A procedure: a plain Python algorithm that decides and gives its reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils import Tags

from triptych.estimator import View
from triptych.explanation import Explanation
from triptych.paradigms.rules.explaining.nearest_change import said
from triptych.paradigms.rules.language.error import RuleError
from triptych.paradigms.rules.language.rule import Label
from triptych.paradigms.rules.running.reading import column_positions, read_table
from triptych.paradigms.rules.running.row import Row, WatchedRow
from triptych.paradigms.rules.systems.authored import RULES, Authored, not_fitted
from triptych.paradigms.rules.systems.confidence import read_classes, smoothed_precisions
from triptych.paradigms.rules.systems.procedure_size import lines_of_code
from triptych.paradigms.rules.systems.supplied import constants_used

Decision = tuple[Label, str]
"""A label and the reason for it."""

WHOLE: Final = "the whole item"
"""The assumed input of a procedure on raw items."""


@final
class Procedure(Authored, ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Decides item by item with `decide(item) -> (label, reason)`.

    decide   takes a raw item, or with reads="table" a row: a mapping from column to cell
    classes  every label `decide` may give
    reads    "raw" or "table"
    counted_as    what its reasons stand for where parts are counted: rules, or prototypes, say

    A reason is a fixed sentence, the same for all items decided on the same ground; it corresponds
    to a rule of a rule list. Fitting only counts how often each reason is right.
    """

    def __init__(
        self,
        decide: Callable[[Any], Decision],
        classes: Sequence[Label],
        reads: View = "raw",
        *,
        counted_as: str = RULES,
    ) -> None:
        self.decide = decide
        self.classes = classes
        self.reads = reads
        self.counted_as = counted_as

    def fit(self, X: Any, y: Any) -> Self:
        """Count how often each reason is given and is right; y (n,) holds labels.

        Raises RuleError for an unknown view, no items, or an answer that is not (label, reason).
        """
        if self.reads not in ("raw", "table"):
            raise RuleError(f'Procedure: reads is "raw" or "table", not {self.reads!r}.')
        decisions = [self._ask(item) for item in self._items(X, reset=True)]
        self.classes_, truth = read_classes(y, len(decisions), list(self.classes))
        known = self.classes_.tolist()
        self._numbers = {decision: n for n, decision in enumerate(dict.fromkeys(decisions))}
        outcomes = np.array([self._numbers[decision] for decision in decisions])
        # A reason not seen in training has no count of its own: one more row for each class.
        decided = [*(known.index(label) for label, _ in self._numbers), *range(len(known))]
        self._probabilities = smoothed_precisions(outcomes, decided, truth, len(known))
        return self

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """The label that `decide` returns for each item (n,)."""
        return np.array([label for label, _ in self._decisions(X)], dtype=self.classes_.dtype)

    def predict_proba(self, X: Any) -> npt.NDArray[np.float64]:
        """How often each class was the truth where the same reason was given, smoothed.

        A row for each item, a column for each of `classes_`.
        """
        known = self._fitted().classes_.tolist()
        rows = [
            self._numbers.get((label, reason), len(self._numbers) + known.index(label))
            for label, reason in self._decisions(X)
        ]
        return np.asarray(self._probabilities[rows])

    def fires(self, X: Any) -> npt.NDArray[np.bool_]:
        """Which reason is given (n, reasons of training); an unknown reason gives no True."""
        numbers = [self._numbers.get(decision, -1) for decision in self._decisions(X)]
        return np.asarray(np.array(numbers)[:, None] == np.arange(len(self._numbers)))

    def rulebook(self) -> list[dict[str, Any]]:
        """The meaning of each column of `fires`, in the order of first occurrence in training."""
        return [
            {"label": label, "says": reason, "because": reason}
            for label, reason in self._fitted()._numbers
        ]

    def explain(self, X: Any) -> list[Explanation]:
        """The label and the reason of each item, with the inputs that `decide` read.

        The decision depends only on the inputs that were read: cells of a row, or the whole raw
        item. They have equal shares of 1; the digits of whole numbers are not known here, so that
        none is named.
        """
        explain = self._explain_row if self.reads == "table" else self._explain_raw
        return [explain(item) for item in self._fitted()._items(X, reset=False)]

    def _explain_row(self, row: Row) -> Explanation:
        watched = WatchedRow(row)
        label, reason = self._ask(watched)
        named = np.array([name in watched.asked for name in row], dtype=bool)
        cells = tuple(f"{name} = {_said(row[name])}" for name in watched.asked)
        return _exact(label, reason, cells, named)

    def _explain_raw(self, item: Any) -> Explanation:
        label, reason = self._ask(item)
        is_number = np.ndim(item) == 0 and not isinstance(item, str)
        parts = (len(item),) if isinstance(item, str) else np.shape(item)[:2]
        return _exact(label, reason, (WHOLE,), None if is_number else np.ones(parts, dtype=bool))

    def size(self) -> dict[str, float]:
        """Reasons seen in training, lines of `decide` and its helpers, constants they look up."""
        size: dict[str, float] = {
            self.counted_as: len(self._fitted()._numbers),
            "lines": lines_of_code(self.decide),
        }
        constants = constants_used(self.decide)
        return size | {"constants": constants} if constants else size

    def __sklearn_tags__(self) -> Tags:
        tags: Tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def _fitted(self) -> Self:
        if not hasattr(self, "_numbers"):
            raise not_fitted(self)
        return self

    def _decisions(self, X: Any) -> list[Decision]:
        items = self._fitted()._items(X, reset=False)
        return [self._ask(item) for item in items]

    def _ask(self, item: Any) -> Decision:
        answer = self.decide(item)
        if not (isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[1], str)):
            raise RuleError(
                f"Procedure: decide returned {answer!r}; expected a label and its reason."
            )
        if answer[0] not in self.classes:
            raise RuleError(
                f"Procedure: decide returned the unknown label {answer[0]!r}. "
                f"Known: {', '.join(map(repr, self.classes))}."
            )
        return answer

    def _items(self, X: Any, *, reset: bool) -> Iterable[Any]:
        if self.reads == "raw":
            if len(X) == 0:
                raise RuleError("Found array with 0 sample(s) while a minimum of 1 is required.")
            items: Iterable[Any] = X.tolist() if getattr(X, "ndim", 0) == 1 else X
            return items
        table = read_table(self, X, reset=reset)
        return _rows(table, [*column_positions(self)])


def _rows(table: Any, names: list[str]) -> Iterator[Row]:
    if isinstance(table, np.ndarray):
        rows: Iterable[Sequence[Any]] = table.tolist()
    else:
        columns = (table.iloc[:, position].tolist() for position in range(len(names)))
        rows = zip(*columns, strict=True)
    for cells in rows:
        yield Row(zip(names, cells, strict=True))


def _exact(
    label: Label, reason: str, read: tuple[str, ...], named: npt.NDArray[np.bool_] | None
) -> Explanation:
    """An explanation by all inputs that were read."""
    shares = None if named is None else named / max(int(named.sum()), 1)
    return Explanation(
        label,
        reason,
        (reason,),
        read=read,
        reason=read,
        contributions=shares,
        named=named,
        kind="exact",
    )


def _said(cell: Any) -> str:
    return said(cell) if isinstance(cell, float) else str(cell)
