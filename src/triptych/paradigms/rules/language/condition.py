"""Conditions: true or false for each item; combined with & | ~."""

# ruff: noqa: D102  a node's methods mean what Node says they mean
from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, NoReturn, final

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.language.node import Batch, Node, Scope

Holds = npt.NDArray[np.bool_]


class Condition(Node):
    """True or false for each item; combine with `&` (and), `|` (or) and `~` (not)."""

    @abstractmethod
    def evaluate(self, batch: Batch) -> Holds:
        """Whether it holds for each item of the batch: booleans (n,)."""

    @property
    def literals(self) -> tuple["Condition", ...]:
        """The elementary conditions inside it, in order, with repetitions."""
        return (self,)

    def __and__(self, other: "Condition") -> "Condition":
        return all_of(self, other) if isinstance(other, Condition) else NotImplemented

    def __or__(self, other: "Condition") -> "Condition":
        return any_of(self, other) if isinstance(other, Condition) else NotImplemented

    def __invert__(self) -> "Condition":
        return Not(self)

    def __bool__(self) -> NoReturn:
        raise TypeError(
            f"{self!r} is neither true nor false until it is asked about an item. Combine "
            "conditions with & | ~ and parentheses, (a > 1) & (b < 2), not with and/or/not; "
            "instead of 1 < a < 2 write a.between(1, 2), instead of `in` write a.isin([…])."
        )

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Node) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


def all_of(*conditions: Condition) -> Condition:
    """Holds where every one of the conditions holds: `a & b & …`."""
    parts = _flat(All, "all_of", conditions)
    return parts[0] if len(parts) == 1 else All(parts)


def any_of(*conditions: Condition) -> Condition:
    """Holds where at least one of the conditions holds: `a | b | …`."""
    parts = _flat(Any_, "any_of", conditions)
    return parts[0] if len(parts) == 1 else Any_(parts)


def _flat(
    kind: type["All | Any_"], function: str, conditions: tuple[Condition, ...]
) -> tuple[Condition, ...]:
    for condition in conditions:
        if not isinstance(condition, Condition):
            raise TypeError(
                f"{function} takes conditions one after another, got {condition!r}. "
                f"For a list write {function}(*conditions)."
            )
    if not conditions:
        raise TypeError(f"{function} needs at least one condition.")
    return tuple(
        part
        for condition in conditions
        for part in (condition.members if isinstance(condition, kind) else (condition,))
    )


@dataclass(frozen=True, eq=False, repr=False)
class _Joined(Condition):
    """Several conditions and the word between them."""

    members: tuple[Condition, ...]
    word: ClassVar[str]
    sign: ClassVar[str]
    join: ClassVar[np.ufunc]

    @property
    def literals(self) -> tuple[Condition, ...]:
        return tuple(literal for member in self.members for literal in member.literals)

    @property
    def says(self) -> str:
        return f" {self.word} ".join(_inner(member) for member in self.members)

    def evaluate(self, batch: Batch) -> Holds:
        return np.asarray(self.join.reduce([batch.value(part) for part in self.members]))

    def code(self, scope: Scope) -> str:
        return f"({f' {self.word} '.join(scope.code(member) for member in self.members)})"

    def __repr__(self) -> str:
        return f" {self.sign} ".join(f"({member!r})" for member in self.members)


@final
class All(_Joined):
    """Every member holds."""

    word, sign, join = "and", "&", np.logical_and


@final
class Any_(_Joined):  # noqa: N801  `Any` is the type everybody knows
    """At least one member holds."""

    word, sign, join = "or", "|", np.logical_or


@final
@dataclass(frozen=True, eq=False, repr=False)
class Not(Condition):
    """The condition does not hold; also true where a missing value makes it false."""

    condition: Condition

    @property
    def says(self) -> str:
        return f"not ({self.condition.says})"

    @property
    def literals(self) -> tuple[Condition, ...]:
        return self.condition.literals

    def evaluate(self, batch: Batch) -> Holds:
        return np.asarray(~batch.value(self.condition))

    def code(self, scope: Scope) -> str:
        return f"(not {scope.code(self.condition)})"

    def __invert__(self) -> Condition:
        return self.condition

    def __repr__(self) -> str:
        return f"~({self.condition!r})"


def _inner(condition: Condition) -> str:
    return f"({condition.says})" if isinstance(condition, _Joined) else condition.says
