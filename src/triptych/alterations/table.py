"""Corrupted tables: noisy numbers, fields that are not filled in, and wrong units."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.alterations.number_type import as_before
from triptych.dataset import Raw
from triptych.study import Alter


def noise(known: Raw, level: float) -> Alter:
    """Add Gaussian noise to every number; the level is in standard deviations of its column.

    No number leaves the range of its column: a price below 0 would be an error that shows.
    """
    seen = {
        name: (float(one.std(ddof=0)), one.min(), one.max())
        for name, one in _numbers(_framed(known)).items()
    }

    def alter(raw: Raw, random: np.random.Generator) -> Raw:
        table = _framed(raw)
        for name in _numbers(table):
            values = table[name].to_numpy(dtype=float)
            spread, lowest, highest = seen[name]
            noisy = values + level * spread * random.normal(size=len(table))
            noisy = np.clip(noisy, np.minimum(values, lowest), np.maximum(values, highest))
            table[name] = as_before(noisy, table[name].dtype)
        return _as_given(table, raw)

    return alter


def missing(known: Raw, level: float) -> Alter:
    """Leave fields empty; the level is the share of them.

    A column that has empty fields elsewhere gets empty ones. Others get the usual value, as a form
    does that has to be complete: the median, or the most frequent value.
    """
    usual = {name: _usual(column) for name, column in _framed(known).items()}

    def alter(raw: Raw, random: np.random.Generator) -> Raw:
        table = _framed(raw)
        for name in table:
            empty = random.random(len(table)) < level
            table[name] = table[name].mask(empty, usual[name])
        return _as_given(table, raw)

    return alter


def unit(known: Raw, level: float) -> Alter:
    """Multiply one number of each item by the level, as who mistakes the unit does."""
    columns = [*_numbers(_framed(known))]

    def alter(raw: Raw, random: np.random.Generator) -> Raw:
        table = _framed(raw)
        wrong = random.integers(max(len(columns), 1), size=len(table))
        for number, name in enumerate(columns):
            values = table[name].to_numpy(dtype=float)
            values = np.where(wrong == number, level * values, values)
            table[name] = as_before(values, table[name].dtype)
        return _as_given(table, raw)

    return alter


def _framed(raw: Raw) -> pd.DataFrame:
    """The items as a table of their own: rows of an array get numbered columns."""
    return raw.copy() if isinstance(raw, pd.DataFrame) else pd.DataFrame(raw.copy())


def _as_given(table: pd.DataFrame, raw: Raw) -> Raw:
    if isinstance(raw, pd.DataFrame):
        return table
    items: npt.NDArray[np.generic] = table.to_numpy(dtype=raw.dtype)
    return items


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    return table.select_dtypes("number")


def _usual(column: pd.Series) -> object:
    if column.isna().any():
        return None
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return column.mode().iloc[0]
    return as_before(np.array([column.median()]), column.dtype)[0]
