"""Linear models, random forest and gradient boosting on the table, with default settings."""

from typing import Any, Final

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype
from sklearn.compose import ColumnTransformer, make_column_selector, make_column_transformer
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    OneHotEncoder,
    OrdinalEncoder,
    StandardScaler,
)
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from triptych.dataset import Dataset
from triptych.metric import Metric
from triptych.reference.untuned import Untuned, costs_that_decide

TREE_DEPTH: Final = 4
"""The depth of the tree beside rules: at most 16 leaves, as many as a person reads."""


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Number columns as floats, all others as strings; infinite numbers count as missing."""
    return pd.DataFrame(
        {
            f"{place} {name}": _numbers(column) if is_numeric_dtype(column) else _strings(column)
            for place, (name, column) in enumerate(table.items())
        },
        index=table.index,
    )


def make_logistic(metric: Metric, dataset: Dataset, seed: int) -> Untuned:
    """Logistic regression on standardised numbers and an indicator for each category."""
    return _untuned(standardised(), LogisticRegression(random_state=seed), metric, dataset)


def make_ridge(metric: Metric, dataset: Dataset, seed: int) -> Untuned:
    """Ridge regression on standardised numbers and an indicator for each category."""
    return _untuned(standardised(), Ridge(random_state=seed), metric, dataset)


def make_forest(metric: Metric, dataset: Dataset, seed: int) -> Untuned:
    """A random forest on numbers, and categories as numbers."""
    kind = RandomForestRegressor if dataset.classes is None else RandomForestClassifier
    return _untuned(numbered(), kind(random_state=seed), metric, dataset)


def make_boosting(metric: Metric, dataset: Dataset, seed: int) -> Untuned:
    """Gradient boosting on binned numbers, and categories as numbers."""
    is_regression = dataset.classes is None
    kind = HistGradientBoostingRegressor if is_regression else HistGradientBoostingClassifier
    return _untuned(numbered(), kind(random_state=seed), metric, dataset)


def make_tree(metric: Metric, dataset: Dataset, seed: int) -> Untuned:
    """A decision tree of depth 4 on numbers, and categories as numbers."""
    kind = DecisionTreeRegressor if dataset.classes is None else DecisionTreeClassifier
    tree = kind(max_depth=TREE_DEPTH, random_state=seed)
    return _untuned(numbered(), tree, metric, dataset)


def _untuned(prepared: ColumnTransformer, model: Any, metric: Metric, dataset: Dataset) -> Untuned:
    costs = costs_that_decide(metric, dataset)
    return Untuned(plain, make_pipeline(prepared, model), reads="table", costs=costs)


def standardised() -> ColumnTransformer:
    """Standardised numbers, and an indicator for each category but unknown ones."""
    return _by_kind(
        make_pipeline(_completed(), StandardScaler()), OneHotEncoder(handle_unknown="ignore")
    )


def numbered() -> ColumnTransformer:
    """Numbers, and a number for each category, for unknown ones, and for missing ones."""
    ordinal = OrdinalEncoder(
        handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-2
    )
    return _by_kind(_completed(), ordinal)


def _completed() -> SimpleImputer:
    """Missing numbers become the median, with an indicator beside them; 0 in an empty column."""
    # For trees too: scikit-learn's boosting accepts missing numbers, but no column without any.
    return SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True)


def _by_kind(numbers: Any, categories: Any) -> ColumnTransformer:
    return make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")),
        (categories, make_column_selector(dtype_exclude="number")),
    )


def _numbers(column: "pd.Series[Any]") -> Any:
    numbers = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _strings(column: "pd.Series[Any]") -> Any:
    return np.where(column.isna(), np.nan, column.astype(str).astype(object))
