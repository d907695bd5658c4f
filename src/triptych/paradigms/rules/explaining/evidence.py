"""Evidence: which parts of an item its literals speak of, and how they share a line's weight."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import final

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.language.comparison import OPPOSITE, Comparison
from triptych.paradigms.rules.language.condition import All, Any_, Condition, Not
from triptych.paradigms.rules.language.text import Count, Matches, Share
from triptych.paradigms.rules.language.value import Constant
from triptych.paradigms.rules.text_search.pattern import finder

Shares = npt.NDArray[np.float64]
Named = npt.NDArray[np.bool_]


class Evidence(ABC):
    """The parts of one item."""

    @property
    @abstractmethod
    def nothing(self) -> Shares:
        """No share for any part."""

    @abstractmethod
    def shares(self, condition: Condition) -> Shares:
        """What each part has of the 1 that a condition gives: it adds up to 1, or is all 0."""

    @abstractmethod
    def named(self, literals: Iterable[Condition]) -> Named:
        """Which parts the literals speak of."""


@final
class ColumnEvidence(Evidence):
    """The columns of a table: those a condition reads share equally."""

    def __init__(self, names: Sequence[str]) -> None:
        self._places = {name: place for place, name in enumerate(names)}

    @property
    def nothing(self) -> Shares:
        """A 0 for each column."""
        return np.zeros(len(self._places))

    def shares(self, condition: Condition) -> Shares:
        """Equal shares for the columns that the condition reads."""
        named = self.named([condition])
        return named / max(int(named.sum()), 1)

    def named(self, literals: Iterable[Condition]) -> Named:
        """The columns that the literals read."""
        named = np.zeros(len(self._places), dtype=bool)
        for literal in literals:
            assert literal.reads != "text"
            named[[self._places[name] for name in literal.reads]] = True
        return named


@final
class TextEvidence(Evidence):
    r"""The characters of a text: those inside the matches of a pattern that was found share.

    What is said of the absence of a pattern, or of a length or share of the whole text, is
    said of every character and rests on none: it names all of them and gives none a share.
    What stands around a match, for `^` and `\b` to see, counts as no part of it.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def nothing(self) -> Shares:
        """A 0 for each character."""
        return np.zeros(len(self._text))

    def shares(self, condition: Condition) -> Shares:
        """Equal shares for the characters in which the condition found what it looks for."""
        found = np.zeros(len(self._text), dtype=bool)
        for pattern in _patterns(condition, True):
            found |= self._matched(pattern)
        return found / max(int(found.sum()), 1)

    def named(self, literals: Iterable[Condition]) -> Named:
        """The characters of the matches, where the literals speak of matches alone, else all."""
        named = np.zeros(len(self._text), dtype=bool)
        for literal in literals:
            pattern = _present(literal)
            found = None if pattern is None else self._matched(pattern)
            # An empty match, such as one of `^`, speaks of what is around it.
            named |= found if found is not None and found.any() else True
        return named

    def _matched(self, pattern: str) -> Named:
        found = np.zeros(len(self._text), dtype=bool)
        for match in finder(pattern)(self._text):
            found[match.start() : match.end()] = True
        return found


def _present(literal: Condition) -> str | None:
    """The pattern whose matches alone make the literal hold, whatever else the text has."""
    if isinstance(literal, Matches):
        return literal.pattern
    condition, holds = (literal.condition, False) if isinstance(literal, Not) else (literal, True)
    match condition:
        case Comparison(left=Count() as counted, right=Constant()) if (
            # Exactly so many: another match anywhere would be one too many.
            _rises(condition, holds) and _said(condition, holds) != "=="
        ):
            return counted.pattern
    return None


def _patterns(condition: Condition, holds: bool) -> Iterator[str]:
    """The patterns a condition looks for, but for those whose absence or rarity it asks for."""
    match condition:
        case Not():
            yield from _patterns(condition.condition, not holds)
        case All() | Any_():
            for member in condition.members:
                yield from _patterns(member, holds)
        case _ if _rises(condition, holds) if isinstance(condition, Comparison) else holds:
            for node in condition.walk():
                if isinstance(node, Matches | Count | Share):
                    yield node.pattern


def _rises(comparison: Comparison, holds: bool) -> bool:
    """Whether a comparison says that there is at least so much."""
    return _said(comparison, holds) in (">", ">=", "==")


def _said(comparison: Comparison, holds: bool) -> str:
    """The operator of the comparison, or of its negation."""
    return comparison.operator if holds else OPPOSITE[comparison.operator]
