"""Evidence: the parts of an item that literals refer to, and their shares of the weight."""

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
        """The share of each part in a condition; the shares sum to 1, or are all 0."""

    @abstractmethod
    def named(self, literals: Iterable[Condition]) -> Named:
        """A mask of the parts that the literals refer to."""


@final
class ColumnEvidence(Evidence):
    """The columns of a table; those that a condition reads have equal shares."""

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
    r"""The characters of a text; those inside the matches of a found pattern have equal shares.

    A literal about the absence of a pattern, or about the length or a share of the whole text,
    names every character and gives none a share. The context of a match, as for `^` and `\b`, does
    not belong to it.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def nothing(self) -> Shares:
        """A 0 for each character."""
        return np.zeros(len(self._text))

    def shares(self, condition: Condition) -> Shares:
        """Equal shares for the characters inside the matches of the condition's patterns."""
        found = np.zeros(len(self._text), dtype=bool)
        for pattern in _patterns(condition, True):
            found |= self._matched(pattern)
        return found / max(int(found.sum()), 1)

    def named(self, literals: Iterable[Condition]) -> Named:
        """The characters of the matches, or all characters where a literal is not about matches."""
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
    """The pattern whose matches alone make the literal hold; None without such a pattern."""
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
    """The patterns whose presence a condition asks for, not those whose absence or rarity."""
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
    """Whether a comparison states a lower bound."""
    return _said(comparison, holds) in (">", ">=", "==")


def _said(comparison: Comparison, holds: bool) -> str:
    """The operator of the comparison, or of its negation."""
    return comparison.operator if holds else OPPOSITE[comparison.operator]
