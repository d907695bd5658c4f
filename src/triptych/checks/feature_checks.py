"""What `features(raw)` promises: named measurements that depend on one item only."""

import re
from typing import Final

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionDtype

from triptych.checks.specimen import Specimen, is_unchanged
from triptych.dataset import Raw, take
from triptych.errors import ContractError

_NAMELESS: Final = re.compile(
    r"(unnamed.*|(f|x|v|feature|feat|col|column|var|variable)?[ _:.-]*\d*)", re.IGNORECASE
)
_FEW_ITEMS: Final = 8
_TOLERANCE: Final = 1e-6


def check_feature_names_mean_something(specimen: Specimen) -> None:
    """Every column of the table has a unique, readable name."""
    columns = list(specimen.task.features(specimen.tested_raw).columns)
    if not columns:
        raise ContractError("features(raw) has no column. Measure at least one thing.")
    blank = [name for name in columns if not isinstance(name, str) or _NAMELESS.fullmatch(name)]
    if blank:
        raise ContractError(
            f"features(raw) has columns named {blank[:5]}. Name each after what it measures, in "
            "words: rules, explanations and the report show these names."
        )
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise ContractError(f"features(raw) has more than one column {twice[0]!r}. Rename one.")


def check_features_are_numbers_or_words(specimen: Specimen) -> None:
    """A feature is a finite number, a missing one (NaN), true or false, or a word."""
    _require_no_infinite(specimen.dataset.raw)
    table = specimen.task.features(specimen.tested_raw)
    for name, column in table.items():
        if pd.api.types.is_bool_dtype(column):
            continue
        if isinstance(column.dtype, pd.CategoricalDtype):
            column = column.cat.categories.to_series()
            if pd.api.types.is_numeric_dtype(column):
                continue  # category 1 and 2 are names like others
        if pd.api.types.is_numeric_dtype(column):
            if isinstance(column.dtype, ExtensionDtype) and column.isna().any():
                raise ContractError(
                    f"feature {name!r} is of pandas' type {column.dtype} and has gaps, which "
                    "libraries for learning do not know. Return it `.astype('float64')`."
                )
            if np.isinf(column.to_numpy(dtype=np.float64, na_value=np.nan)).any():
                raise ContractError(
                    f"feature {name!r} has infinite values. Use NaN where nothing can be measured."
                )
        elif not all(isinstance(value, str) for value in column.dropna()):
            kind = type(next(v for v in column.dropna() if not isinstance(v, str))).__name__
            raise ContractError(
                f"feature {name!r} holds values of type {kind}. "
                "Use numbers, booleans or strings, and NaN where a value is missing."
            )


def _require_no_infinite(raw: Raw) -> None:
    """Raise ContractError for an infinite raw value anywhere, tested or not, with its place."""
    if isinstance(raw, pd.DataFrame):
        numbers = raw.select_dtypes("number")
        items, columns = np.nonzero(np.isinf(numbers.to_numpy(dtype=np.float64)))
        places = [f"column {numbers.columns[column]!r}, row " for column in columns[:1]]
    else:
        items = np.nonzero(np.isinf(raw))[0] if raw.dtype.kind == "f" else np.empty(0, dtype=int)
        places = ["item "] * len(items[:1])
    for place, item in zip(places, items, strict=False):
        raise ContractError(
            f"the raw items have infinite values, first in {place}{item}. Use NaN where nothing "
            "can be measured."
        )


def check_features_are_pure(specimen: Specimen) -> None:
    """Equal items give equal tables, and `features` does not change its argument."""
    raw = specimen.tested_raw
    untouched = raw.copy()
    first = specimen.task.features(raw).copy()
    if not is_unchanged(raw, untouched):
        raise ContractError("features(raw) changes the items it is given. Work on a copy.")
    difference = _difference(first, specimen.task.features(untouched))
    if difference:
        raise ContractError(
            f"features(raw) gives another table for a copy of the same items: {difference}. "
            "It may depend on nothing but the items: no random numbers, no answers, no cache."
        )


def check_features_see_one_item_at_a_time(specimen: Specimen) -> None:
    """A row depends on its own item only: it is the same alone and in another order."""
    raw = take(specimen.tested_raw, np.arange(min(_FEW_ITEMS, len(specimen.tested_raw))))
    batch = specimen.task.features(raw)
    backwards = np.arange(len(raw))[::-1]
    single = [specimen.task.features(take(raw, np.array([item]))) for item in range(len(raw))]
    for way, table in (
        ("one by one", pd.concat(single, ignore_index=True)),
        ("in another order", specimen.task.features(take(raw, backwards)).iloc[backwards]),
    ):
        difference = _difference(batch, table)
        if difference:
            raise ContractError(
                f"features(raw) gives other rows {way} than for a batch: {difference}. Measure "
                "each item by itself; what is learned from many items belongs in the estimator."
            )


def check_meanings_are_of_columns(specimen: Specimen) -> None:
    """`MEANINGS` of data.py, where it exists, has a sentence for each column of the table."""
    meanings = specimen.task.meanings
    if not meanings:
        return
    columns = list(specimen.task.features(specimen.tested_raw).columns)
    unknown = [name for name in meanings if name not in columns]
    silent = [name for name in columns if not str(meanings.get(name) or "").strip()]
    faults = [
        *([f"speaks of {unknown[:5]}, which features(raw) does not give"] if unknown else []),
        *([f"says nothing of the columns {silent[:5]}"] if silent else []),
    ]
    if faults:
        raise ContractError(
            f"MEANINGS {' and '.join(faults)}. Give each column a sentence under its own name."
        )


def _difference(first: pd.DataFrame, second: pd.DataFrame) -> str:
    """Describe the first difference between two tables; empty where they are equal."""
    if list(first.columns) != list(second.columns):
        odd = sorted(set(map(str, first.columns)) ^ set(map(str, second.columns)))
        return f"columns {', '.join(odd[:5]) or 'in another order'}"
    for name in first.columns:
        a, b = first[name].to_numpy(), second[name].to_numpy()
        if pd.api.types.is_numeric_dtype(first[name]):
            a, b = (
                table[name].to_numpy(dtype=np.float64, na_value=np.nan) for table in (first, second)
            )
            same = np.isclose(a, b, rtol=_TOLERANCE, atol=_TOLERANCE, equal_nan=True)
        else:
            same = (a == b) | (pd.isna(a) & pd.isna(b))
        if not same.all():
            item = int(np.flatnonzero(~same)[0])
            return f"column {name!r} is {a[item]} and then {b[item]}"
    return ""
