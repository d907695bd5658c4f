"""A cell: one planned square of the grid."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One square of the grid: who does what, in which study, under which condition and seed."""

    task: str
    contender: str
    study: str
    condition: float | None
    seed: int

    @property
    def label(self) -> str:
        """The cell's readable name, as `triptych why` takes it: `digits/rules/supervised/0`."""
        condition = () if self.condition is None else (f"{self.condition:g}",)
        return "/".join((self.task, self.contender, self.study, *condition, str(self.seed)))

    def to_json(self) -> list[Any]:
        """The cell as a short JSON list, in the order of its fields."""
        return [self.task, self.contender, self.study, self.condition, self.seed]

    @classmethod
    def from_json(cls, values: list[Any]) -> "Cell":
        """Read back what `to_json` wrote."""
        return cls(*values)
