"""Ridge regression; boosted trees beside it."""

from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline

from triptych.paradigms.classical.linear import ridge
from triptych.paradigms.classical.trees import boosting_regression


def make(seed: int) -> Pipeline:
    """Ridge regression: the penalty settles how five entangled blood fats share their weight."""
    return ridge()


def make_boosting(seed: int) -> GridSearchCV:
    """Boosted trees, which could use cuts and combinations that a line cannot."""
    return boosting_regression(seed)
