"""Columns that many tables share: the contender, and numbers with intervals."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, Final

import pandas as pd

from triptych.analysis.statistics.interval import Interval
from triptych.metric import Metric
from triptych.report.model.table import Column, Entry, Raw
from triptych.report.words import number
from triptych.task import paradigm_of

UNITLESS: Final = Metric("", "", "number", False, True, unit="")
"""A metric without a unit: numbers are shown unchanged, with the digits their interval supports."""


def number_column(
    name: str,
    label: str,
    of: Callable[[Any], Entry | Raw],
    write: Callable[[Any], str] | None = None,
    **options: Any,
) -> Column:
    """A column of numbers; `options` are the other fields of Column."""
    return Column(name, label, numeric=True, of=of, write=write, **options)


def contender_entry(name: str) -> Entry:
    """A contender's name with the mark of its paradigm."""
    return Entry(name, paradigm=paradigm_of(name))


def by_contender(*columns: Column) -> list[Column]:
    """The contender, then `columns`, for rows about (contender, subject) pairs."""
    who = Column("contender", "contender", of=lambda pair: contender_entry(pair[0]))
    return [who, *(column.on(itemgetter(1)) for column in columns)]


def interval_columns(
    name: str,
    label: str,
    formula: str,
    of: Callable[[Any], Interval | None],
    metric: Metric = UNITLESS,
    *,
    signed: bool = False,
) -> list[Column]:
    """A score with its interval for people, then the two ends for programs."""
    shown = partial(interval_entry, metric=metric, signed=signed)
    return [column.on(of) for column in with_ends(name, label, formula, shown, interval_ends)]


def interval_entry(interval: Interval, metric: Metric = UNITLESS, *, signed: bool = False) -> Entry:
    """A score ± the half-width of its interval, with the interval below it."""
    shown = number.score(interval, metric, signed=signed)
    return Entry(interval.estimate, shown, note=number.bounds(interval, metric, signed=signed))


def interval_ends(interval: Interval) -> tuple[float, float]:
    """The low and the high end."""
    return interval.low, interval.high


def share_columns(
    name: str, label: str, formula: str, of: Callable[[Any], Sequence[float | None]]
) -> list[Column]:
    """Columns of a share with its interval: the share, times 100, for people; then both ends."""
    columns = with_ends(name, label, formula, _share, itemgetter(1, 2))
    return [column.on(of) for column in columns]


def _share(found: Sequence[float | None]) -> Entry:
    known = [one for one in found if one is not None]
    return Entry(found[0], number.share(*known) if len(known) == len(found) else "")


def with_ends(
    name: str,
    label: str,
    formula: str,
    of: Callable[[Any], Entry],
    ends: Callable[[Any], Sequence[float | None]],
) -> list[Column]:
    """An estimate for people, then the low and the high end for programs."""
    return [
        Column(name, label, numeric=True, formula=formula, of=of),
        Column(f"{name}_low", shown=False, formula=formula, of=lambda one: ends(one)[0]),
        Column(f"{name}_high", shown=False, formula=formula, of=lambda one: ends(one)[1]),
    ]


def known(value: Any) -> float | None:
    """A number from a data frame; None for NaN."""
    return None if pd.isna(value) else float(value)
