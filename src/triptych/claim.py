"""A claim: a sentence over many tasks, declared with the test that decides it before any run."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from triptych.errors import ContractError
from triptych.task import PARADIGMS, Modality

Relation = Literal["better", "not worse"]

DEFAULT_ROPE_POINTS: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What one paradigm is said to be, beside others, on the tasks of some modalities.

    sentence     the claim in plain words
    because      where it comes from: whose wisdom it is, or why it should be so
    first        the paradigm it is about
    rivals       those it is measured against; on each task against the hardest of them
    relation     `better`: by more than the ROPE, on average over tasks;
                 `not worse`: behind by less than the ROPE
    modalities   its tasks: all that have one of these
    rope_points  half the width of the region of practical equivalence (ROPE) around zero
    declared     the day it was written down; a run from before that day cannot confirm it
    Raises ContractError where these do not make a claim.
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
        """Refuse what no run could decide, naming the part that is off."""
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
        """What the mean effect must exceed for the claim to hold."""
        return self.rope_points if self.relation == "better" else -self.rope_points


@dataclass(frozen=True, kw_only=True)
class Conjunction:
    """Several claims at once: it holds when every part does; `parts` are names of claims."""

    sentence: str
    because: str
    parts: tuple[str, ...]
    declared: date

    def __post_init__(self) -> None:
        """Refuse fewer than two different parts."""
        if len(set(self.parts)) < 2 or len(set(self.parts)) < len(self.parts):
            raise ContractError(
                f"claim {self.sentence!r} joins {list(self.parts)}; expected the names of two or "
                "more different claims."
            )
