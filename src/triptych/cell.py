"""A cell: one planned combination of task, contender, study, condition and seed."""

from typing import NamedTuple

Condition = float | str | None
"""What a study varies: a number such as labels, a name such as a policy, or nothing."""


class Cell(NamedTuple):
    """One planned combination of task, contender, study, condition and seed.

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
    """A condition as text; empty where the study varies nothing."""
    return f"{condition:g}" if isinstance(condition, float | int) else condition or ""
