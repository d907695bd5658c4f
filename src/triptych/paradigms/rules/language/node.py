"""Nodes: the base of conditions and measures, and the batches that evaluate them."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, ClassVar, Final, Literal, final

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.language.error import RuleError
from triptych.paradigms.rules.text_search.texts import Texts

Reads = frozenset[str] | Literal["text"]
"""The inputs of a node: names of table columns, or the text."""


class Node(ABC):
    """An immutable expression over one item, with a text and two ways to evaluate it.

    `evaluate` answers for a whole batch at once; `code` is the Python expression that answers
    for one item. Both mean the same. `repr` is Python that makes an equal node again.
    """

    costly: ClassVar[bool] = False
    """Whether an answer is expensive enough to be cached for several rules."""

    key: str
    """The identity of the node, its `repr`: nodes with equal keys are equivalent."""

    parts: tuple["Node", ...]
    """The child nodes among its fields, in order."""

    def __post_init__(self) -> None:
        """Raise RuleError for a mixture of views, and compute key and parts once."""
        fields = (part if isinstance(part, tuple) else (part,) for part in vars(self).values())
        parts = tuple(part for part in chain.from_iterable(fields) if isinstance(part, Node))
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "key", repr(self))
        reads_of(parts)

    @property
    def reads(self) -> Reads:
        """The columns it reads, or "text"."""
        return reads_of(self.parts)

    @property
    @abstractmethod
    def says(self) -> str:
        """The node in words."""

    @abstractmethod
    def evaluate(self, batch: "Batch") -> Any:
        """The answers for all items of the batch (n,)."""

    @abstractmethod
    def code(self, scope: "Scope") -> str:
        """A Python expression that answers for one item."""

    def walk(self) -> Iterator["Node"]:
        """The node and everything inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def reads_of(nodes: Iterable[Node]) -> Reads:
    """The inputs of several nodes; raises RuleError for a mixture of columns and text."""
    nodes = tuple(nodes)
    readings = [node.reads for node in nodes]
    columns: frozenset[str] = frozenset().union(*(r for r in readings if r != "text"))
    if "text" not in readings:
        return columns
    if columns:
        text = next(node for node in nodes if node.reads == "text")
        table = next(node for node in nodes if node.reads not in ("text", frozenset()))
        raise RuleError(
            f"{text.key} reads the raw text and {table.key} reads a table column: a rule "
            "system reads one view of the items. Use text conditions only, or give the "
            "measurement as a column in features()."
        )
    return "text"


Numbers = npt.NDArray[np.integer[Any]]
"""Integers, of the smallest sufficient type."""


class Batch(ABC):
    """Items that are decided together; every node is evaluated at most once."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    @abstractmethod
    def __len__(self) -> int:
        """Count the items."""

    @abstractmethod
    def first_holding(self, conditions: Sequence[Node]) -> Numbers:
        """The number of the first condition that holds for each item; their count if none."""

    def expect(self, conditions: Sequence[Node]) -> None:  # noqa: B027  most need nothing
        """Prepare for conditions that will probably be evaluated."""

    def value(self, node: Node) -> Any:
        """The answers of the node for all items (n,)."""
        if node.key not in self._known:
            self._known[node.key] = node.evaluate(self)
        return self._known[node.key]

    def column(self, name: str) -> Any:
        """The column's values (n,), NaN for missing; raises RuleError for a batch of texts."""
        raise RuleError(f"the rules read the table column {name!r}, but were given texts.")

    @property
    def texts(self) -> Texts:
        """The texts of the items; raises RuleError for a batch of table rows."""
        raise RuleError("the rules read texts, but were given a table.")


@final
class Scope:
    """The names in a compiled program: the item, bound constants and cached answers."""

    text: Final = "item"

    def __init__(self, nodes: Iterable[Node], positions: Mapping[str, int]) -> None:
        costly = [part for node in nodes for part in node.walk() if part.costly]
        uses = Counter(part.key for part in costly)
        self._kept = {key: f"kept_{n}" for n, key in enumerate(k for k in uses if uses[k] > 1)}
        self._positions = positions
        self._temporaries = 0
        self.bound: dict[str, Any] = {}

    def bind(self, value: object) -> str:
        """A name for an object that the program uses."""
        name = f"bound_{len(self.bound)}"
        self.bound[name] = value
        return name

    def cell(self, column: str) -> str:
        """The expression for the item's cell of that column."""
        return f"item[{self._positions[column]}]"

    def code(self, node: Node) -> str:
        """The node's expression; a costly one that is used twice is computed once, on first use."""
        name = self._kept.get(node.key)
        if name is None:
            return node.code(self)
        return f"({name} if {name} is not None else ({name} := {node.code(self)}))"

    def twice(self, node: Node) -> tuple[str, str]:
        """Two expressions: the first computes the node, the second repeats its answer."""
        if not (node.parts or node.costly):
            return node.code(self), node.code(self)
        self._temporaries += 1
        name = f"again_{self._temporaries}"
        return f"({name} := {self.code(node)})", name

    @property
    def kept(self) -> tuple[str, ...]:
        """The names that must be None before the program starts."""
        return tuple(self._kept.values())
