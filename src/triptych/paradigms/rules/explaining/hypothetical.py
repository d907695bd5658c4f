"""Hypothetical items: some nodes' answers are given, and the others follow from them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, final

import numpy as np

from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.node import Batch, Node, Numbers
from triptych.paradigms.rules.language.value import Constant, Value


@final
class HypotheticalBatch(Batch):
    """A batch of `count` hypothetical items: arrays of answers (count,) by the key of nodes."""

    def __init__(self, count: int, answers: Mapping[str, Any]) -> None:
        super().__init__()
        self._count = count
        self._known.update(answers)

    def __len__(self) -> int:
        return self._count

    def know(self, node: Node, answers: Any) -> None:
        """Set the answers (count,) of a node."""
        self._known[node.key] = answers

    def first_holding(self, conditions: Sequence[Node]) -> Numbers:
        """The number of the first condition that holds for each item; their count if none."""
        first = np.full(len(self), len(conditions), dtype=np.intp)
        for number in range(len(conditions) - 1, -1, -1):
            first[self.value(conditions[number])] = number
        return first


def changed(
    batch: Batch,
    row: int,
    conditions: Iterable[Condition],
    changes: Sequence[tuple[Node, Value | bool]],
) -> HypotheticalBatch:
    """Copies of one item, each with another answer of one node and its consequences.

    Copy n has the answer of `changes[n]`. Nodes that contain this node are computed anew; its own
    parts stay unchanged: a changed sum does not change its terms.
    """
    given = HypotheticalBatch(len(changes), {})
    changing: dict[str, list[int]] = {}
    for copy, (node, _) in enumerate(changes):
        changing.setdefault(node.key, []).append(copy)
    touched = set(changing)
    # From the inside out: a node stands after those it is made of.
    nodes = [node for condition in conditions for node in condition.walk()][::-1]
    for node in {node.key: node for node in nodes}.values():
        if isinstance(node, Constant):
            continue
        if touched.isdisjoint(part.key for part in node.parts):
            answers = np.repeat(batch.value(node)[row : row + 1], len(changes))
        else:
            touched.add(node.key)
            answers = np.array(given.value(node))
        for copy in changing.get(node.key, ()):
            answer = changes[copy][1]
            if isinstance(answer, str):
                answers = answers.astype(object)
            answers[copy] = answer
        given.know(node, answers)
    return given
