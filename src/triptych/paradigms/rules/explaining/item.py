"""One item of a batch, to be explained."""

from collections.abc import Callable, Iterable, Sequence
from typing import final

from triptych.explanation import Change
from triptych.paradigms.rules.explaining.evidence import Evidence
from triptych.paradigms.rules.explaining.hypothetical import changed
from triptych.paradigms.rules.explaining.nearest_change import nearest_changes
from triptych.paradigms.rules.explaining.trace import different
from triptych.paradigms.rules.explaining.typical import Typical
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.node import Batch, Node
from triptych.paradigms.rules.language.rule import Label
from triptych.paradigms.rules.language.value import Constant, Value


@final
class Item:
    """The item at `row` of a batch, with the `evidence` of its parts."""

    def __init__(self, batch: Batch, row: int, evidence: Evidence) -> None:
        self._batch = batch
        self._row = row
        self.evidence = evidence

    def holds_for_item(self, condition: Condition) -> bool:
        """Whether the condition holds for the item."""
        return bool(self._batch.value(condition)[self._row])

    def measured(self, node: Node) -> Value:
        """The value of a measure or constant for the item: a number, a name, or NaN."""
        if isinstance(node, Constant):
            return node.value
        value = self._batch.value(node)[self._row]
        return value if isinstance(value, str) else float(value)

    def counterfactual(
        self,
        decision: Label,
        literals: Iterable[Condition],
        conditions: Sequence[Condition],
        typical: Typical,
        decide: Callable[[Batch], Sequence[Label]],
    ) -> Change | None:
        """The smallest change of one elementary condition that changes the decision.

        Changes the condition's measure, then `decide` evaluates all conditions on a batch of
        changed items; the first of equally small changes counts. None without such a change.
        """
        turns = [
            turn
            for literal in different(literals)
            for turn in nearest_changes(
                literal, self.holds_for_item(literal), self.measured, typical
            )
        ]
        if not turns:
            return None
        turns.sort(key=lambda turn: turn.distance)
        changes = [(turn.node, turn.answer) for turn in turns]
        others = decide(changed(self._batch, self._row, conditions, changes))
        return next(
            (
                Change(turn.says, other)
                for turn, other in zip(turns, others, strict=True)
                if other != decision
            ),
            None,
        )
