"""Columns of a table."""

# ruff: noqa: D102  a node's methods mean what Node says they mean
from dataclasses import dataclass
from typing import Any, final

from triptych.paradigms.rules.language.measure import Measure
from triptych.paradigms.rules.language.node import Batch, Reads, Scope


def column(name: str) -> "Column":
    """The value of a table column; without column names, "x0" is the first.

    Raises TypeError for a name that is not a text.
    """
    if not isinstance(name, str):
        raise TypeError(f"column takes the column's name, got {name!r}.")
    return Column(name)


@final
@dataclass(frozen=True, eq=False, repr=False)
class Column(Measure):
    """The value of a table column."""

    name: str

    @property
    def reads(self) -> Reads:
        return frozenset((self.name,))

    @property
    def says(self) -> str:
        return self.name

    def evaluate(self, batch: Batch) -> Any:
        return batch.column(self.name)

    def code(self, scope: Scope) -> str:
        return scope.cell(self.name)

    def __repr__(self) -> str:
        return f"column({self.name!r})"
