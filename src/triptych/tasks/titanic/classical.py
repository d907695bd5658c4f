"""Boosted trees; a forest beside them."""

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.pipeline import Pipeline

from triptych.paradigms.classical.trees import boosting, forest


def make(seed: int) -> HistGradientBoostingClassifier:
    """Boosted trees, small and few: passengers are not many, and facts count in combination."""
    return boosting(seed, trees=60, leaves=8, learning_rate=0.05)


def make_forest(seed: int) -> Pipeline:
    """A random forest, the usual answer to this table."""
    return forest(seed)
