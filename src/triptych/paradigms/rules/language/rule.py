"""Rules, and lines of score cards: a condition, its consequence and the reason."""

import datetime
from dataclasses import dataclass
from math import isfinite
from typing import final

from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.error import RuleError

Label = str | float
"""A class as it occurs in y: a name, or a number."""


@final
@dataclass(frozen=True)
class Rule:
    """A rule: where the condition holds, the label is right, and `because` gives the reason.

    The reason comes from the domain, in words that a reader can check. `source` names the origin of
    the knowledge: a book, a guideline, a person.
    """

    label: Label
    condition: Condition
    because: str
    author: str | None = None
    date: datetime.date | str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        _check(self)


@final
@dataclass(frozen=True)
class Points:
    """A line: where the condition holds, the item gets the points; `because` gives the reason."""

    points: float
    condition: Condition
    because: str
    author: str | None = None
    date: datetime.date | str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        _check(self)
        if not isfinite(self.points):
            raise RuleError(f"{self!r}: points must be a finite number.")


def _check(line: Rule | Points) -> None:
    name, condition = type(line).__name__, line.condition
    if not isinstance(condition, Condition):
        raise TypeError(
            f'{name}: {condition!r} is not a condition. Write one such as column("x") > 3 '
            'or matches(r"prize").'
        )
    if not (isinstance(line.because, str) and line.because.strip()):
        raise RuleError(
            f"{name} on {condition!r} has no `because`. Say in words why it holds in the domain."
        )
