"""Arguments: literals that force a decision, proved by what they imply."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Protocol

from triptych.paradigms.rules.explaining.implication import Possible, Space
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.rule import Label


class Argument(ABC):
    """Argues for the decisions of one rule system; `beside` are literals of somebody else."""

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
        """Those of some literals that force the label of which none can be left out.

        Leaving out is tried in the order of `dispensable`. What forces does so with more
        literals as well: so one pass is enough.
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
    """A rule system that can give an argument: a rule list, or a score card."""

    def argument(self, beside: Iterable[Condition] = ()) -> Argument:
        """Argue about the system, with literals beside its own."""


def suffices(literals: Sequence[Condition], system: Arguable, label: Label) -> bool:
    """Whether the literals force the label: any item for which all of them hold gets it.

    Literals are elementary conditions and negations of such. True is a proof; False may also
    mean that the proof would need arithmetic, or what patterns have to do with each other.
    """
    return system.argument(literals).forces(literals, label)
