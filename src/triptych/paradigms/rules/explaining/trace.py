"""Traces: the elementary conditions that were evaluated, and those that settle a condition.

A literal is an elementary condition as it stood for an item: itself where it held, its negation
where it did not.
"""

from collections.abc import Callable, Iterable, Iterator

from triptych.paradigms.rules.language.condition import All, Any_, Condition, Not

Stands = Callable[[Condition], bool]
"""A function from an elementary condition to whether it holds for the item."""


def elementary(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """The distinct elementary conditions inside some conditions, in order."""
    literals = (literal for condition in conditions for literal in condition.literals)
    return tuple({literal.key: literal for literal in literals}.values())


def holds(condition: Condition, stands: Stands) -> bool:
    """Whether a condition holds for the item."""
    match condition:
        case Not():
            return not holds(condition.condition, stands)
        case All():
            return all(holds(member, stands) for member in condition.members)
        case Any_():
            return any(holds(member, stands) for member in condition.members)
    return stands(condition)


def looked_at(condition: Condition, stands: Stands) -> Iterator[Condition]:
    """The literals evaluated from left to right until the condition is settled."""
    match condition:
        case Not():
            yield from looked_at(condition.condition, stands)
        case All() | Any_():
            settled_by = isinstance(condition, Any_)
            for member in condition.members:
                yield from looked_at(member, stands)
                if holds(member, stands) is settled_by:
                    return
        case _:
            yield condition if stands(condition) else ~condition


def settling(condition: Condition, stands: Stands) -> Iterator[Condition]:
    """Literals that make the condition hold, or fail, for any values of its other literals.

    Where one member is enough, the first one counts: for a disjunction one that holds, for a failed
    conjunction one that fails.
    """
    match condition:
        case Not():
            yield from settling(condition.condition, stands)
        case All() | Any_():
            settled_by = isinstance(condition, Any_)
            enough = (member for member in condition.members if holds(member, stands) is settled_by)
            first = next(enough, None)
            for member in condition.members if first is None else (first,):
                yield from settling(member, stands)
        case _:
            yield condition if stands(condition) else ~condition


def different(literals: Iterable[Condition]) -> tuple[Condition, ...]:
    """The distinct literals, in order."""
    return tuple({literal.key: literal for literal in literals}.values())


def words(literals: Iterable[Condition]) -> tuple[str, ...]:
    """The distinct literals in words."""
    return tuple(literal.says for literal in different(literals))
