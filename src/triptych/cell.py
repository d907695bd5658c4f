"""A cell: one planned square of the grid."""

from typing import NamedTuple


class Cell(NamedTuple):
    """One square of the grid: who does what, in which study, under which condition and seed.

    In JSON it is the short list of its fields, in their order.
    """

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
