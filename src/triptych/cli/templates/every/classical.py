"""The classical model: reads the table that `features` in data.py makes."""

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from triptych.paradigms.classical.trees import boosting


def make(seed: int) -> HistGradientBoostingClassifier:
    """Boosted trees: strong on most tables as they come. Any scikit-learn estimator will do."""
    return boosting(seed)


def make_logistic(seed: int) -> Pipeline:
    """A variant to compare with, run as `classical:logistic`; remove it or add others."""
    return make_pipeline(StandardScaler(), LogisticRegression(random_state=seed))
