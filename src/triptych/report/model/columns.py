"""Columns that many tables have: whom a row is about, and a number with its interval."""

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
"""Writes numbers as they are, with the digits that their interval supports."""


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
    """The contender, then these columns, of rows about pairs of contender and subject."""
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
    """A score with half the width of its interval, and the interval under it."""
    shown = number.score(interval, metric, signed=signed)
    return Entry(interval.estimate, shown, note=number.bounds(interval, metric, signed=signed))


def interval_ends(interval: Interval) -> tuple[float, float]:
    """The low and the high end."""
    return interval.low, interval.high


def share_columns(
    name: str, label: str, formula: str, of: Callable[[Any], Sequence[float | None]]
) -> list[Column]:
    """Of a share with its two ends: the share, times 100, for people; then the ends."""
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
    """A number out of a data frame; None where it holds none."""
    return None if pd.isna(value) else float(value)
