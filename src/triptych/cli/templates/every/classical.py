"""The classical model: reads the table that `features` in data.py makes."""

from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from triptych.paradigms.classical.chosen import best_of_three


def make(seed: int) -> GridSearchCV:
    """Logistic regression, a forest or boosted trees, chosen on the training items.

    Strong from forty items to many thousands. Any scikit-learn estimator will do.
    """
    return best_of_three(seed)


def make_logistic(seed: int) -> Pipeline:
    """A variant to compare with, run as `classical:logistic`; remove it or add others."""
    return make_pipeline(StandardScaler(), LogisticRegression(random_state=seed))
