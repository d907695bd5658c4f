"""A cell: one planned square of the grid."""

from typing import NamedTuple

Condition = float | str | None
"""What a study varies: a number such as labels, a name such as a policy, or nothing."""


class Cell(NamedTuple):
    """One square of the grid: who does what, in which study, under which condition and seed.

    In JSON it is the short list of its fields, in their order.
    """

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


def shown(condition: Condition) -> str:
    """A condition as people read it; empty where nothing is varied."""
    return f"{condition:g}" if isinstance(condition, float | int) else condition or ""
