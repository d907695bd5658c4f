"""The base of score cards: lines that give points, and their sum."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from triptych.explanation import Explanation
from triptych.paradigms.rules.explaining.item import Item
from triptych.paradigms.rules.explaining.trace import looked_at, words
from triptych.paradigms.rules.language.node import Batch
from triptych.paradigms.rules.language.rule import Label, Points
from triptych.paradigms.rules.running.compiler import Decide, sum_of_points
from triptych.paradigms.rules.systems.rule_system import RuleSystem, checked_lines


class PointSystem(RuleSystem):
    """An estimator that decides by the sum of the points of all lines that hold."""

    lines: Sequence[Points]
    base: float

    def points(self, X: Any) -> npt.NDArray[np.float64]:
        """The sum of points of each item (n,), including `base`."""
        return np.asarray(self._answers(X), dtype=np.float64)

    def points_of(
        self, holding: npt.NDArray[np.bool_], lines: Sequence[int]
    ) -> npt.NDArray[np.float64]:
        """The points of each item (n,) by these lines alone, with `base`, by what `holds` gave."""
        total = np.full(len(holding), float(self.base))
        for number in lines:
            total[holding[:, number]] += float(self.lines[number].points)
        return total

    def fires(self, X: Any) -> npt.NDArray[np.bool_]:
        """Whether each line holds for each item (n, lines)."""
        return self.holds(X)

    def rulebook(self) -> list[dict[str, Any]]:
        """The meaning of each column of `fires`: label, condition, reason and points."""
        return [
            {
                "label": self._label(line.points),
                "says": line.condition.says,
                "because": line.because,
                "points": line.points,
            }
            for line in self._lines
        ]

    @abstractmethod
    def _label(self, points: float) -> Label:
        """The label that a line with these points supports."""

    @abstractmethod
    def _meaning(self) -> str:
        """The meaning of the sum of points, in words."""

    def _explanations(
        self, X: Any, decisions: Sequence[Any], argued: Callable[[Explanation, Item], Explanation]
    ) -> list[Explanation]:
        """For each item, the lines that hold with their points and reasons.

        `argued` adds the sufficient reason and the contributions.
        """
        said = [f"{line.condition.says} ({line.points:+g})" for line in self.lines]
        items = self._items(X)
        explanations = []
        for decision, total, item in zip(decisions, self.points(X).tolist(), items, strict=True):
            numbers = [
                n for n, line in enumerate(self.lines) if item.holds_for_item(line.condition)
            ]
            reasons = "; ".join(
                f"{self.lines[number].points:+g} {self.lines[number].because}" for number in numbers
            )
            explanation = Explanation(
                decision,
                because=f"{total:g} points{self._meaning()}: {reasons or 'no line holds'}",
                fired=tuple(said[number] for number in numbers),
                read=words(
                    literal
                    for condition in self._conditions
                    for literal in looked_at(condition, item.holds_for_item)
                ),
            )
            explanations.append(argued(explanation, item))
        return explanations

    def _given(self, item: Item) -> npt.NDArray[np.float64]:
        """The points of each part of the item: a line's points are shared by the parts it reads."""
        given = item.evidence.nothing
        for line in self.lines:
            if item.holds_for_item(line.condition):
                given += line.points * item.evidence.shares(line.condition)
        return given

    @property
    def _lines(self) -> Sequence[Points]:
        return checked_lines(self.lines, Points, type(self).__name__)

    def _compile(self, positions: Mapping[str, int]) -> Decide:
        lines = [(float(line.points), line.condition) for line in self.lines]
        return sum_of_points(lines, float(self.base), positions)

    def _answer_all(self, batch: Batch) -> npt.NDArray[np.float64]:
        batch.expect(self._conditions)
        # Added in the order of the lines, as for one item: so the sums are equal to the bit.
        total = np.full(len(batch), float(self.base))
        for line in self.lines:
            total[batch.value(line.condition)] += float(line.points)
        return total
