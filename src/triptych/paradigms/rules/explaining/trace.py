"""Traces: the elementary conditions that were evaluated, and those that settle a condition.

A literal is an elementary condition as it stood for an item: itself where it held, its negation
where it did not.
"""

from collections.abc import Callable, Iterable, Iterator

from triptych.paradigms.rules.language.condition import All, Any_, Condition, Not

HoldsForItem = Callable[[Condition], bool]
"""A function from an elementary condition to whether it holds for the item."""


def elementary(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """The distinct elementary conditions inside some conditions, in order."""
    literals = (literal for condition in conditions for literal in condition.literals)
    return tuple({literal.key: literal for literal in literals}.values())


def holds(condition: Condition, holds_for_item: HoldsForItem) -> bool:
    """Whether a condition holds for the item."""
    match condition:
        case Not():
            return not holds(condition.condition, holds_for_item)
        case All():
            return all(holds(member, holds_for_item) for member in condition.members)
        case Any_():
            return any(holds(member, holds_for_item) for member in condition.members)
    return holds_for_item(condition)


def looked_at(condition: Condition, holds_for_item: HoldsForItem) -> Iterator[Condition]:
    """The literals evaluated from left to right until the condition is settled."""
    match condition:
        case Not():
            yield from looked_at(condition.condition, holds_for_item)
        case All() | Any_():
            settled_by = isinstance(condition, Any_)
            for member in condition.members:
                yield from looked_at(member, holds_for_item)
                if holds(member, holds_for_item) is settled_by:
                    return
        case _:
            yield condition if holds_for_item(condition) else ~condition


def settling(condition: Condition, holds_for_item: HoldsForItem) -> Iterator[Condition]:
    """Literals that make the condition hold, or fail, for any values of its other literals.

    Where one member is enough, the first one counts: for a disjunction one that holds, for a failed
    conjunction one that fails.
    """
    match condition:
        case Not():
            yield from settling(condition.condition, holds_for_item)
        case All() | Any_():
            settled_by = isinstance(condition, Any_)
            enough = (
                member
                for member in condition.members
                if holds(member, holds_for_item) is settled_by
            )
            first = next(enough, None)
            for member in condition.members if first is None else (first,):
                yield from settling(member, holds_for_item)
        case _:
            yield condition if holds_for_item(condition) else ~condition


def different(literals: Iterable[Condition]) -> tuple[Condition, ...]:
    """The distinct literals, in order."""
    return tuple({literal.key: literal for literal in literals}.values())


def words(literals: Iterable[Condition]) -> tuple[str, ...]:
    """The distinct literals in words."""
    return tuple(literal.says for literal in different(literals))
