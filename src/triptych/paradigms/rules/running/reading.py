"""Reads X, texts or a table, as a batch or as single items."""

from collections.abc import Iterable
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd
from sklearn.utils.validation import validate_data

from triptych.estimator import offers
from triptych.paradigms.rules.language.error import RuleError, unknown_column
from triptych.paradigms.rules.language.node import Batch, Reads
from triptych.paradigms.rules.running.known_table import KnownTable
from triptych.paradigms.rules.running.table_batch import Columns, TableBatch
from triptych.paradigms.rules.running.text_batch import TextBatch
from triptych.paradigms.rules.text_search.texts import Texts

FEW_TEXTS: Final = 128
"""Up to this number, searching texts one by one is faster than preparing a joint search."""


class _NamedColumns(Protocol):
    """Fitted to a table whose columns have names, as scikit-learn keeps them."""

    feature_names_in_: Iterable[str]


class _CountedColumns(Protocol):
    """Fitted to a table, as scikit-learn counts its columns."""

    n_features_in_: int


def read(estimator: Any, X: Any, reads: Reads, *, reset: bool) -> Batch:
    """X as a batch with the given columns, or with texts.

    With `reset` (in fit) the estimator learns the number and the names of the columns, otherwise X
    is compared with them. Raises RuleError where X is the other view or lacks a column.
    """
    if reads == "text":
        return TextBatch(Texts(_texts(X)))
    table = read_table(estimator, X, reset=reset)
    positions = column_positions(estimator)
    for name in sorted(reads):
        if name not in positions:
            raise unknown_column(name, positions)
    return TableBatch(Columns(table, positions))


def read_table(estimator: Any, X: Any, *, reset: bool) -> Any:
    """The table X as an array or a DataFrame, checked against the columns in fit."""
    if reset or not estimator._known_table.recognises(X):
        X = _validated(estimator, X, reset=reset)
    if reset:
        estimator._known_table = KnownTable(X)
    return estimator._known_table.compact(X)


def _validated(estimator: Any, X: Any, *, reset: bool) -> Any:
    if isinstance(X, pd.DataFrame):
        validate_data(estimator, X, reset=reset, skip_check_array=True)
        if 0 in X.shape:
            raise RuleError(f"Found array with shape={X.shape} while a minimum of 1 is required.")
        return X
    if isinstance(X, list | np.ndarray | pd.Series) and any(isinstance(x, str) for x in X[:1]):
        raise RuleError(
            "these rules read table columns, but were given texts. Give them the table view, "
            "features(raw); or write text conditions."
        )
    return validate_data(estimator, X, reset=reset, dtype=None, ensure_all_finite=False)


def few_texts(X: Any) -> list[str] | None:
    """The texts of X where X is an array or a list of at most FEW_TEXTS texts, otherwise None."""
    if type(X) is np.ndarray:
        if X.shape == (1,):  # a single text goes the shortest way
            text = X.item()
            return [text] if type(text) is str else None
        texts = X.tolist() if X.ndim == 1 and len(X) <= FEW_TEXTS else None
    else:
        texts = X if type(X) is list and len(X) <= FEW_TEXTS else None
    return texts if texts and set(map(type, texts)) == {str} else None


def column_positions(estimator: object) -> dict[str, int]:
    """The index of each column by name; without names x0, x1, … as in scikit-learn."""
    names: Iterable[str] = ()
    if offers(estimator, _NamedColumns):
        names = estimator.feature_names_in_
    elif offers(estimator, _CountedColumns):
        names = (f"x{number}" for number in range(estimator.n_features_in_))
    return {str(name): position for position, name in enumerate(names)}


def _texts(X: Any) -> list[str]:
    if isinstance(X, pd.DataFrame | str) or getattr(X, "ndim", 1) != 1:
        raise RuleError(
            f"these rules read texts, but were given a {type(X).__name__}. Give them the raw "
            "items, a sequence of strings; or write conditions on columns."
        )
    texts: list[str] = X.tolist() if isinstance(X, np.ndarray | pd.Series) else list(X)
    if set(map(type, texts)) - {str}:
        for position, text in enumerate(texts):
            if not isinstance(text, str):
                raise RuleError(
                    f"these rules read texts, but item {position} is {text!r}, "
                    f"a {type(text).__name__}."
                )
    if not texts:
        raise RuleError("Found array with 0 sample(s) while a minimum of 1 is required.")
    return texts
