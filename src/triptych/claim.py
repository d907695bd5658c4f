"""A claim: a sentence about many tasks, declared as plain values before its tasks are scored."""

import hashlib
import json
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, Final, Literal, get_args

from triptych.errors import ContractError
from triptych.task import Modality

Quantifier = Literal["all", "most"]
Relation = Literal["better", "not worse", "behind"]

NOT_DECLARED: Final = ("because",)
"""Fields that may be edited later: they decide nothing."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which tasks a claim is about, by a rule that looks at no score.

    modalities                          tasks with one of these; empty for any
    fewest_conditions, most_conditions  by the number of conditions in the committed rules; a task
                                        whose rules are a procedure has none and does not count
    ordered                             whether items are in the order of time; None for either
    """

    modalities: tuple[Modality, ...] = ()
    fewest_conditions: int | None = None
    most_conditions: int | None = None
    ordered: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Margin:
    """What counts as a difference: `value` in `unit`, such as 1 `delta` (the δ of each task)."""

    value: float
    unit: str


DELTA: Final = Margin(value=1.0, unit="delta")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A statement that holds or does not hold on each task of a scope, and on how many of them.

    number       its number in the list of claims; None for others
    sentence     the claim in plain words
    because      its source, or the argument for it; no part of the declaration
    quantifier   `all` or `most`: on how many of its tasks it is said to hold
    tasks        the rule that selects its tasks
    study        the study it rests on
    measure      the quantity that is tested on each task, such as `score`
    first        who or what the claim is about
    rivals       what it is compared with: each of them counts
    relation     `better`: ahead of every rival by more than the margin; `not worse`: behind none by
                 the margin or more; `behind`: behind some rival by the margin or more
    margins      margins for the vague words of the sentence
    null         the hypothesis H0 that is to be rejected on a task, in words
    Raises ContractError for a field that is not valid.
    """

    number: int | None = None
    sentence: str
    because: str
    quantifier: Quantifier
    tasks: Scope
    study: str
    measure: str
    first: str
    rivals: tuple[str, ...]
    relation: Relation
    margins: tuple[Margin, ...] = (DELTA,)
    null: str

    def __post_init__(self) -> None:
        """Raise ContractError for a claim that no run can decide, naming the field."""
        self._expect("quantifier", self.quantifier, get_args(Quantifier))
        self._expect("relation", self.relation, get_args(Relation))
        for modality in self.tasks.modalities:
            self._expect("modality", modality, get_args(Modality))
        if not self.rivals or self.first in self.rivals:
            raise ContractError(
                f"claim {self.sentence!r} is about {self.first!r} against {list(self.rivals)}; "
                "expected one or more rivals, and not itself among them."
            )
        if not self.margins or not all(0 < one.value < float("inf") for one in self.margins):
            raise ContractError(
                f"claim {self.sentence!r}: margins {[one.value for one in self.margins]}; expected "
                "one or more numbers above 0, such as Margin(value=1, unit='delta')."
            )

    def _expect(self, name: str, value: str, known: tuple[str, ...]) -> None:
        if value not in known:
            raise ContractError(
                f"claim {self.sentence!r}: {name} {value!r}; "
                f"expected one of {', '.join(map(repr, known))}."
            )

    @property
    def fingerprint(self) -> str:
        """A hash of the declared values; formatting, comments and `because` change nothing."""
        return _fingerprint(self)


@dataclass(frozen=True, kw_only=True)
class Conjunction:
    """A conjunction of claims: it holds when every part holds; `parts` are names of claims."""

    sentence: str
    because: str
    parts: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raise ContractError for fewer than two different parts."""
        if len(set(self.parts)) < 2 or len(set(self.parts)) < len(self.parts):
            raise ContractError(
                f"claim {self.sentence!r} joins {list(self.parts)}; expected the names of two or "
                "more different claims."
            )

    @property
    def fingerprint(self) -> str:
        """A hash of the declared values; formatting, comments and `because` change nothing."""
        return _fingerprint(self)


def _fingerprint(claim: Claim | Conjunction) -> str:
    text = json.dumps(_declared(claim), sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _declared(values: Any) -> dict[str, Any]:
    """Declared values by field; those at their default are left out.

    So a field that claims get later changes the fingerprint of no earlier claim.
    """
    defaults = {one.name: one.default for one in fields(values) if one.default is not MISSING}
    return {
        name: _declared(getattr(values, name)) if name == "tasks" else value
        for name, value in asdict(values).items()
        if name not in NOT_DECLARED
        and not (name in defaults and getattr(values, name) == defaults[name])
    }
