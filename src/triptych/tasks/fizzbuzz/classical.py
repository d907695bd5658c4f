"""A linear model on waves of many periods; a tree over the digits, which cannot find the rule."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, TimeSeriesSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.tree import DecisionTreeClassifier

from triptych.tasks.fizzbuzz.data import number_of

PERIODS: Final = np.arange(2, 65)
"""Every period up to 64: nothing says which of them matter."""


def make(seed: int) -> GridSearchCV:
    """Logistic regression on the cosine and the sine of the number at 63 periods.

    This is what somebody writes who suspects that answers repeat, and not after how many numbers:
    3 and 5 are not pointed out, but found among all the others.
    """
    return _chosen_on_larger_numbers(
        make_pipeline(
            FunctionTransformer(waves),
            LogisticRegression(class_weight="balanced", max_iter=2000, random_state=seed),
        ),
        {"logisticregression__C": (0.01, 0.1, 1.0, 10.0, 100.0)},
    )


def make_tree(seed: int) -> GridSearchCV:
    """A tree over the digits as written: it finds the last digit, and nothing of the threes."""
    return _chosen_on_larger_numbers(
        DecisionTreeClassifier(class_weight="balanced", random_state=seed),
        {"max_leaf_nodes": (4, 8, 16, 32, 64, 128, None)},
    )


def waves(table: pd.DataFrame) -> npt.NDArray[np.float64]:
    """The cosine and the sine of each number of a table of digits (n, 126), cosines first."""
    angles = 2 * np.pi * number_of(table)[:, None] / PERIODS
    return np.hstack([np.cos(angles), np.sin(angles)])


def _chosen_on_larger_numbers(estimator: Any, settings: dict[str, Any]) -> GridSearchCV:
    """The setting is chosen on numbers above those that are learned from.

    The tested numbers lie above the training numbers, so five times the next sixth of them judges
    what was learned from those below; rows have to come in the order of the numbers.
    """
    return GridSearchCV(estimator, settings, scoring="balanced_accuracy", cv=TimeSeriesSplit(5))
