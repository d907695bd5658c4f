"""Arguments: literals that force a decision, proved by their implications."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Protocol

from triptych.paradigms.rules.explaining.implication import Possible, Space
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.rule import Label


class Argument(ABC):
    """Proves decisions of one rule system; `beside` are further literals from outside."""

    def __init__(self, conditions: Sequence[Condition], beside: Iterable[Condition] = ()) -> None:
        self._conditions = conditions
        self._space = Space([*conditions, *beside])
        self._needed: dict[tuple[Label, ...], tuple[Condition, ...]] = {}

    @abstractmethod
    def is_certain(self, possible: Possible, label: Label) -> bool:
        """Whether all possible items get the label."""

    def forces(self, literals: Iterable[Condition], label: Label) -> bool:
        """Whether every item for which the literals hold gets the label."""
        return self.is_certain(Possible(self._space, literals), label)

    def needed(
        self, literals: Sequence[Condition], label: Label, dispensable: Iterable[Condition]
    ) -> tuple[Condition, ...]:
        """A minimal subset of literals that forces the label.

        Tries to leave literals out in the order of `dispensable`. One pass is enough, because
        supersets of forcing literals force as well.
        """
        asked = (label, *(literal.key for literal in literals))
        if asked not in self._needed:
            kept = list(literals)
            for literal in dispensable:
                without = [other for other in kept if other is not literal]
                if self.forces(without, label):
                    kept = without
            self._needed[asked] = tuple(kept)
        return self._needed[asked]


class Arguable(Protocol):
    """A rule system with an argument: a rule list, or a score card."""

    def argument(self, beside: Iterable[Condition] = ()) -> Argument:
        """The argument of the system, with further literals `beside` its own."""


def suffices(literals: Sequence[Condition], system: Arguable, label: Label) -> bool:
    """Whether the literals force the label: any item for which all of them hold gets it.

    Literals are elementary conditions and negations of such. True is a proof; False may also mean
    that a proof would need arithmetic, or relations between patterns.
    """
    return system.argument(literals).forces(literals, label)
