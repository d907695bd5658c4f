"""What follows from literals for every possible item: intervals, sets of names, missing values.

The conditions on one measure divide its values into a few cells: each number they name, the numbers
between two of those, each name, all other names, and missing. Two measures compared with each other
have cells by their order; an opaque condition (a pattern) holds or not. A set of cells is a bit
mask. Different measures are treated as independent, so every stated implication is true;
implications by arithmetic may be missed.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf, nan, nextafter
from typing import Any, Final, final

import numpy as np

from triptych.paradigms.rules.explaining.hypothetical import HypotheticalBatch
from triptych.paradigms.rules.explaining.trace import elementary
from triptych.paradigms.rules.language.column import Column
from triptych.paradigms.rules.language.comparison import Between, Comparison, IsIn, IsMissing
from triptych.paradigms.rules.language.condition import All, Any_, Condition, Not
from triptych.paradigms.rules.language.measure import Arithmetic
from triptych.paradigms.rules.language.node import Node
from triptych.paradigms.rules.language.value import Constant, Value

_ANOTHER_NAME: Final = "\0"
"""Represents every name that no condition mentions."""

_SMALLER, _EQUAL, _GREATER, _MISSING = (0.0, 1.0), (0.0, 0.0), (1.0, 0.0), (nan, 0.0)
_DIFFERENT: Final = ("a", "b")
"""The relation of two different names, or of a name and a number: unequal and unordered."""

Subject = tuple[str, ...]
"""The subject of a literal: keys of a measure, of two measures, or of an opaque condition."""


@final
class Space:
    """The space of possible items, as far as the given conditions distinguish them."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        asked: dict[Subject, list[Condition]] = {}
        for condition in elementary(conditions):
            asked.setdefault(_subject(condition), []).append(condition)
        self.everything: list[int] = []
        self._cells: dict[str, tuple[int, int]] = {}
        for number, alike in enumerate(asked.values()):
            holding = _holding(alike)
            self.everything.append((1 << holding.shape[1]) - 1)
            for condition, cells in zip(alike, holding.tolist(), strict=True):
                held = sum(1 << cell for cell, holds in enumerate(cells) if holds)
                self._cells[condition.key] = number, held

    def cells(self, condition: Condition) -> tuple[int, int]:
        """The number of an elementary condition's subject, and the cells where it holds."""
        return self._cells[condition.key]


@final
class Possible:
    """The items of a space for which all of some literals hold."""

    def __init__(self, space: Space, literals: Iterable[Condition]) -> None:
        self._space = space
        self._left = list(space.everything)
        for literal in literals:
            is_negated = isinstance(literal, Not)
            number, held = space.cells(literal.condition if isinstance(literal, Not) else literal)
            self._left[number] &= ~held if is_negated else held

    def verdict(self, condition: Condition) -> bool | None:
        """Whether the condition holds for all items, or for none; None where undecided."""
        # Types compared directly: asking isinstance of an abstract class takes most of the time.
        if type(condition) is Not:
            inner = self.verdict(condition.condition)
            return None if inner is None else not inner
        if type(condition) is All or type(condition) is Any_:
            settled_by = type(condition) is Any_
            verdicts = [self.verdict(member) for member in condition.members]
            if settled_by in verdicts:
                return settled_by
            return None if None in verdicts else not settled_by
        number, held = self._space.cells(condition)
        if not self._left[number] & held:
            return False
        return None if self._left[number] & ~held else True


def _subject(condition: Condition) -> Subject:
    match condition:
        case Between() | IsIn() | IsMissing():
            return (condition.measure.key,)
        case Comparison():
            keys = sorted(side.key for side in condition.parts if not isinstance(side, Constant))
            if len(set(keys)) == len(keys):  # else one measure is compared with itself
                return tuple(keys)
    return (condition.key,)


def _holding(alike: Sequence[Condition]) -> Any:
    """Whether conditions on one subject hold (conditions, cells)."""
    subject = _subject(alike[0])
    if subject == (alike[0].key,):
        return np.array([[True, False]])
    if len(subject) == 2:
        pairs = np.array([_SMALLER, _EQUAL, _GREATER, _MISSING])
        numbers = dict(zip(subject, pairs.T, strict=True))
        different = np.array([_DIFFERENT], dtype=object)
        names = dict(zip(subject, different.T, strict=True))
    else:
        constants = {value for condition in alike for value in _constants(condition)}
        measure = next(part for part in alike[0].parts if not isinstance(part, Constant))
        numbers = {measure.key: _numbers(measure, constants)}
        known = sorted(value for value in constants if isinstance(value, str))
        has_names = isinstance(measure, Column)
        names = {measure.key: np.array([*known, _ANOTHER_NAME] * has_names, dtype=object)}
    return np.array(
        [[*_answers(condition, numbers), *_answers(condition, names)] for condition in alike]
    )


def _answers(condition: Condition, values: dict[str, Any]) -> list[bool]:
    """Whether the condition holds for each value, evaluated on a batch of values."""
    answers = next(iter(values.values()))
    has_order = isinstance(condition, Comparison) and condition.operator not in ("==", "!=")
    if answers.dtype == object and (has_order or isinstance(condition, Between)):
        return [False] * len(answers)  # a name where a number is needed decides nothing
    return list(condition.evaluate(HypotheticalBatch(len(answers), values)).tolist())


def _numbers(measure: Node, constants: Iterable[Value]) -> Any:
    """A representative number of each cell, increasing, and NaN where missing is possible."""
    counted = not isinstance(measure, Column | Arithmetic)  # of a text: never negative or missing
    lowest = 0.0 if counted else -inf
    named = {float(value) for value in constants if not isinstance(value, str)}
    ends = sorted({lowest, inf, *(value for value in named if value >= lowest)})
    following = [(nextafter(low, inf), high) for low, high in pairwise(ends)]
    between = [number for number, high in following if number < high]
    return np.array(sorted([*ends, *between]) + [nan] * (not counted))


def _constants(condition: Condition) -> tuple[Value, ...]:
    match condition:
        case Between():
            return (condition.low, condition.high)
        case IsIn():
            return condition.values
    return tuple(part.value for part in condition.parts if isinstance(part, Constant))
