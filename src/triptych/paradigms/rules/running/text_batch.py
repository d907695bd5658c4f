"""A batch of texts: searching is expensive, so decided items are not searched again."""

from collections.abc import Sequence
from typing import Any, Final, Self

import numpy as np

from triptych.paradigms.rules.language.node import Batch, Node, Numbers
from triptych.paradigms.rules.language.text import Matches
from triptych.paradigms.rules.text_search.search import Rows
from triptych.paradigms.rules.text_search.texts import Texts

_NARROWING: Final = 8
"""The factor of fewer texts from which a narrower batch is searched separately."""


class TextBatch(Batch):
    """A batch of texts; a narrower batch uses the cached answers of the wider one."""

    def __init__(self, texts: Texts, wider: "TextBatch | None" = None, rows: Any = None) -> None:
        super().__init__()
        self._texts = texts
        self._wider = wider
        self._rows = rows

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def texts(self) -> Texts:
        """The texts of the items."""
        return self._texts

    def expect(self, conditions: Sequence[Node]) -> None:
        """Prepare for conditions that will probably be asked for."""
        nodes = (node for condition in conditions for node in condition.walk())
        searched = (node.pattern for node in nodes if isinstance(node, Matches))
        self._texts.expect(tuple(dict.fromkeys(searched)))

    def value(self, node: Node) -> Any:
        """What the node answers for every item."""
        if node.key not in self._known and self._wider is not None:
            known = self._wider._recall(node.key)
            if known is not None:
                self._known[node.key] = known[self._rows]
        return super().value(node)

    def first_holding(self, conditions: Sequence[Node]) -> Numbers:
        """The number of the first condition that holds for each item; their count if none."""
        first = np.full(len(self), len(conditions), dtype=np.intp)
        batch, rows = self._apart(), np.arange(len(self))
        batch.expect(conditions)
        undecided = np.ones(len(self), dtype=bool)
        for number, condition in enumerate(conditions):
            batch.texts.want(undecided)
            holds = batch.value(condition)
            first[rows[holds & undecided]] = number
            undecided = undecided & ~holds
            left = int(np.count_nonzero(undecided))
            if left == 0:
                break
            if _NARROWING * left < len(batch):
                chosen = np.flatnonzero(undecided)
                batch, rows = batch._narrow(chosen), rows[chosen]
                batch.expect(conditions[number + 1 :])
                undecided = np.ones(left, dtype=bool)
        return first

    def _apart(self) -> Self:
        """A batch of the same items with a separate cache, for answers about undecided items."""
        return type(self)(self._texts.apart(), self, slice(None))

    def _narrow(self, rows: Rows) -> Self:
        return type(self)(self._texts.choose(rows), self, rows)

    def _recall(self, key: str) -> Any:
        """Cached answers for these items, from this or a wider batch; None if unknown."""
        if key in self._known or self._wider is None:
            known = self._known.get(key)
            return known if isinstance(known, np.ndarray) else None
        known = self._wider._recall(key)
        return None if known is None else known[self._rows]
