"""Classifiers that are trained on the vectors of a frozen network."""

from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler


def logistic_head(inverse_penalty: float, seed: int) -> Pipeline:
    """Logistic regression on standardised vectors, by scikit-learn."""
    return make_pipeline(
        StandardScaler(), LogisticRegression(C=inverse_penalty, max_iter=3000, random_state=seed)
    )
