"""A score card: points for every line that holds, and a threshold for their sum."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import ClassifierMixin
from sklearn.isotonic import IsotonicRegression
from sklearn.utils import Tags

from triptych.explanation import Explanation
from triptych.paradigms.rules.explaining.implication import Possible
from triptych.paradigms.rules.explaining.item import Item
from triptych.paradigms.rules.explaining.proof import Argument
from triptych.paradigms.rules.explaining.trace import different, elementary, settling, words
from triptych.paradigms.rules.explaining.typical import Typical
from triptych.paradigms.rules.language.condition import Condition
from triptych.paradigms.rules.language.error import RuleError
from triptych.paradigms.rules.language.rule import Label, Points
from triptych.paradigms.rules.systems.authored import Authored
from triptych.paradigms.rules.systems.confidence import PRIOR_ITEMS, read_classes
from triptych.paradigms.rules.systems.point_system import PointSystem


@final
class CardArgument(Argument):
    """Proves decisions of a score card."""

    def __init__(self, card: "ScoreCard", beside: Iterable[Condition] = ()) -> None:
        super().__init__([line.condition for line in card.lines], beside)
        self._points = [float(line.points) for line in card.lines]
        self._card = card

    def is_certain(self, possible: Possible, label: "Label") -> bool:
        """Whether the decision stays when every undecided line counts against it.

        Sums in the order of the lines, as for an item, so that rounding is the same.
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
        """A minimal set of literals that forces the decision.

        They settle supporting lines: lines that hold and give points for it, or fail and would have
        taken points. Lines with many points are kept, others are left out first.
        """
        is_second = label == self._card.classes[1]
        speaking = [
            (points, condition)
            for points, condition in zip(self._points, self._conditions, strict=True)
            if points and item.holds_for_item(condition) is ((points > 0) is is_second)
        ]
        speaking.sort(key=lambda line: -abs(line[0]))
        literals = different(
            literal
            for _, condition in speaking
            for literal in settling(condition, item.holds_for_item)
        )
        return self.needed(literals, label, reversed(literals))


@final
class ScoreCard(Authored, ClassifierMixin, PointSystem):  # type: ignore[misc]  # scikit-learn has no types
    """A score card: the points of all lines that hold; from `threshold` on, the second class.

    classes    the class below the threshold, and the class at or above it
    lines      the `Points`, positive or negative
    threshold  the smallest sum that decides on the second class
    base       points of every item before any line

    Fitting only counts how often the second class is the truth at each sum, which gives the
    probabilities; it never changes points or threshold.
    """

    def __init__(
        self,
        classes: tuple[Label, Label],
        lines: Sequence[Points],
        threshold: float,
        base: float = 0.0,
    ) -> None:
        self.classes = classes
        self.lines = lines
        self.threshold = threshold
        self.base = base

    def fit(self, X: Any, y: Any) -> Self:
        """Count the classes at each sum of points; y (n,) holds labels.

        Raises RuleError unless there are two classes, in `classes` and in y.
        """
        if len(self.classes) != 2:
            raise RuleError(f"ScoreCard decides between two classes, got {self.classes!r}.")
        batch = self._start(X)
        self.classes_, truth = read_classes(y, len(batch), self.classes)
        if len(self.classes_) > 2:
            raise RuleError(
                "Only binary classification is supported: ScoreCard decides between "
                f"{self.classes[0]!r} and {self.classes[1]!r}, but with those of y there are "
                f"{len(self.classes_)} classes: {', '.join(map(repr, self.classes_[:20]))}."
            )
        self._second = self.classes_.tolist().index(self.classes[1])
        self._calibration = _rising_frequency(self._answer_all(batch), truth == self._second)
        self._typical = Typical(batch, self._conditions)
        self._finish()
        return self

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """The second class where the points reach the threshold, otherwise the first (n,)."""
        return self._decided(self._answers(X))

    def decided_by(self, holding: npt.NDArray[np.bool_], lines: Sequence[int]) -> npt.NDArray[Any]:
        """The decisions (n,) by the points of these lines alone, with the same threshold."""
        return self._decided(self.points_of(holding, lines))

    def _decided(self, points: npt.NDArray[np.float64]) -> npt.NDArray[Any]:
        """The class of each sum of points."""
        second = np.where(points >= self.threshold, self._second, 1 - self._second)
        return np.asarray(self.classes_[second])

    def predict_proba(self, X: Any) -> npt.NDArray[np.float64]:
        """Probabilities (n, 2): class frequencies by points, smoothed and isotonic.

        Columns as in `classes_`. The threshold may follow the costs, so a class can be decided with
        a probability below one half.
        """
        points = self._answers(X)
        probabilities = np.empty((len(points), 2))
        probabilities[:, self._second] = np.interp(points, *self._calibration)
        probabilities[:, 1 - self._second] = 1 - probabilities[:, self._second]
        return probabilities

    def explain(self, X: Any) -> list[Explanation]:
        """The points of each item, the threshold, and the lines that hold.

        `reason` settles lines whose points force the decision, for any result of the other lines.
        Contributions are points, negative where they spoke for the other class: those of a line
        that holds are shared equally by the columns it reads, or by the characters of what it
        found; a line on the absence of a pattern or on a length gives no character any.
        """
        argued = partial(self._argued, self.argument())
        return self._explanations(X, self.predict(X).tolist(), argued)

    def reasons(self, X: Any) -> list[tuple[Condition, ...]]:
        """The `reason` of each item as conditions, ready for `suffices`."""
        argument, decisions = self.argument(), self.predict(X).tolist()
        return [
            argument.reason(decision, item)
            for decision, item in zip(decisions, self._items(X), strict=True)
        ]

    def argument(self, beside: Iterable[Condition] = ()) -> CardArgument:
        """The argument of the card, with further literals `beside` its own."""
        return CardArgument(self, beside)

    def _argued(self, argument: CardArgument, explanation: Explanation, item: Item) -> Explanation:
        reason = argument.reason(explanation.decision, item)
        given = self._given(item)
        return replace(
            explanation,
            reason=words(reason),
            counterfactual=item.counterfactual(
                explanation.decision,
                elementary(self._conditions),
                self._conditions,
                self._typical,
                lambda batch: self._decided(self._answer_all(batch)).tolist(),
            ),
            contributions=given if explanation.decision == self.classes[1] else 0 - given,
            named=item.evidence.named(reason),
            kind="exact",
        )

    def _label(self, points: float) -> Label:
        return self.classes[1] if points > 0 else self.classes[0]

    def _meaning(self) -> str:
        return f", {self.classes[1]} from {self.threshold:g}"

    def __sklearn_tags__(self) -> Tags:
        tags: Tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags


def _rising_frequency(
    points: npt.NDArray[np.float64], second: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Knots of the second class's frequency as a function of points, linear in between.

    The frequency at each sum is shrunk towards the overall frequency with a weight of two items,
    then made monotone by isotonic regression (scikit-learn's `IsotonicRegression`).
    """
    sums, bucket = np.unique(points, return_inverse=True)
    items = np.bincount(bucket)
    prior = (second.sum() + 1) / (len(second) + 2)
    frequency = (np.bincount(bucket, second) + PRIOR_ITEMS * prior) / (items + PRIOR_ITEMS)
    rising = IsotonicRegression().fit(sums, frequency, sample_weight=items)
    return rising.X_thresholds_, rising.y_thresholds_
