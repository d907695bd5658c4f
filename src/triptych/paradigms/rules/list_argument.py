"""The argument for a decision of a rule list: what was looked at, and what of it suffices."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, final

from triptych.explanation import Explanation
from triptych.paradigms.rules.argument import Argument
from triptych.paradigms.rules.batch import Batch
from triptych.paradigms.rules.condition import Condition
from triptych.paradigms.rules.implication import Possible
from triptych.paradigms.rules.item import Item
from triptych.paradigms.rules.trace import different, elementary, looked_at, settling, words
from triptych.paradigms.rules.typical import Typical

if TYPE_CHECKING:
    from triptych.paradigms.rules.rule import Label
    from triptych.paradigms.rules.rule_list import RuleList

NO_RULE: Final = "no rule before it holds"


@final
class ListArgument(Argument):
    """Argues for the decisions of a rule list; rule number len(rules) is otherwise."""

    def __init__(self, rules: "RuleList", beside: Iterable[Condition] = ()) -> None:
        super().__init__([rule.condition for rule in rules.rules], beside)
        self._rules = rules
        self._labels: list[Label] = [*(rule.label for rule in rules.rules), rules.otherwise]
        self._refuted: dict[str, frozenset[int]] = {}

    def is_certain(self, possible: Possible, label: "Label") -> bool:
        """Whether every rule that may be the first to hold has the label, until one must hold."""
        for condition, other in zip(self._conditions, self._labels, strict=False):
            verdict = possible.verdict(condition)
            if other == label:
                if verdict:
                    return True
            elif verdict is not False:
                return False
        return self._labels[-1] == label

    def explanation(self, fired: int, item: Item, typical: Typical) -> Explanation:
        """Explain the decision of the rule that fired."""
        rule = next(iter(self._rules.rules[fired : fired + 1]), None)
        decision = self._labels[fired]
        reason = self.reason(fired, item)
        return Explanation(
            decision,
            because=rule.because if rule else NO_RULE,
            fired=(rule.condition.says,) if rule else (),
            read=words(self._read(fired, item)),
            reason=words(reason),
            # Of any rule: an earlier one may be nearer to holding than this one is to failing.
            instead=item.instead(
                decision, elementary(self._conditions), self._conditions, typical, self._decide
            ),
            contributions=sum(map(item.evidence.shares, reason), item.evidence.nothing),
            named=item.evidence.named(reason),
            kind="exact",
        )

    def reason(self, fired: int, item: Item) -> tuple[Condition, ...]:
        """Literals that were looked at and force the decision, none of which can be left out.

        The least useful are left out first: of rules with another label those that refute the
        fewest such rules, and of these the later; then those of the rule that fired.
        """
        label = self._labels[fired]
        others = [number for number in range(fired) if self._labels[number] != label]
        own = self._settling([fired], item)
        against = [literal for literal in self._settling(others, item) if literal not in own]
        by_use = sorted(
            range(len(against)),
            key=lambda place: (len(self._refutes(against[place]).intersection(others)), -place),
        )
        dispensable = [*(against[place] for place in by_use), *reversed(own)]
        return self.needed([*own, *against], label, dispensable)

    def _read(self, fired: int, item: Item) -> list[Condition]:
        """What was seen of each rule up to the one that fired."""
        return [
            literal
            for condition in self._conditions[: fired + 1]
            for literal in looked_at(condition, item.stands)
        ]

    def _settling(self, numbers: Iterable[int], item: Item) -> tuple[Condition, ...]:
        """Literals that settle the rules of these numbers; otherwise needs none."""
        return different(
            literal
            for number in numbers
            for condition in self._conditions[number : number + 1]
            for literal in settling(condition, item.stands)
        )

    def _refutes(self, literal: Condition) -> frozenset[int]:
        """The numbers of the rules that cannot hold where the literal does."""
        if literal.key not in self._refuted:
            possible = Possible(self._space, [literal])
            self._refuted[literal.key] = frozenset(
                number
                for number, condition in enumerate(self._conditions)
                if possible.verdict(condition) is False
            )
        return self._refuted[literal.key]

    def _decide(self, batch: Batch) -> list["Label"]:
        return [self._labels[number] for number in batch.first_holding(self._conditions).tolist()]
