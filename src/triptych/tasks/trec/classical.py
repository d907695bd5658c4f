"""Boosted trees on the forms and nouns of a question; beside them, a linear model on its text."""

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.pipeline import Pipeline

from triptych.paradigms.classical.texts import tfidf
from triptych.paradigms.classical.trees import boosting


def make(seed: int) -> HistGradientBoostingClassifier:
    """A hundred small trees a kind."""
    return boosting(seed, trees=100, leaves=8)


def make_tfidf(seed: int) -> Pipeline:
    """Logistic regression on words and runs of characters: what needs no list of nouns."""
    return tfidf(seed)
