"""A rule list: the first rule whose condition holds decides."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import ClassifierMixin
from sklearn.utils import Tags

from triptych.explanation import Explanation
from triptych.paradigms.rules.batch import Batch, Numbers
from triptych.paradigms.rules.condition import Condition
from triptych.paradigms.rules.confidence import read_classes, smoothed_precisions
from triptych.paradigms.rules.list_argument import NO_RULE, ListArgument
from triptych.paradigms.rules.program import Decide, first_that_holds
from triptych.paradigms.rules.rule import Label, Rule
from triptych.paradigms.rules.rule_system import RuleSystem, checked_lines
from triptych.paradigms.rules.typical import Typical


@final
class RuleList(ClassifierMixin, RuleSystem):  # type: ignore[misc]  # scikit-learn has no types
    """Ordered rules: the first that holds decides, `otherwise` where none does.

    Fitting only counts how often each rule is right, which gives the probabilities; it never
    changes which rule decides. X is a table, or texts where the conditions read text.
    """

    def __init__(self, rules: Sequence[Rule], otherwise: Label) -> None:
        self.rules = rules
        self.otherwise = otherwise

    def fit(self, X: Any, y: Any) -> Self:
        """Count how often each rule decides and is right; y holds a label for each item."""
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

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """The label of the first rule that holds, for each item."""
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
        """Which rule decides: a row for each item with one True; the last column is otherwise."""
        return np.asarray(self._answers(X)[:, None] == np.arange(len(self._labels)))

    def rulebook(self) -> list[dict[str, Any]]:
        """What each column of `fires` stands for: label, condition and reason in words."""
        book = [
            {"label": rule.label, "says": rule.condition.says, "because": rule.because}
            for rule in self._lines
        ]
        return [*book, {"label": self.otherwise, "says": "otherwise", "because": NO_RULE}]

    def explain(self, X: Any) -> list[Explanation]:
        """The rule that decides each item, what refutes those before it, and what suffices.

        `reason` is proved to force the decision (see `argument`). Contributions: each literal
        of it shares a 1 equally among the columns it reads, or the characters of its matches;
        a literal about the absence of a pattern or about a whole text, such as its length,
        gives no character a share, and names every one.
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
        """Argue about the list, with literals beside its own."""
        return ListArgument(self, beside)

    def __sklearn_tags__(self) -> Tags:
        tags: Tags = super().__sklearn_tags__()
        # How good the rules are is their author's business: fit cannot make them better.
        tags.classifier_tags.poor_score = True
        return tags

    @property
    def _lines(self) -> Sequence[Rule]:
        return checked_lines(self.rules, Rule, "RuleList")

    @property
    def _labels(self) -> list[Label]:
        return [*(rule.label for rule in self.rules), self.otherwise]

    def _compile(self, positions: Mapping[str, int]) -> Decide:
        return first_that_holds(self._conditions, positions)

    def _answer_all(self, batch: Batch) -> Numbers:
        """The number of the rule that decides each item; the last number is otherwise."""
        return batch.first_holding(self._conditions)
