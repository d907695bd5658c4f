"""A table as points: every column of numbers divided by its range, categories as indicators."""

from typing import Any, Self, final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder


@final
class ScaledTable(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # untyped
    """Columns divided by their range, which groups better than standard deviations do.

    Milligan and Cooper, A study of standardization of variables in cluster analysis (Journal of
    Classification 5, 1988). Missing numbers are the column's median.
    """

    def fit(self, X: pd.DataFrame, y: None = None) -> Self:
        """Learn ranges, medians and categories."""
        is_number = make_column_selector(dtype_include=[np.number, np.bool_])
        is_category = make_column_selector(dtype_exclude=[np.number, np.bool_])
        numbers = make_pipeline(
            SimpleImputer(strategy="median", keep_empty_features=True), MinMaxScaler()
        )
        self.columns_ = make_column_transformer(
            (numbers, is_number),
            (OneHotEncoder(handle_unknown="ignore", sparse_output=False), is_category),
        ).fit(X)
        return self

    def transform(self, X: Any) -> npt.NDArray[np.float64]:
        """The rows as points (n, columns), most numbers between 0 and 1."""
        return np.asarray(self.columns_.transform(X), dtype=np.float64)
