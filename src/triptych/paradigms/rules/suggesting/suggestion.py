"""A suggestion: rules that a learner found, and the Python source that makes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import indent
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest

from triptych.paradigms.rules.language.rule import Label, Points, Rule
from triptych.paradigms.rules.systems.rule_list import RuleList
from triptych.paradigms.rules.systems.score_card_regressor import ScoreCardRegressor

TODO: Final = "TODO: say why."
"""How the reason of a suggested rule begins, until a person gives one."""

MOST_NAMES: Final = 20
"""Columns of more names than these are not asked about: nobody writes a rule for each."""

_TAB: Final = 4 * " "


@dataclass(frozen=True)
class SuggestedRules:
    """A rule list that a learner found; a person should say why each rule holds, or remove it."""

    rules: tuple[Rule, ...]
    otherwise: Label

    def system(self) -> RuleList:
        """The rules as an estimator."""
        return RuleList(self.rules, self.otherwise)

    def source(self) -> str:
        """An expression for the estimator, as Python source."""
        lines = (
            _call("Rule", [repr(one.label), repr(one.condition), f"because={one.because!r}"])
            for one in self.rules
        )
        return _call("RuleList", [_list(lines), f"otherwise={self.otherwise!r}"])


@dataclass(frozen=True)
class SuggestedPoints:
    """A score card for numbers that a learner found."""

    lines: tuple[Points, ...]
    base: float

    def system(self) -> ScoreCardRegressor:
        """The lines as an estimator."""
        return ScoreCardRegressor(self.lines, self.base)

    def source(self) -> str:
        """An expression for the estimator, as Python source."""
        lines = (
            _call("Points", [repr(one.points), repr(one.condition), f"because={one.because!r}"])
            for one in self.lines
        )
        return _call("ScoreCardRegressor", [_list(lines), f"base={self.base!r}"])


Suggestion = SuggestedRules | SuggestedPoints


def seen(right: int, hits: int) -> str:
    """A reason that is still to be written, with what was seen: how often the rule was right.

    The interval is exact (Clopper and Pearson, Biometrika 26, 1934), of 95 %. The items are those
    that the rule was found on, so that it promises more than new items will keep.
    """
    interval = binomtest(right, hits).proportion_ci()
    low, high = (f"{100 * bound:.0f}" for bound in (interval.low, interval.high))
    return f"{TODO} Right on {right} of {hits} seen ({low} to {high} in 100)"


def most_frequent(answers: npt.NDArray[Any]) -> Label:
    """The most frequent answer; of equals the first in order."""
    values, counts = np.unique(answers, return_counts=True)
    label: Label = values[counts.argmax()]
    return label


def _call(name: str, arguments: Iterable[str]) -> str:
    return f"{name}(\n{_lines(arguments)})"


def _list(entries: Iterable[str]) -> str:
    lines = _lines(entries)
    return f"[\n{lines}]" if lines else "[]"


def _lines(parts: Iterable[str]) -> str:
    return "".join(f"{indent(part, _TAB)},\n" for part in parts)
