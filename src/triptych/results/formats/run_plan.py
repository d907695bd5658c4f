"""plan.json: every cell of a run folder's current plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

from triptych.cell import Cell, Condition


class PlanLine(NamedTuple):
    """A planned cell's fields, and its key: in JSON a list, a line of the file."""

    task: str
    contender: str
    study: str
    condition: Condition
    seed: int
    key: str

    @property
    def cell(self) -> Cell:
        """The cell."""
        return Cell(*self[:-1])


@dataclass(frozen=True)
class RunPlan:
    """The planned cells, in order."""

    FILE: ClassVar[str] = "plan.json"

    cells: tuple[PlanLine, ...] = ()

    @classmethod
    def of(cls, cells: Iterable[tuple[Cell, str]]) -> Self:
        """The plan of these cells with their keys."""
        return cls(tuple(PlanLine(*cell, key) for cell, key in cells))

    @property
    def keys(self) -> set[str]:
        """The keys of all planned cells."""
        return {line.key for line in self.cells}

    @property
    def by_key(self) -> dict[str, Cell]:
        """Each planned cell by its key, in order."""
        return {line.key: line.cell for line in self.cells}
