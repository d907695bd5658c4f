"""A program: conditions as one compiled Python function that decides on a single item."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, final

from triptych.paradigms.rules.condition import Condition
from triptych.paradigms.rules.node import Node

Decide = Callable[[Any], Any]
"""Takes an item: its text, or its cells in the order of the table's columns."""


@final
class Scope:
    """The names a program may use: the item, constants bound to it, answers kept."""

    text: Final = "item"

    def __init__(self, conditions: Iterable[Condition], positions: Mapping[str, int]) -> None:
        nodes = [node for condition in conditions for node in condition.walk() if node.costly]
        uses = Counter(node.key for node in nodes)
        self._kept = {key: f"kept_{n}" for n, key in enumerate(k for k in uses if uses[k] > 1)}
        self._positions = positions
        self._temporaries = 0
        self.bound: dict[str, Any] = {}

    def bind(self, value: object) -> str:
        """A name for an object the program uses."""
        name = f"bound_{len(self.bound)}"
        self.bound[name] = value
        return name

    def cell(self, column: str) -> str:
        """The item's cell of that column."""
        return f"item[{self._positions[column]}]"

    def code(self, node: Node) -> str:
        """The node's expression; a costly one used twice is worked out once, when first asked."""
        name = self._kept.get(node.key)
        if name is None:
            return node.code(self)
        return f"({name} if {name} is not None else ({name} := {node.code(self)}))"

    def twice(self, node: Node) -> tuple[str, str]:
        """Two expressions: the first works the node out, the second repeats its answer."""
        if not (node.parts or node.costly):
            return node.code(self), node.code(self)
        self._temporaries += 1
        name = f"again_{self._temporaries}"
        return f"({name} := {self.code(node)})", name

    @property
    def kept(self) -> tuple[str, ...]:
        """The names that must be None before the program starts."""
        return tuple(self._kept.values())


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
