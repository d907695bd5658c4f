"""A node: what conditions and the measures they compare have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from triptych.paradigms.rules.rule_error import RuleError

if TYPE_CHECKING:
    from triptych.paradigms.rules.batch import Batch
    from triptych.paradigms.rules.program import Scope

Reads = frozenset[str] | Literal["text"]
"""What a node reads of an item: names of table columns, or its text."""


class Node(ABC):
    """An immutable expression over one item: it can say itself, and run in two ways.

    `evaluate` answers for a whole batch at once; `code` is the Python expression that answers
    for one item. Both mean the same. `repr` is Python that makes an equal node again.
    """

    costly: ClassVar[bool] = False
    """Whether an answer is worth keeping when several rules ask for it."""

    key: str
    """What identifies the node, its `repr`: two nodes of equal key mean the same."""

    def __post_init__(self) -> None:
        """Refuse a mixture of views, and work the key out once."""
        reads_of(self.parts)
        object.__setattr__(self, "key", repr(self))

    @property
    def parts(self) -> tuple["Node", ...]:
        """The nodes this one is made of."""
        return ()

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
        """Answer for every item of the batch, as an array."""

    @abstractmethod
    def code(self, scope: "Scope") -> str:
        """A Python expression that answers for one item."""

    def walk(self) -> Iterator["Node"]:
        """The node and everything inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def reads_of(nodes: Iterable[Node]) -> Reads:
    """What several nodes read together; refuses a mixture of columns and text."""
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
