"""Edited rules: a rule system that a person writes anew from the items seen so far."""

from collections.abc import Callable
from typing import Any, Self, final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin

from triptych.paradigms.rules.systems.authored import Authored
from triptych.paradigms.rules.systems.rule_list import RuleList
from triptych.paradigms.rules.systems.score_card import ScoreCard


@final
class EditedRules(ClassifierMixin, Authored, BaseEstimator):  # type: ignore[misc]  # has no types
    """Rules that a person edits by a procedure that was laid down before; `fit` is the editing.

    write   the procedure: from the table of the items seen so far, the newest last, to the rules
            in force, such as a RuleList. It is given no answer
    """

    def __init__(self, write: Callable[[pd.DataFrame], RuleList | ScoreCard]) -> None:
        self.write = write

    def fit(self, X: pd.DataFrame, y: npt.NDArray[Any]) -> Self:
        """Write the rules that n items call for; their answers (n,) only tell how sure they are."""
        self.rules_ = self.write(X)
        self.rules_.fit(X, y)
        self.classes_ = np.unique(y)
        return self

    def predict(self, X: pd.DataFrame) -> npt.NDArray[Any]:
        """The decision of the rules in force for each item (n,)."""
        return np.asarray(self.rules_.predict(X))

    def rulebook(self) -> list[dict[str, Any]]:
        """The rules in force: label, condition and reason of each in words."""
        return self.rules_.rulebook()

    def size(self) -> dict[str, float]:
        """Numbers of parts of the rules in force."""
        return self.rules_.size()
