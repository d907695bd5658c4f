"""Typical values of the measures that rules compare: counted in fit, never used to decide."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, final

import numpy as np

from triptych.paradigms.rules.explaining.trace import elementary
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.node import Batch, Node
from triptych.paradigms.rules.language.value import Constant, is_numeric

ONE_SPREAD: Final = 1.0
"""The distance of changes without a size: another name, a missing value, a pattern."""


@final
class Typical:
    """For each measure, the spread and the frequent values of training items."""

    def __init__(self, batch: Batch, conditions: Iterable[Condition]) -> None:
        self._spread: dict[str, float] = {}
        self._middle: dict[str, float] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        compared = (part for condition in elementary(conditions) for part in condition.parts)
        for measure in {part.key: part for part in compared}.values():
            if not isinstance(measure, Constant):
                self._count(measure.key, batch.value(measure))

    def distance(self, measure: Node, one: float, other: float) -> float:
        """The distance of two numbers, in standard deviations of the training items."""
        return abs(one - other) / self._spread.get(measure.key, 1.0)

    def values(self, measure: Node) -> tuple[float | str, ...]:
        """Replacements of a missing value: the median number, or names, frequent ones first."""
        middle = self._middle.get(measure.key)
        return (*(() if middle is None else (middle,)), *self.names(measure))

    def names(self, measure: Node) -> tuple[str, ...]:
        """The names of training items, frequent ones first."""
        return self._names.get(measure.key, ())

    def _count(self, key: str, values: Any) -> None:
        if not is_numeric(values):
            named = Counter(value for value in values if isinstance(value, str))
            self._names[key] = tuple(sorted(named, key=lambda name: (-named[name], name)))
            values = np.array([value for value in values if not isinstance(value, str)], float)
        finite = values[np.isfinite(values)]
        if not len(finite):
            return
        self._middle[key] = float(np.median(finite))
        with np.errstate(over="ignore", invalid="ignore"):
            spread = float(np.std(finite))
        if 0 < spread < np.inf:
            self._spread[key] = spread
