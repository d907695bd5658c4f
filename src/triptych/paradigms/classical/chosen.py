"""A model chosen from several by cross-validation of the training items."""

from typing import Final

from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from triptych.paradigms.classical.trees import boosting, forest

_FOLDS: Final = 5


def best_of_three(seed: int) -> GridSearchCV:
    """Logistic regression, a random forest or boosted trees: what is right most often.

    In a five-fold cross-validation of the training items; of equals the first. Boosting needs some
    hundred items before its leaves of 20 can say anything, and then is often the strongest. Accepts
    missing numbers, and categories of pandas' type `category`.
    """
    candidates = [_logistic(), forest(seed, least=1), make_pipeline(boosting(seed))]
    return GridSearchCV(
        Pipeline([("model", candidates[0])]),
        {"model": candidates},
        scoring="accuracy",
        cv=StratifiedKFold(_FOLDS, shuffle=True, random_state=seed),
    )


def _logistic() -> Pipeline:
    """Standardised numbers, the median for missing ones, and an indicator for each category."""
    numbers = make_pipeline(
        SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler()
    )
    categories = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    return make_pipeline(
        make_column_transformer(
            (numbers, make_column_selector(dtype_include="number")),
            (categories, make_column_selector(dtype_exclude="number")),
        ),
        LogisticRegression(max_iter=2000),
    )
