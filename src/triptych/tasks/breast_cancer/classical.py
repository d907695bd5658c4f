"""Logistic regression; boosted trees beside it."""

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GridSearchCV

from triptych.paradigms.classical.linear import logistic
from triptych.paradigms.classical.trees import boosting


def make(seed: int) -> GridSearchCV:
    """Logistic regression on the 30 measurements: malignancy rises with most of them."""
    return logistic(seed)


def make_boosting(seed: int) -> HistGradientBoostingClassifier:
    """Boosted trees, which could use cuts and combinations that a line cannot."""
    return boosting(seed, leaves=8)
