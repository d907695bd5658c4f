"""Ensembles of trees."""

from typing import Final

from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
)
from sklearn.model_selection import GridSearchCV, KFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder

_LEAVES: Final = (2, 4, 8)


def boosting(
    seed: int, trees: int = 100, leaves: int = 15, learning_rate: float = 0.1
) -> HistGradientBoostingClassifier:
    """Gradient boosting on binned columns; accepts missing values and categories.

    Without early stopping, whose validation items a small table cannot spare. By scikit-learn's
    `HistGradientBoostingClassifier`.
    """
    return HistGradientBoostingClassifier(
        learning_rate=learning_rate,
        max_iter=trees,
        max_leaf_nodes=leaves,
        categorical_features="from_dtype",
        early_stopping=False,
        random_state=seed,
    )


def boosting_regression(seed: int, trees: int = 100) -> GridSearchCV:
    """Gradient boosting for numbers, trained for the smallest mean absolute error.

    The trees have as many leaves (2, 4 or 8) as do best in a three-fold cross-validation of
    the training items.
    """
    return GridSearchCV(
        HistGradientBoostingRegressor(
            loss="absolute_error",
            max_iter=trees,
            categorical_features="from_dtype",
            early_stopping=False,
            random_state=seed,
        ),
        {"max_leaf_nodes": _LEAVES},
        scoring="neg_mean_absolute_error",
        cv=KFold(3, shuffle=True, random_state=seed),
    )


def forest(seed: int, trees: int = 100, least: int = 3) -> Pipeline:
    """A random forest with at least `least` items in each leaf; an indicator for each category.

    Accepts missing values; a missing or unknown category has no indicator.
    """
    indicators = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    return make_pipeline(
        make_column_transformer(
            (indicators, make_column_selector(dtype_include="category")), remainder="passthrough"
        ),
        RandomForestClassifier(trees, min_samples_leaf=least, random_state=seed),
    )
