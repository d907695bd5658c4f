"""The classical model: reads the raw messages, by their words and runs of characters."""

from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline

from triptych.paradigms.classical.chosen import best_of_three
from triptych.paradigms.classical.texts import tfidf


def make(seed: int) -> Pipeline:
    """A linear model on TF-IDF: strong on most texts. Any scikit-learn estimator will do."""
    return tfidf(seed)


def make_measurements(seed: int) -> GridSearchCV:
    """A variant on the table that `features` in data.py makes; remove it or add others."""
    return best_of_three(seed)
