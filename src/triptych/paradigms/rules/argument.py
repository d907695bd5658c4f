"""The argument for a decision of a rule list: what was looked at, and what of it suffices."""

from typing import TYPE_CHECKING, Final, final

from triptych.explanation import Explanation
from triptych.paradigms.rules.batch import Batch
from triptych.paradigms.rules.condition import Condition
from triptych.paradigms.rules.implication import Possible, Space, forces
from triptych.paradigms.rules.item import Item
from triptych.paradigms.rules.trace import Stands, different, elementary, looked_at, settling, words
from triptych.paradigms.rules.typical import Typical

if TYPE_CHECKING:
    from triptych.paradigms.rules.rule import Label
    from triptych.paradigms.rules.rule_list import RuleList

NO_RULE: Final = "no rule before it holds"


@final
class Argument:
    """Argues for the decisions of one rule list."""

    def __init__(self, rules: "RuleList") -> None:
        self._rules = rules
        self._conditions = [rule.condition for rule in rules.rules]
        self._space = Space(self._conditions)
        self._refuted: dict[str, frozenset[int]] = {}

    def explanation(self, fired: int, item: Item, typical: Typical) -> Explanation:
        """Explain the decision of rule number `fired`; after the last rule comes otherwise."""
        rules = self._rules.rules
        rule = rules[fired] if fired < len(rules) else None
        decision = rule.label if rule else self._rules.otherwise
        reason = self.reason(fired, item.stands)
        return Explanation(
            decision,
            because=rule.because if rule else NO_RULE,
            fired=(rule.condition.says,) if rule else (),
            read=words(self.read(fired, item.stands)),
            reason=words(reason),
            instead=item.instead(
                decision, self._turned(fired, decision), self._conditions, typical, self._decide
            ),
            contributions=sum(map(item.evidence.shares, reason), item.evidence.nothing),
            named=item.evidence.named(reason),
            kind="exact",
        )

    def _turned(self, fired: int, decision: "Label") -> tuple[Condition, ...]:
        """What would have to be another way: of the rule that fired, else of one before."""
        rules = self._rules.rules
        asked = rules[fired : fired + 1] or [rule for rule in rules if rule.label != decision]
        return elementary(rule.condition for rule in asked)

    def _decide(self, batch: Batch) -> list["Label"]:
        labels = [*(rule.label for rule in self._rules.rules), self._rules.otherwise]
        return [labels[number] for number in batch.first_holding(self._conditions).tolist()]

    def read(self, fired: int, stands: Stands) -> tuple[Condition, ...]:
        """What refutes each rule before the one that fired, and what that one was seen to ask."""
        before = [
            literal
            for condition in self._conditions[:fired]
            for literal in settling(condition, stands)
        ]
        seen = [
            literal
            for condition in self._conditions[fired : fired + 1]
            for literal in looked_at(condition, stands)
        ]
        return different([*before, *seen])

    def reason(self, fired: int, stands: Stands) -> tuple[Condition, ...]:
        """Literals of `read` that force the decision, none of which can be left out.

        They are tried from the least useful on: first those of earlier rules, those that
        refute the fewest rules and the later of them first; the rule that fired comes last.
        """
        rules = self._rules.rules
        label = rules[fired].label if fired < len(rules) else self._rules.otherwise
        others = [number for number in range(fired) if rules[number].label != label]
        own = different(
            literal
            for condition in self._conditions[fired : fired + 1]
            for literal in settling(condition, stands)
        )
        against = different(
            literal for number in others for literal in settling(self._conditions[number], stands)
        )
        kept = list(different([*own, *against]))
        order = sorted(
            range(len(kept)),
            key=lambda place: (
                place < len(own),
                len(self._refutes(kept[place]).intersection(others)),
                -place,
            ),
        )
        for literal in [kept[place] for place in order]:
            without = [other for other in kept if other is not literal]
            if forces(Possible(self._space, without), self._rules, label):
                kept = without
        return tuple(kept)

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
