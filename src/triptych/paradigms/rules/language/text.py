"""Text conditions and measures: they read the raw item, a string."""

# ruff: noqa: D102  a node's methods mean what Node says they mean
import re
from dataclasses import dataclass
from typing import Any, ClassVar, Final, final

from triptych.paradigms.rules.language.condition import Condition, Holds
from triptych.paradigms.rules.language.error import RuleError
from triptych.paradigms.rules.language.measure import Measure
from triptych.paradigms.rules.language.node import Batch, Node, Reads, Scope
from triptych.paradigms.rules.text_search.pattern import counter, searcher, sharer

TEXT: Final = "text"

_SAID: Final = 120
"""Number of characters of a pattern that are shown; a pattern may list hundreds of words."""


def matches(pattern: str) -> Condition:
    """The regular expression is found somewhere in the text; `(?i)` in front ignores case."""
    return Matches(_checked(pattern))


def count(pattern: str) -> Measure:
    r"""The number of matches of the regular expression, without overlaps: `count(r"\d") > 5`."""
    return Count(_checked(pattern))


def share(pattern: str) -> Measure:
    """The share of the text's characters inside matches of the regular expression, 0 to 1.

    An empty text has a share of 0.
    """
    return Share(_checked(pattern))


def length() -> Measure:
    """The number of characters in the text."""
    return Length()


def _checked(pattern: str) -> str:
    if not isinstance(pattern, str):
        raise TypeError(f"a regular expression is written as text, got {pattern!r}.")
    try:
        re.compile(pattern)
    except re.error as error:
        raise RuleError(f"the regular expression {pattern!r} cannot be read: {error}.") from error
    return pattern


@dataclass(frozen=True, eq=False, repr=False)
class OfPattern(Node):
    """A node about a regular expression in a text."""

    pattern: str
    costly = True
    sentence: ClassVar[str]
    """The node in words, with a place for the pattern."""

    @property
    def reads(self) -> Reads:
        return TEXT

    @property
    def says(self) -> str:
        return self.sentence.format(self.shown)

    @property
    def shown(self) -> str:
        """The pattern, or the beginning of a long one."""
        return self.pattern if len(self.pattern) <= _SAID else f"{self.pattern[:_SAID]}…"

    def __repr__(self) -> str:
        return f"{type(self).__name__.lower()}({self.pattern!r})"


@final
class Matches(OfPattern, Condition):
    """The pattern is found somewhere in the text."""

    sentence = "the text matches {}"

    def evaluate(self, batch: Batch) -> Holds:
        return batch.texts.found(self.pattern)

    def code(self, scope: Scope) -> str:
        return f"({scope.bind(searcher(self.pattern))}({scope.text}) is not None)"


@final
class Count(OfPattern, Measure):
    """How often the pattern is found."""

    sentence = "the number of {}"

    def evaluate(self, batch: Batch) -> Any:
        return batch.texts.counts(self.pattern)

    def code(self, scope: Scope) -> str:
        return f"{scope.bind(counter(self.pattern))}({scope.text})"


@final
class Share(OfPattern, Measure):
    """The share of characters inside the pattern's matches."""

    sentence = "the share of {}"

    def evaluate(self, batch: Batch) -> Any:
        return batch.texts.shares(self.pattern)

    def code(self, scope: Scope) -> str:
        return f"{scope.bind(sharer(self.pattern))}({scope.text})"


@final
@dataclass(frozen=True, eq=False, repr=False)
class Length(Measure):
    """The number of characters."""

    @property
    def reads(self) -> Reads:
        return TEXT

    @property
    def says(self) -> str:
        return "the length"

    def evaluate(self, batch: Batch) -> Any:
        return batch.texts.lengths

    def code(self, scope: Scope) -> str:
        return f"len({scope.text})"

    def __repr__(self) -> str:
        return "length()"
