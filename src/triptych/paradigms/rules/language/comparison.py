"""Comparisons: elementary conditions on measures of an item."""

# ruff: noqa: D102  a node's methods mean what Node says they mean
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np

from triptych.paradigms.rules.language.condition import Condition, Holds
from triptych.paradigms.rules.language.node import Batch, Node, Scope
from triptych.paradigms.rules.language.value import Constant, Value, is_numeric, missing, numbers

_COMPARE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}
_SAID: Final = {"==": "is", "!=": "is not"}

OPPOSITE: Final = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}
"""The operator that holds where this one does not, except for missing values."""


@final
@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Condition):
    """One measure against another, or against a constant."""

    left: Node
    operator: str
    right: Node

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.operator not in ("==", "!="):
            for side in (self.left, self.right):
                if isinstance(side, Constant) and isinstance(side.value, str):
                    raise TypeError(f"{self!r}: only numbers have an order; use == or isin.")

    @property
    def says(self) -> str:
        word = _SAID.get(self.operator, self.operator)
        return f"{self.left.says} {word} {self.right.says}"

    def evaluate(self, batch: Batch) -> Holds:
        if self.operator not in ("==", "!="):
            compare = _COMPARE[self.operator]
            return np.asarray(compare(numbers(batch, self.left), numbers(batch, self.right)))
        left, right = batch.value(self.left), batch.value(self.right)
        if not (is_numeric(left) and is_numeric(right)):
            # As objects, a name and a number are simply different.
            left = np.asarray(left, dtype=object)
            right = np.asarray(right, dtype=object)
        if self.operator == "==":
            return np.asarray(left == right, dtype=bool)
        different = np.asarray(left != right, dtype=bool)
        for side in (left, right):
            different &= ~np.asarray(missing(side), dtype=bool)
        return different

    def code(self, scope: Scope) -> str:
        if self.operator != "!=":
            return f"({scope.code(self.left)} {self.operator} {scope.code(self.right)})"
        (left, left_again), (right, right_again) = scope.twice(self.left), scope.twice(self.right)
        # A missing value differs even from itself; only a present one may differ from another.
        return (
            f"({left} == {left_again} and {right} == {right_again} "
            f"and {left_again} != {right_again})"
        )

    def __repr__(self) -> str:
        return f"{self.left!r} {self.operator} {self.right!r}"


@final
@dataclass(frozen=True, eq=False, repr=False)
class Between(Condition):
    """A measure from `low` to `high`, both included."""

    measure: Node
    low: float
    high: float

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.low > self.high:
            raise ValueError(f"{self!r} never holds: the lower bound comes first.")

    @property
    def says(self) -> str:
        return f"{self.measure.says} between {self.low} and {self.high}"

    def evaluate(self, batch: Batch) -> Holds:
        values = numbers(batch, self.measure)
        return np.asarray((values >= float(self.low)) & (values <= float(self.high)))

    def code(self, scope: Scope) -> str:
        return f"({float(self.low)!r} <= {scope.code(self.measure)} <= {float(self.high)!r})"

    def __repr__(self) -> str:
        return f"{self.measure!r}.between({self.low!r}, {self.high!r})"


@final
@dataclass(frozen=True, eq=False, repr=False)
class IsIn(Condition):
    """A measure equal to one of some values."""

    measure: Node
    values: tuple[Value, ...]

    @property
    def says(self) -> str:
        return f"{self.measure.says} is one of {', '.join(map(str, self.values))}"

    def evaluate(self, batch: Batch) -> Holds:
        values = batch.value(self.measure)
        if is_numeric(values):
            wanted = [float(value) for value in self.values if not isinstance(value, str)]
            return np.isin(values, wanted)
        chosen = self._chosen
        return np.fromiter((value in chosen for value in values), dtype=bool, count=len(values))

    def code(self, scope: Scope) -> str:
        return f"({scope.code(self.measure)} in {scope.bind(self._chosen)})"

    @property
    def _chosen(self) -> frozenset[Value]:
        return frozenset(v if isinstance(v, str) else float(v) for v in self.values)

    def __repr__(self) -> str:
        return f"{self.measure!r}.isin({list(self.values)!r})"


@final
@dataclass(frozen=True, eq=False, repr=False)
class IsMissing(Condition):
    """A measure that has no value."""

    measure: Node

    @property
    def says(self) -> str:
        return f"{self.measure.says} is missing"

    def evaluate(self, batch: Batch) -> Holds:
        return np.asarray(missing(batch.value(self.measure)), dtype=bool)

    def code(self, scope: Scope) -> str:
        first, again = scope.twice(self.measure)
        return f"({first} != {again})"

    def __repr__(self) -> str:
        return f"{self.measure!r}.is_missing()"
