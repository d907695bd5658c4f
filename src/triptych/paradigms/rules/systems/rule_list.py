"""A rule list: the first rule whose condition holds decides."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import ClassifierMixin

from triptych.explanation import Explanation
from triptych.paradigms.rules.explaining.implication import Possible
from triptych.paradigms.rules.explaining.item import Item
from triptych.paradigms.rules.explaining.proof import Argument
from triptych.paradigms.rules.explaining.trace import (
    different,
    elementary,
    looked_at,
    settling,
    words,
)
from triptych.paradigms.rules.explaining.typical import Typical
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.node import Batch, Numbers
from triptych.paradigms.rules.language.rule import Label, Rule
from triptych.paradigms.rules.running.compiler import Decide, first_that_holds
from triptych.paradigms.rules.systems.authored import RULES, Authored
from triptych.paradigms.rules.systems.confidence import read_classes, smoothed_precisions
from triptych.paradigms.rules.systems.rule_system import RuleSystem, checked_lines

NO_RULE: Final = "no rule before it holds"


@final
class ListArgument(Argument):
    """Proves decisions of a rule list; rule number len(rules) is `otherwise`."""

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
            counterfactual=item.counterfactual(
                decision, elementary(self._conditions), self._conditions, typical, self._decide
            ),
            contributions=sum(map(item.evidence.shares, reason), item.evidence.nothing),
            named=item.evidence.named(reason),
            kind="exact",
        )

    def reason(self, fired: int, item: Item) -> tuple[Condition, ...]:
        """A minimal set of evaluated literals that forces the decision.

        The least useful are left out first: literals that refute the fewest rules of another label,
        later ones first; then the literals of the rule that fired.
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
        """The evaluated literals of each rule up to the one that fired."""
        return [
            literal
            for condition in self._conditions[: fired + 1]
            for literal in looked_at(condition, item.holds_for_item)
        ]

    def _settling(self, numbers: Iterable[int], item: Item) -> tuple[Condition, ...]:
        """Literals that settle the rules of these numbers; `otherwise` needs none."""
        return different(
            literal
            for number in numbers
            for condition in self._conditions[number : number + 1]
            for literal in settling(condition, item.holds_for_item)
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


@final
class RuleList(Authored, ClassifierMixin, RuleSystem):  # type: ignore[misc]  # scikit-learn has no types
    """A rule list: the first rule that holds decides, `otherwise` where none holds.

    Fitting only counts how often each rule is right, which gives the probabilities; it never
    changes which rule decides. X is a table, or texts where the conditions read text.
    """

    def __init__(self, rules: Sequence[Rule], otherwise: Label, *, counted_as: str = RULES) -> None:
        self.rules = rules
        self.otherwise = otherwise
        self.counted_as = counted_as

    def fit(self, X: Any, y: Any) -> Self:
        """Count how often each rule decides and is right; y (n,) holds labels."""
        batch = self._start(X)
        self.classes_, truth = read_classes(y, len(batch), self._labels)
        known = self.classes_.tolist()
        decided = [known.index(label) for label in self._labels]
        self._decisions = self.classes_[decided]
        self._probabilities = smoothed_precisions(
            self._answer_all(batch), decided, truth, len(known)
        )
        self._typical = Typical(batch, self._conditions)
        self._finish()
        return self

    def decided_by(self, holding: npt.NDArray[np.bool_], lines: Sequence[int]) -> npt.NDArray[Any]:
        """The decisions (n,) of these rules alone, in this order; `otherwise` where none holds."""
        kept = [*lines, len(self.rules)]
        among = np.column_stack([holding[:, [*lines]], np.ones(len(holding), dtype=bool)])
        decided: npt.NDArray[Any] = self._decisions[np.array(kept)[among.argmax(axis=1)]]
        return decided

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """The label of the first rule that holds, for each item (n,)."""
        fired = self._answers(X)
        labels: npt.NDArray[Any] = self._decisions[fired]
        return labels

    def predict_proba(self, X: Any) -> npt.NDArray[np.float64]:
        """How often each class was the truth where the same rule decided, smoothed.

        A row for each item, a column for each of `classes_`.
        """
        fired = self._answers(X)
        return np.asarray(self._probabilities[fired])

    def fires(self, X: Any) -> npt.NDArray[np.bool_]:
        """Which rule decides (n, rules + 1): one True per row; the last column is `otherwise`."""
        return np.asarray(self._answers(X)[:, None] == np.arange(len(self._labels)))

    def rulebook(self) -> list[dict[str, Any]]:
        """The meaning of each column of `fires`: label, condition and reason in words."""
        book = [
            {"label": rule.label, "says": rule.condition.says, "because": rule.because}
            for rule in self._lines
        ]
        return [*book, {"label": self.otherwise, "says": "otherwise", "because": NO_RULE}]

    def explain(self, X: Any) -> list[Explanation]:
        """The deciding rule of each item, the literals that refute earlier rules, and a reason.

        `reason` is proved to force the decision (see `argument`). Contributions: each literal of it
        shares a 1 equally among the columns it reads, or the characters of its matches; a literal
        about the absence of a pattern or about a whole text, such as its length, gives no character
        a share, and names every character.
        """
        argument, fired = self.argument(), self._answers(X).tolist()
        return [
            argument.explanation(number, item, self._typical)
            for number, item in zip(fired, self._items(X), strict=True)
        ]

    def reasons(self, X: Any) -> list[tuple[Condition, ...]]:
        """The `reason` of each item as conditions, ready for `suffices`."""
        argument, fired = self.argument(), self._answers(X).tolist()
        return [
            argument.reason(number, item)
            for number, item in zip(fired, self._items(X), strict=True)
        ]

    def argument(self, beside: Iterable[Condition] = ()) -> ListArgument:
        """The argument of the list, with further literals `beside` its own."""
        return ListArgument(self, beside)

    @property
    def _lines(self) -> Sequence[Rule]:
        return checked_lines(self.rules, Rule, "RuleList")

    @property
    def _labels(self) -> list[Label]:
        return [*(rule.label for rule in self.rules), self.otherwise]

    def _compile(self, positions: Mapping[str, int]) -> Decide:
        return first_that_holds(self._conditions, positions)

    def _answer_all(self, batch: Batch) -> Numbers:
        """The number of the rule that decides each item (n,); the last number is `otherwise`."""
        return batch.first_holding(self._conditions)
