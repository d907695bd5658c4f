"""Alternatives: the nearest changes of an item that flip an elementary condition."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, isnan, nan, nextafter
from typing import Final, final

from triptych.paradigms.rules.explaining.typical import ONE_SPREAD, Typical
from triptych.paradigms.rules.language.column import Column
from triptych.paradigms.rules.language.comparison import (
    OPPOSITE,
    Between,
    Comparison,
    IsIn,
    IsMissing,
)
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.measure import Arithmetic
from triptych.paradigms.rules.language.node import Node
from triptych.paradigms.rules.language.text import Count, Length, Matches
from triptych.paradigms.rules.language.value import Constant, Value

Measured = Callable[[Node], Value]
"""A function from a measure to its value for the item."""

_MIRRORED: Final = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!="}
_SAID: Final = {">": "above ", ">=": "at least ", "<": "below ", "<=": "at most ", "==": ""}

_WHOLE: Final = 1e15
"""Whole numbers below are written in full, larger ones with six digits and a power of ten."""


@final
@dataclass(frozen=True, slots=True)
class NearestChange:
    """A changed answer of one node; `distance` is in standard deviations of training items."""

    node: Node
    answer: Value | bool
    distance: float
    says: str


def nearest_changes(
    condition: Condition, holds: bool, measured: Measured, typical: Typical
) -> list[NearestChange]:
    """The nearest changes of an item that flip an elementary condition.

    A number moves just past its bound, a name becomes any other name of training items, a missing
    value becomes their median; a pattern is found, or not found.
    """
    if isinstance(condition, Comparison | Between | IsIn | IsMissing):
        measure = next(part for part in condition.parts if not isinstance(part, Constant))
        turns = _Turns(measure, measured(measure), typical)
        return [turn for turn in turns.of(condition, holds, measured) if turns.can_be(turn)]
    if isinstance(condition, Matches):
        says = f"with{'out' * holds} a match of {condition.shown}"
    else:
        says = (~condition if holds else condition).says
    return [NearestChange(condition, not holds, ONE_SPREAD, says)]


def said(value: Value) -> str:
    """A value as text; a number with six digits, unless it is whole."""
    if isinstance(value, str):
        return value
    if isnan(value):
        return "missing"
    is_whole = abs(value) < _WHOLE and value == floor(value)
    return f"{value:.0f}" if is_whole else f"{value:g}"


@final
class _Turns:
    """Alternative values of one measure of one item."""

    def __init__(self, measure: Node, value: Value, typical: Typical) -> None:
        self._measure = measure
        self._value = value
        self._typical = typical

    def of(self, condition: Condition, holds: bool, measured: Measured) -> Iterator[NearestChange]:
        """Values that flip the condition."""
        match condition:
            case Comparison():
                is_mirrored = isinstance(condition.left, Constant)
                other = condition.left if is_mirrored else condition.right
                compare = _MIRRORED[condition.operator] if is_mirrored else condition.operator
                yield from self._compared(OPPOSITE[compare] if holds else compare, other, measured)
            case Between() if holds:
                yield self._past("<", condition.low)
                yield self._past(">", condition.high)
            case Between():
                if isinstance(self._value, str) or not self._value > condition.high:
                    yield self._past(">=", condition.low)
                if isinstance(self._value, str) or not self._value < condition.low:
                    yield self._past("<=", condition.high)
            case IsIn() if holds:
                yield from self._others()
            case IsIn():
                yield from map(self._equal, condition.values)
            case IsMissing() if holds:
                yield from map(self._equal, self._typical.values(self._measure))
            case IsMissing():
                yield self._equal(nan)

    def can_be(self, turn: NearestChange) -> bool:
        """Whether the measure can have the value: no name for a number, and no negative count."""
        if isinstance(turn.answer, str):
            is_name = isinstance(self._value, str) or isnan(self._value)
            return is_name and bool(self._typical.names(self._measure))
        if isinstance(self._measure, Column | Arithmetic):
            return isnan(turn.answer) or not isinstance(self._value, str)
        return turn.answer >= 0

    def _compared(self, compare: str, other: Node, measured: Measured) -> Iterator[NearestChange]:
        """Values for which the comparison with the other side holds."""
        bound = measured(other)
        whose = "" if isinstance(other, Constant) else f"{other.says}: "
        if isinstance(bound, float) and isnan(bound):
            return
        if compare == "==":
            yield self._equal(bound, whose)
        elif compare == "!=":
            yield from self._others()
        elif not isinstance(bound, str):
            yield self._past(compare, bound, whose)

    def _others(self) -> Iterator[NearestChange]:
        """Another name of training items, or a number next to the item's."""
        if isinstance(self._value, str) or isnan(self._value):
            for value in self._typical.values(self._measure):
                if value != self._value:
                    yield self._equal(value)
        else:
            yield self._past("<", self._value)
            yield self._past(">", self._value)

    def _past(self, compare: str, bound: float, whose: str = "") -> NearestChange:
        """The nearest value past the bound; a count stays a whole number."""
        is_whole = isinstance(self._measure, Count | Length) and isfinite(bound)
        match compare:
            case ">":
                answer = floor(bound) + 1 if is_whole else nextafter(bound, inf)
            case "<":
                answer = ceil(bound) - 1 if is_whole else nextafter(bound, -inf)
            case ">=":
                answer = ceil(bound) if is_whole else bound
            case _:
                answer = floor(bound) if is_whole else bound
        return self._counterfactual(float(answer), f"{_SAID[compare]}{whose}", bound)

    def _equal(self, value: Value, whose: str = "") -> NearestChange:
        return self._counterfactual(value if isinstance(value, str) else float(value), whose, value)

    def _counterfactual(self, answer: Value, words: str, bound: Value) -> NearestChange:
        distance = nan
        if not (isinstance(answer, str) or isinstance(self._value, str)):
            distance = self._typical.distance(self._measure, self._value, answer)
        new, old = said(bound), said(self._value)
        if new == old and bound != self._value:  # six digits do not tell them apart
            new, old = repr(bound), repr(self._value)
        says = f"{self._measure.says} {words}{new} instead of {old}"
        return NearestChange(
            self._measure, answer, ONE_SPREAD if isnan(distance) else distance, says
        )
