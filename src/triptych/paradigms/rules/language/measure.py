"""Measures: values of an item, for comparison and arithmetic."""

# ruff: noqa: D102  a node's methods mean what Node says they mean
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import nan
from typing import Any, Final, NoReturn, final

import numpy as np

from triptych.paradigms.rules.language.comparison import Between, Comparison, IsIn, IsMissing
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.node import Batch, Node, Scope
from triptych.paradigms.rules.language.value import Constant, Value, constant, numbers


class Measure(Node):
    """A value of each item; comparing it gives a condition.

    Numbers are compared as 64-bit floats. A missing value makes every comparison false,
    `!=` too; `is_missing` asks for it.
    """

    def __gt__(self, other: "Measure | Value") -> Condition:
        return Comparison(self, ">", _node(other))

    def __ge__(self, other: "Measure | Value") -> Condition:
        return Comparison(self, ">=", _node(other))

    def __lt__(self, other: "Measure | Value") -> Condition:
        return Comparison(self, "<", _node(other))

    def __le__(self, other: "Measure | Value") -> Condition:
        return Comparison(self, "<=", _node(other))

    def __eq__(self, other: "Measure | Value") -> Condition:  # type: ignore[override]
        return Comparison(self, "==", _node(other))

    def __ne__(self, other: "Measure | Value") -> Condition:  # type: ignore[override]
        return Comparison(self, "!=", _node(other))

    def __hash__(self) -> int:
        return hash(self.key)

    def __add__(self, other: "Measure | float") -> "Measure":
        return Arithmetic(self, "+", _node(other))

    def __sub__(self, other: "Measure | float") -> "Measure":
        return Arithmetic(self, "-", _node(other))

    def __mul__(self, other: "Measure | float") -> "Measure":
        return Arithmetic(self, "*", _node(other))

    def __truediv__(self, other: "Measure | float") -> "Measure":
        return Arithmetic(self, "/", _node(other))

    def __radd__(self, other: float) -> "Measure":
        return Arithmetic(_node(other), "+", self)

    def __rsub__(self, other: float) -> "Measure":
        return Arithmetic(_node(other), "-", self)

    def __rmul__(self, other: float) -> "Measure":
        return Arithmetic(_node(other), "*", self)

    def __rtruediv__(self, other: float) -> "Measure":
        return Arithmetic(_node(other), "/", self)

    def between(self, low: float, high: float) -> Condition:
        """From `low` to `high`, both included."""
        return Between(self, _number(low), _number(high))

    def isin(self, values: Iterable[Value]) -> Condition:
        """Equal to one of the values; raises TypeError for a text in place of a list."""
        if isinstance(values, str):
            raise TypeError(f"isin takes a list of values, got the text {values!r}.")
        return IsIn(self, tuple(constant(value) for value in values))

    def is_missing(self) -> Condition:
        """There is no value: None, NaN, or the result of a division by zero."""
        return IsMissing(self)

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self!r} is a measure, not a condition: compare it, {self!r} > 0.")


def _node(value: "Measure | Value") -> Node:
    return value if isinstance(value, Measure) else Constant(constant(value))


def _number(value: Any) -> float:
    number = constant(value)
    if isinstance(number, str):
        raise TypeError(f"a number is needed here, got {value!r}.")
    return number


_CALCULATE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


@final
@dataclass(frozen=True, eq=False, repr=False)
class Arithmetic(Measure):
    """The sum, difference, product or quotient of two measures; missing for division by zero."""

    left: Node
    operator: str
    right: Node

    def __post_init__(self) -> None:
        super().__post_init__()
        for side in self.parts:
            if isinstance(side, Constant):
                _number(side.value)

    @property
    def says(self) -> str:
        return f"({self.left.says} {self.operator} {self.right.says})"

    def evaluate(self, batch: Batch) -> Any:
        left, right = numbers(batch, self.left), numbers(batch, self.right)
        if self.operator == "/":
            right = np.where(right == 0, nan, right)
        with np.errstate(all="ignore"):
            return _CALCULATE[self.operator](left, right)

    def code(self, scope: Scope) -> str:
        left, right = scope.code(self.left), scope.code(self.right)
        if self.operator == "/":
            return f"{scope.bind(divide)}({left}, {right})"
        if self.operator == "+":
            # The same number, but two names are refused instead of joined.
            return f"({left} - -{right})"
        return f"({left} {self.operator} {right})"

    def __repr__(self) -> str:
        return f"({self.left!r} {self.operator} {self.right!r})"


def divide(dividend: float, divisor: float) -> float:
    """The quotient of one item; missing where the divisor is zero."""
    return dividend / divisor if divisor != 0 else nan
