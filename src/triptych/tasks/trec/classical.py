"""Boosted trees on the forms and nouns of a question."""

from sklearn.ensemble import HistGradientBoostingClassifier

from triptych.paradigms.classical.trees import boosting


def make(seed: int) -> HistGradientBoostingClassifier:
    """A hundred small trees a kind."""
    return boosting(seed, trees=100, leaves=8)
