"""Models chosen from several by cross-validation of the training items."""

from typing import Any, Final

import pandas as pd
from pandas.api.types import is_numeric_dtype
from sklearn.compose import ColumnTransformer, make_column_transformer
from sklearn.ensemble import (
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV, KFold, StratifiedKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler, TargetEncoder

from triptych.paradigms.classical.trees import boosting

MANY_NAMES: Final = 30
"""A column of more names than this is encoded by the answers that go with each name."""

_TREES: Final = 100
_LEAVES: Final = 8


def best_of_three(seed: int, *, scoring: str = "accuracy", folds: int = 5) -> GridSearchCV:
    """Logistic regression, a random forest or boosted trees: what is right most often.

    In a cross-validation of the training items, five-fold where some tens of them are all there is;
    of equals the first. Boosting needs some hundred items before its leaves of 20 can say anything,
    and then is often the strongest. Accepts missing numbers, and categories of pandas' type
    `category`; names of which there are more than thirty become the answers usual with them, by
    scikit-learn's `TargetEncoder`. `scoring` is a name of scikit-learn's.
    """
    return _best(
        [
            make_pipeline(_standardised(seed), LogisticRegression(max_iter=2000)),
            make_pipeline(_indicated(seed), RandomForestClassifier(_TREES, random_state=seed)),
            make_pipeline(_categories_kept(seed), boosting(seed)),
        ],
        scoring,
        StratifiedKFold(folds, shuffle=True, random_state=seed),
    )


def best_of_three_regressors(seed: int, *, folds: int = 5) -> GridSearchCV:
    """Ridge regression, a random forest or boosted trees: the smallest mean absolute error.

    As `best_of_three`, for numbers.
    """
    return _best(
        [
            make_pipeline(_standardised(seed), Ridge()),
            make_pipeline(_indicated(seed), RandomForestRegressor(_TREES, random_state=seed)),
            make_pipeline(_categories_kept(seed), _boosted_regression(seed)),
        ],
        "neg_mean_absolute_error",
        KFold(folds, shuffle=True, random_state=seed),
    )


def numbers(table: pd.DataFrame) -> list[Any]:
    """The columns of numbers."""
    return [name for name, values in table.items() if is_numeric_dtype(values)]


def few_names(table: pd.DataFrame) -> list[Any]:
    """The columns of names that an indicator each is enough for."""
    return [name for name in _names(table) if table[name].nunique() <= MANY_NAMES]


def many_names(table: pd.DataFrame) -> list[Any]:
    """The other columns of names."""
    return [name for name in _names(table) if table[name].nunique() > MANY_NAMES]


def _names(table: pd.DataFrame) -> list[Any]:
    return [name for name, values in table.items() if not is_numeric_dtype(values)]


def _best(candidates: list[Pipeline], scoring: str, folds: Any) -> GridSearchCV:
    return GridSearchCV(
        Pipeline([("model", candidates[0])]), {"model": candidates}, scoring=scoring, cv=folds
    )


def _boosted_regression(seed: int) -> HistGradientBoostingRegressor:
    """Small trees, which a table of some hundred rows can fill."""
    return HistGradientBoostingRegressor(
        loss="absolute_error",
        max_leaf_nodes=_LEAVES,
        categorical_features="from_dtype",
        early_stopping=False,
        random_state=seed,
    )


def _standardised(seed: int) -> ColumnTransformer:
    """Standardised numbers, the median for missing ones, and an indicator for each category."""
    completed = SimpleImputer(strategy="median", keep_empty_features=True)
    return make_column_transformer(
        (make_pipeline(completed, StandardScaler()), numbers),
        (_indicators(), few_names),
        (make_pipeline(_usual_answers(seed), StandardScaler()), many_names),
    )


def _indicated(seed: int) -> ColumnTransformer:
    """Numbers as they are, and an indicator for each category."""
    return make_column_transformer(
        (_indicators(), few_names), (_usual_answers(seed), many_names), remainder="passthrough"
    )


def _categories_kept(seed: int) -> ColumnTransformer:
    """Numbers and categories as they are."""
    kept = make_column_transformer(
        (_usual_answers(seed), many_names), remainder="passthrough", verbose_feature_names_out=False
    )
    return kept.set_output(transform="pandas")


def _indicators() -> OneHotEncoder:
    return OneHotEncoder(handle_unknown="ignore", sparse_output=False)


def _usual_answers(seed: int) -> TargetEncoder:
    return TargetEncoder(random_state=seed)
