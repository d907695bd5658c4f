"""An item to explain: one of a batch, asked about by itself."""

from collections.abc import Callable, Iterable, Sequence
from typing import final

from triptych.explanation import Change
from triptych.paradigms.rules.explaining.evidence import Evidence
from triptych.paradigms.rules.explaining.hypothetical import changed
from triptych.paradigms.rules.explaining.nearest_change import alternatives
from triptych.paradigms.rules.explaining.trace import different
from triptych.paradigms.rules.explaining.typical import Typical
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.node import Batch, Node
from triptych.paradigms.rules.language.rule import Label
from triptych.paradigms.rules.language.value import Constant, Value


@final
class Item:
    """The item at `row` of a batch; `evidence` knows its parts."""

    def __init__(self, batch: Batch, row: int, evidence: Evidence) -> None:
        self._batch = batch
        self._row = row
        self.evidence = evidence

    def stands(self, condition: Condition) -> bool:
        """Whether the condition holds."""
        return bool(self._batch.value(condition)[self._row])

    def measured(self, node: Node) -> Value:
        """What a measure, or a constant, is here: a number, a name, or NaN."""
        if isinstance(node, Constant):
            return node.value
        value = self._batch.value(node)[self._row]
        return value if isinstance(value, str) else float(value)

    def instead(
        self,
        decision: Label,
        literals: Iterable[Condition],
        conditions: Sequence[Condition],
        typical: Typical,
        decide: Callable[[Batch], Sequence[Label]],
    ) -> Change | None:
        """The smallest turn of an elementary condition that leads to another decision, if any.

        The measure it is about is changed, then `decide` asks all conditions again, of a batch;
        of equally small turns the first counts.
        """
        turns = [
            turn
            for literal in different(literals)
            for turn in alternatives(literal, self.stands(literal), self.measured, typical)
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
