"""Boosted trees on the signs and the form of a message; beside them, a linear model on its text."""

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.pipeline import Pipeline

from triptych.paradigms.classical.texts import tfidf
from triptych.paradigms.classical.trees import boosting


def make(seed: int) -> HistGradientBoostingClassifier:
    """Two hundred small trees."""
    return boosting(seed, trees=200, leaves=8)


def make_tfidf(seed: int) -> Pipeline:
    """Logistic regression on words and runs of characters: what needs no list of signs."""
    return tfidf(seed)
