"""A score card for regression: the sum of points is the prediction."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import RegressorMixin
from sklearn.utils.validation import column_or_1d

from triptych.explanation import Explanation
from triptych.paradigms.rules.explaining.item import Item
from triptych.paradigms.rules.explaining.trace import different, settling, words
from triptych.paradigms.rules.language.error import RuleError
from triptych.paradigms.rules.language.rule import Label, Points
from triptych.paradigms.rules.systems.authored import Authored
from triptych.paradigms.rules.systems.point_system import PointSystem

BASE: Final = "what every item starts from"
"""The reason for the base points, which no line gives."""


@final
class ScoreCardRegressor(Authored, RegressorMixin, PointSystem):  # type: ignore[misc]  # scikit-learn has no types
    """Predicts `base` plus the points of all lines that hold, in the target's unit."""

    def __init__(self, lines: Sequence[Points], base: float = 0.0) -> None:
        self.lines = lines
        self.base = base

    def fit(self, X: Any, y: Any) -> Self:
        """Learn only the names of the columns; y (n,) is only checked.

        Raises RuleError unless y holds one finite number for each item.
        """
        batch = self._start(X)
        self._answer_all(batch)  # columns that hold no numbers are found here, not in predict
        if y is None:
            raise RuleError("requires y to be passed, but the target y is None.")
        target = np.asarray(column_or_1d(y, warn=True), dtype=np.float64)
        if len(target) != len(batch) or not np.isfinite(target).all():
            raise RuleError(
                f"y must be {len(batch)} finite numbers, one for each item; "
                f"got {len(target)} values, {int((~np.isfinite(target)).sum())} of them "
                "NaN or infinity."
            )
        self._finish()
        return self

    def predict(self, X: Any) -> npt.NDArray[np.float64]:
        """The sum of points of each item (n,), in the target's unit."""
        return self.points(X)

    def decided_by(
        self, holding: npt.NDArray[np.bool_], lines: Sequence[int]
    ) -> npt.NDArray[np.float64]:
        """The sums (n,) of the points of these lines alone."""
        return self.points_of(holding, lines)

    def fires(self, X: Any) -> npt.NDArray[np.bool_]:
        """Whether each line holds (n, lines + 1); the last column is the base, always True."""
        lines = super().fires(X)
        return np.column_stack([lines, np.ones(len(lines), dtype=bool)])

    def rulebook(self) -> list[dict[str, Any]]:
        """The meaning of each column of `fires`: the lines, then the base."""
        label = self._label(self.base)
        base = {"label": label, "says": "in any case", "because": BASE, "points": self.base}
        return [*super().rulebook(), base]

    def explain(self, X: Any) -> list[Explanation]:
        """The lines that hold for each item, with their points.

        Every line counts, so `reason` settles all lines that give points. Contributions are points,
        as in a ScoreCard; with `base` they sum to the prediction, except for lines on texts that
        hold because something is absent.
        """
        return self._explanations(X, self.predict(X).tolist(), self._argued)

    def _argued(self, explanation: Explanation, item: Item) -> Explanation:
        counting = [line.condition for line in self.lines if line.points]
        reason = different(
            literal
            for condition in counting
            for literal in settling(condition, item.holds_for_item)
        )
        given = self._given(item)
        return replace(
            explanation,
            reason=words(reason),
            contributions=given,
            named=item.evidence.named(reason),
            kind="additive",
            completeness_error=abs(float(self.base + given.sum()) - float(explanation.decision)),
        )

    def _label(self, points: float) -> Label:
        return f"{points:+g}"

    def _meaning(self) -> str:
        return f", {self.base:g} to begin with" if self.base else ""
