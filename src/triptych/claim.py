"""A claim: a sentence about many tasks, declared before any run with the test that decides it."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from triptych.errors import ContractError
from triptych.task import PARADIGMS, Modality

Relation = Literal["better", "not worse"]

DEFAULT_ROPE_POINTS: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A statement that one paradigm is better, or not worse, than others on some modalities.

    sentence     the claim in plain words
    because      its source, or the argument for it
    first        the paradigm it is about
    rivals       the paradigms it is compared with; on each task, the hardest of them counts
    relation     `better`: ahead by more than the ROPE, on average over tasks; `not worse`: behind
                 by less than the ROPE
    modalities   modalities of its tasks: every task that has one of these
    rope_points  half the width of the region of practical equivalence (ROPE) around zero
    declared     the day of the declaration; a run from before that day does not test it
    Raises ContractError for a field that is not valid.
    """

    sentence: str
    because: str
    first: str
    rivals: tuple[str, ...]
    relation: Relation
    modalities: tuple[Modality, ...]
    rope_points: float = DEFAULT_ROPE_POINTS
    declared: date

    def __post_init__(self) -> None:
        """Raise ContractError for a claim that no run can decide, naming the field."""
        strange = [name for name in (self.first, *self.rivals) if name not in PARADIGMS]
        if strange or not self.rivals or self.first in self.rivals:
            raise ContractError(
                f"claim {self.sentence!r} is about {self.first!r} against {list(self.rivals)}; "
                f"expected one of {', '.join(PARADIGMS)} against one or more of the others."
            )
        if self.relation not in get_args(Relation):
            raise ContractError(
                f"claim {self.sentence!r}: relation {self.relation!r}; "
                f"expected one of {', '.join(map(repr, get_args(Relation)))}."
            )
        unknown = sorted(set(self.modalities) - set(get_args(Modality)))
        if unknown or not self.modalities:
            raise ContractError(
                f"claim {self.sentence!r}: modalities {list(self.modalities)}; "
                f"expected one or more of {', '.join(get_args(Modality))}."
            )
        if not 0 < self.rope_points < 100:
            raise ContractError(
                f"claim {self.sentence!r}: rope_points is {self.rope_points}; expected points "
                "above 0 and below 100, such as 1.0."
            )

    @property
    def threshold_points(self) -> float:
        """The mean effect, in points, that must be exceeded for the claim to hold."""
        return self.rope_points if self.relation == "better" else -self.rope_points


@dataclass(frozen=True, kw_only=True)
class Conjunction:
    """A conjunction of claims: it holds when every part holds; `parts` are names of claims."""

    sentence: str
    because: str
    parts: tuple[str, ...]
    declared: date

    def __post_init__(self) -> None:
        """Raise ContractError for fewer than two different parts."""
        if len(set(self.parts)) < 2 or len(set(self.parts)) < len(self.parts):
            raise ContractError(
                f"claim {self.sentence!r} joins {list(self.parts)}; expected the names of two or "
                "more different claims."
            )
