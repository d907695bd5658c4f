"""The compiler: turns conditions into one Python function that decides on a single item."""

from collections.abc import Callable, Mapping
from typing import Any

from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.node import Scope

Decide = Callable[[Any], Any]
"""A function of an item: its text, or its cells in the order of the table's columns."""


def first_that_holds(conditions: list[Condition], positions: Mapping[str, int]) -> Decide:
    """A function from an item to the number of the first condition that holds for it.

    Where none does, the number of conditions. Raises TypeError where a cell is no number
    but is compared as one.
    """
    scope = Scope(conditions, positions)
    lines = [
        f"if {scope.code(condition)}: return {number}"
        for number, condition in enumerate(conditions)
    ]
    return _compiled(scope, [*lines, f"return {len(conditions)}"])


def sum_of_points(
    lines: list[tuple[float, Condition]], base: float, positions: Mapping[str, int]
) -> Decide:
    """A function from an item to `base` and the points of every condition that holds for it."""
    scope = Scope([condition for _, condition in lines], positions)
    body = [f"if {scope.code(condition)}: total += {points!r}" for points, condition in lines]
    return _compiled(scope, [f"total = {base!r}", *body, "return total"])


def _compiled(scope: Scope, body: list[str]) -> Decide:
    start = [" = ".join([*scope.kept, "None"])] if scope.kept else []
    source = "\n    ".join(["def decide(item):", *start, *body])
    namespace = dict(scope.bound)
    exec(compile(source, "<rules>", "exec"), namespace)
    decide: Decide = namespace["decide"]
    return decide
