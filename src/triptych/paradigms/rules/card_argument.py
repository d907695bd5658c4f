"""The argument for a decision of a score card: the lines that outweigh all others."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, final

from triptych.paradigms.rules.argument import Argument
from triptych.paradigms.rules.condition import Condition
from triptych.paradigms.rules.implication import Possible
from triptych.paradigms.rules.item import Item
from triptych.paradigms.rules.trace import different, settling

if TYPE_CHECKING:
    from triptych.paradigms.rules.rule import Label
    from triptych.paradigms.rules.score_card import ScoreCard


@final
class CardArgument(Argument):
    """Argues for the decisions of a score card."""

    def __init__(self, card: "ScoreCard", beside: Iterable[Condition] = ()) -> None:
        super().__init__([line.condition for line in card.lines], beside)
        self._points = [float(line.points) for line in card.lines]
        self._card = card

    def is_certain(self, possible: Possible, label: "Label") -> bool:
        """Whether the decision stays though every line that may do so speaks against it.

        Added as for an item, in the order of the lines: so no rounding comes between.
        """
        if label not in self._card.classes:
            return False
        is_second = label == self._card.classes[1]
        total = float(self._card.base)
        for condition, points in zip(self._conditions, self._points, strict=True):
            verdict = possible.verdict(condition)
            if (points < 0) is is_second if verdict is None else verdict:
                total += points
        return (total >= self._card.threshold) is is_second

    def reason(self, label: "Label", item: Item) -> tuple[Condition, ...]:
        """Literals that force the decision, none of which can be left out.

        They settle lines that speak for it: that hold and give points to it, or do not hold and
        would have taken some. Lines of many points come first, the others are left out first.
        """
        is_second = label == self._card.classes[1]
        speaking = [
            (points, condition)
            for points, condition in zip(self._points, self._conditions, strict=True)
            if points and item.stands(condition) is ((points > 0) is is_second)
        ]
        speaking.sort(key=lambda line: -abs(line[0]))
        literals = different(
            literal for _, condition in speaking for literal in settling(condition, item.stands)
        )
        return self.needed(literals, label, reversed(literals))
