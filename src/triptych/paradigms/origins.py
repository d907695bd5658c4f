"""Origins: the table column that each prepared column was made of.

A custom transformer declares them by a method `origins(X)`, a function in a FunctionTransformer by
`feature_names_out="one-to-one"` or by keeping a table's column names.
"""

from functools import singledispatch
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    StandardScaler,
    TargetEncoder,
)

from triptych.estimator import KnowsOrigins, offers
from triptych.explanation import ExplanationUnavailable

Origins = npt.NDArray[np.intp]
"""For each prepared column, the index of the column it was made of (prepared,)."""

Table = pd.DataFrame | npt.NDArray[Any]


def column_names(table: Table) -> tuple[str, ...]:
    """The names of a table's columns; for an array, `column 1`, `column 2` and so on."""
    if isinstance(table, pd.DataFrame):
        return tuple(map(str, table.columns))
    return tuple(f"column {number + 1}" for number in range(table.shape[1]))


def gathered(
    credit: npt.NDArray[np.float64], origins: Origins, columns: int
) -> npt.NDArray[np.float64]:
    """The credit (n, columns) of columns: the sum over their prepared columns (n, prepared)."""
    made_of = np.zeros((len(origins), columns))
    made_of[np.arange(len(origins)), origins] = 1
    return np.asarray(credit @ made_of)


def function_name(function: object) -> str:
    """The name of a function; for a callable object, the name of its class."""
    name: str = getattr(function, "__name__", type(function).__name__)
    return name.strip("_")


@singledispatch
def origins(transformer: Any, table: Table) -> Origins:
    """The origin of each column that a fitted transformer makes from a table.

    Raises ExplanationUnavailable, with the reason, where a prepared column is made of several
    columns, or its origin is unknown.
    """
    if offers(transformer, KnowsOrigins):
        return np.asarray(transformer.origins(table), dtype=np.intp)
    raise ExplanationUnavailable(
        f"{type(transformer).__name__} does not say which columns it makes of which, so that no "
        "single one is to be credited"
    )


@origins.register(StandardScaler)
@origins.register(MinMaxScaler)
@origins.register(MaxAbsScaler)
@origins.register(RobustScaler)
@origins.register(QuantileTransformer)
@origins.register(PowerTransformer)
@origins.register(OrdinalEncoder)
def _one_to_one(_: Any, table: Table) -> Origins:
    return np.arange(table.shape[1])


@origins.register
def _(imputer: SimpleImputer, table: Table) -> Origins:
    # A column that is always missing is left out, and an indicator may make up for the number.
    if imputer.add_indicator or imputer.transform(table[:1]).shape[1] != table.shape[1]:
        raise ExplanationUnavailable("SimpleImputer leaves out or adds columns")
    return np.arange(table.shape[1])


@origins.register
def _(encoder: OneHotEncoder, table: Table) -> Origins:
    dropped = encoder.drop_idx_ if encoder.drop_idx_ is not None else [None] * table.shape[1]
    joins_rare = encoder.min_frequency is not None or encoder.max_categories is not None
    rare = encoder.infrequent_categories_ if joins_rare else [None] * table.shape[1]
    counts = [
        len(known) - (drop is not None) - (0 if few is None else len(few) - 1)
        for known, drop, few in zip(encoder.categories_, dropped, rare, strict=True)
    ]
    return np.repeat(np.arange(table.shape[1]), counts)


@origins.register
def _(encoder: TargetEncoder, table: Table) -> Origins:
    # For several classes a column becomes one for each, side by side.
    return np.repeat(np.arange(table.shape[1]), len(encoder.encodings_) // table.shape[1])


@origins.register
def _(function: FunctionTransformer, table: Table) -> Origins:
    if function.func is None or function.feature_names_out == "one-to-one":
        return np.arange(table.shape[1])
    made = function.transform(table[:1])
    if not (isinstance(made, pd.DataFrame) and isinstance(table, pd.DataFrame)):
        name = function_name(function.func)
        raise ExplanationUnavailable(f"the function {name!r} does not say which columns it reads")
    places = table.columns.get_indexer(made.columns)
    if (places < 0).any():
        new = ", ".join(map(str, made.columns[places < 0]))
        raise ExplanationUnavailable(f"it reads columns that the raw table has not: {new}")
    return np.asarray(places, dtype=np.intp)


@origins.register
def _(steps: Pipeline, table: Table) -> Origins:
    found = np.arange(table.shape[1])
    # One row is enough to see which columns come out of a step.
    row = table[:1]
    for _, step in steps.steps:
        if step not in (None, "passthrough"):
            found = found[origins(step, row)]
            row = step.transform(row)
    return found


@origins.register
def _(union: FeatureUnion, table: Table) -> Origins:
    parts = [
        np.arange(table.shape[1]) if part == "passthrough" else origins(part, table)
        for _, part in union.transformer_list
        if part != "drop"
    ]
    return np.concatenate(parts)


@origins.register
def _(columns: ColumnTransformer, table: Table) -> Origins:
    places = np.arange(table.shape[1])
    found = np.zeros(max(part.stop for part in columns.output_indices_.values()), dtype=np.intp)
    for name, part, chosen in columns.transformers_:
        made = columns.output_indices_[name]
        if made.stop > made.start:
            given = places[_chosen(chosen, table)]
            passed = part == "passthrough"
            found[made] = given if passed else given[origins(part, _subtable(table, given))]
    return found


def _chosen(chosen: Any, table: Table) -> Any:
    """Indices of selected columns, which are given by name, by index or by a mask."""
    names = [chosen] if isinstance(chosen, str) else chosen
    if isinstance(table, pd.DataFrame) and isinstance(names, slice):
        ends = (names.start, names.stop)
        if any(isinstance(end, str) for end in ends):  # both are meant to be chosen
            return table.columns.slice_indexer(*ends)
        return names
    if isinstance(table, pd.DataFrame) and not isinstance(names, slice):
        named = [name for name in names if isinstance(name, str)]
        if named:
            return table.columns.get_indexer(pd.Index(named))
    return names


def _subtable(table: Table, places: Origins) -> Table:
    return table.iloc[:, places] if isinstance(table, pd.DataFrame) else table[:, places]
