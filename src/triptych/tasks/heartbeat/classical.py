"""Boosted trees over the measurements."""

from sklearn.ensemble import HistGradientBoostingClassifier

from triptych.paradigms.classical.trees import boosting


def make(seed: int) -> HistGradientBoostingClassifier:
    """Trees take missing measurements and odd scales as they are."""
    return boosting(seed, trees=100, leaves=8)
