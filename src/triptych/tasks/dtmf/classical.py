"""Boosted trees on the receiver's measurements."""

from sklearn.ensemble import HistGradientBoostingClassifier

from triptych.paradigms.classical.trees import boosting


def make(seed: int) -> HistGradientBoostingClassifier:
    """Sixty small trees a class."""
    return boosting(seed, trees=120, leaves=6)
