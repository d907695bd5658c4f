"""A batch: many items at once, and what is already known about them."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.rule_error import RuleError

if TYPE_CHECKING:
    from triptych.paradigms.rules.condition import Condition
    from triptych.paradigms.rules.node import Node
    from triptych.paradigms.rules.texts import Texts

Rows = npt.NDArray[np.intp]

Numbers = npt.NDArray[np.integer[Any]]
"""Whole numbers, in as few bytes as they need."""


class Batch(ABC):
    """Items to decide on together; every node is evaluated at most once."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    @abstractmethod
    def __len__(self) -> int:
        """Count the items."""

    @abstractmethod
    def first_holding(self, conditions: Sequence["Condition"]) -> Numbers:
        """The number of the first condition that holds for each item; their count if none."""

    def expect(self, conditions: Sequence["Condition"]) -> None:  # noqa: B027  most need nothing
        """Prepare for conditions that will probably be asked for."""

    def value(self, node: "Node") -> Any:
        """What the node answers for every item."""
        if node.key not in self._known:
            self._known[node.key] = node.evaluate(self)
        return self._known[node.key]

    def column(self, name: str) -> Any:
        """The values of a column: numbers with NaN for missing, or objects."""
        raise RuleError(f"the rules read the table column {name!r}, but were given texts.")

    @property
    def texts(self) -> "Texts":
        """The texts of the items."""
        raise RuleError("the rules read texts, but were given a table.")
