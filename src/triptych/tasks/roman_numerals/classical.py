"""Boosted trees over what one notices at a glance."""

from sklearn.ensemble import HistGradientBoostingClassifier

from triptych.paradigms.classical.trees import boosting


def make(seed: int) -> HistGradientBoostingClassifier:
    """Many large trees: a mistake shows in several columns together. Not searched for."""
    return boosting(seed, trees=300, leaves=31)
