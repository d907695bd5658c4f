"""A cell: one planned square of the grid."""

from dataclasses import dataclass
from typing import Any

Condition = float | str | None
"""What a study varies: a number such as labels, a name such as a policy, or nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the grid: who does what, in which study, under which condition and seed."""

    task: str
    contender: str
    study: str
    condition: Condition
    seed: int

    @property
    def label(self) -> str:
        """The cell's readable name, as `triptych why` takes it: `digits/rules/supervised/0`."""
        condition = () if self.condition is None else (shown(self.condition),)
        return "/".join((self.task, self.contender, self.study, *condition, str(self.seed)))

    def to_json(self) -> list[Any]:
        """The cell as a short JSON list, in the order of its fields."""
        return [self.task, self.contender, self.study, self.condition, self.seed]

    @classmethod
    def from_json(cls, values: list[Any]) -> "Cell":
        """Read back what `to_json` wrote."""
        return cls(*values)


def shown(condition: Condition) -> str:
    """A condition as people read it; empty where nothing is varied."""
    return f"{condition:g}" if isinstance(condition, float | int) else condition or ""
