"""Boosted trees on the signs and the form of a message."""

from sklearn.ensemble import HistGradientBoostingClassifier

from triptych.paradigms.classical.trees import boosting


def make(seed: int) -> HistGradientBoostingClassifier:
    """Two hundred small trees."""
    return boosting(seed, trees=200, leaves=8)
