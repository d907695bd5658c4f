"""Understanding a column: of which kind its cells are, whatever type they came in."""

import datetime
import decimal
import fractions
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.own_data.columns.cells import GAPS, GAPS_OF_NUMBERS, objects, visible_word, word_of
from triptych.own_data.columns.column import Column, Kind
from triptych.own_data.columns.moments import moments_of
from triptych.own_data.columns.numbers import are_codes, plain_numbers, written_numbers
from triptych.own_data.columns.prose import is_text
from triptych.own_data.understood import Finding

_SECONDS_A_DAY: Final = 86_400
_NEARLY_ALL: Final = 0.95
_NUMBERS: Final = (int, float, bool, decimal.Decimal, fractions.Fraction, np.number, np.bool_)
_DATES: Final = (datetime.date, np.datetime64)
_TRUTHS: Final = {"true": 1.0, "false": 0.0}


def understand_column(name: str, cells: "pd.Series[Any]") -> Column:
    """A column of numbers, words, text or moments; `unreadable` where cells are lists and such.

    Whatever pandas has counts: nullable and Arrow types, categories, periods, time zones.
    """
    kind = cells.dtype
    if isinstance(kind, pd.CategoricalDtype):
        cells = cells.astype(object)
    elif pd.api.types.is_complex_dtype(kind):
        return Column(name=name, kind="unreadable", values=objects(cells.tolist()))
    elif pd.api.types.is_numeric_dtype(kind):  # booleans too
        return _numbers(name, cells.to_numpy(dtype=np.float64, na_value=np.nan))
    elif pd.api.types.is_timedelta64_dtype(kind):
        return _numbers(name, cells.dt.total_seconds().to_numpy(dtype=np.float64) / _SECONDS_A_DAY)
    elif isinstance(kind, pd.PeriodDtype):
        return _moments(name, cells.dt.to_timestamp())
    elif pd.api.types.is_datetime64_any_dtype(kind):
        return _moments(name, cells)
    values = objects(cells.tolist())
    missing = np.asarray(pd.isna(values), dtype=bool)
    values[missing] = None
    types = set(map(type, values[~missing]))
    if all(issubclass(one, str) for one in types):
        return _from_words(name, values)
    if all(issubclass(one, _NUMBERS) for one in types):
        return _numbers(name, np.array([np.nan if v is None else float(v) for v in values]))
    if all(issubclass(one, _DATES) for one in types):
        return _moments(name, pd.Series(pd.to_datetime(pd.Series(values), utc=True)))
    if all(issubclass(one, (str, datetime.date, *_NUMBERS)) for one in types):
        return _from_words(name, objects([None if v is None else word_of(v) for v in values]))
    return Column(name=name, kind="unreadable", values=values)


def _numbers(name: str, values: npt.NDArray[np.float64]) -> Column:
    infinite = np.isinf(values)
    if not infinite.any():
        return Column(name=name, kind="number", values=values)
    rows = np.flatnonzero(infinite)
    finding = Finding(
        "warning",
        f"`{name}` is infinite in {_times(len(rows), 'row')}, the first of them row {rows[0] + 1}: "
        "read as gaps.",
    )
    values = np.where(infinite, np.nan, values)
    return Column(name=name, kind="number", values=values, findings=(finding,))


def _moments(name: str, cells: "pd.Series[Any]") -> Column:
    if cells.dt.tz is not None:
        cells = cells.dt.tz_convert("UTC").dt.tz_localize(None)
    return Column(name=name, kind="moment", values=np.asarray(cells, dtype="datetime64[ns]"))


def _from_words(name: str, values: npt.NDArray[Any]) -> Column:
    """A column of strings: each different one is looked at once."""
    if (numbers := _plain(values)) is not None:
        return _numbers(name, numbers)
    codes, different = pd.factorize(values)  # -1 for gaps
    words = objects([visible_word(word) for word in different])
    lower = [word.lower() for word in words]
    # Where a name such as `'-1'` is quoted throughout, the quotes are none of it.
    if len(words) and all(len(word) > 2 and word[0] == word[-1] == "'" for word in words):
        words = objects([word[1:-1] for word in words])
    is_gap = np.array([word in GAPS_OF_NUMBERS for word in lower], dtype=bool)
    solid = words[~is_gap]
    column = _as_numbers(name, solid, codes, is_gap) if len(solid) else None
    if column is None and len(solid):
        column = _as_moments(name, solid, codes, is_gap)
    if column is not None:
        return column
    gaps = np.array([word in GAPS for word in lower], dtype=bool)
    kind: Kind = "text" if is_text(words[~gaps], codes) else "words"
    # Texts stay as they were written; words are told apart by what is seen of them.
    kept = different.copy() if kind == "text" else words
    return Column(name=name, kind=kind, values=_spread(kept, gaps, codes))


def _plain(values: npt.NDArray[Any]) -> npt.NDArray[np.float64] | None:
    """Numbers in programs' notation, at once: most cells of most files are; None for others."""
    first = next((value for value in values if value), None)
    if first is None or not first.strip()[-1:].isdigit():
        return None
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (ValueError, TypeError):
        return None
    words = [value for value in values if value is not None]
    # Python's own notation `1_000` is no number in a file.
    return None if are_codes(words) or any("_" in word for word in words) else numbers


def _spread(
    different: npt.NDArray[Any], gaps: npt.NDArray[np.bool_], codes: npt.NDArray[np.intp]
) -> npt.NDArray[Any]:
    """The cell of each row (n,), from the different ones; None for gaps."""
    with_gap = objects([*different, None])
    with_gap[:-1][gaps] = None
    return with_gap[codes]


def _as_numbers(
    name: str, solid: npt.NDArray[Any], codes: npt.NDArray[np.intp], is_gap: npt.NDArray[np.bool_]
) -> Column | None:
    """Numbers, where all cells are, or all but a few of which the first is told."""
    if are_codes(solid):
        return None
    truths = [_TRUTHS.get(word.lower()) for word in solid]
    if None not in truths:
        numbers = np.array(truths, dtype=np.float64)
    else:
        numbers = plain_numbers(solid)
        if np.isnan(numbers).all() or _share(numbers, codes, is_gap) < _NEARLY_ALL:
            numbers = written_numbers(solid)
    if _share(numbers, codes, is_gap) < _NEARLY_ALL:
        return None
    spread = np.full(len(is_gap) + 1, np.nan)
    spread[:-1][~is_gap] = numbers
    column = _numbers(name, spread[codes])
    odd = solid[np.isnan(numbers)]
    if not len(odd):
        return column
    rows = int(np.isin(codes, np.flatnonzero(~is_gap)[np.isnan(numbers)]).sum())
    finding = Finding(
        "warning",
        f"`{name}` is numbers but for {_times(rows, 'cell')} such as `{odd[0][:30]}`: "
        "read as gaps.",
    )
    return Column(
        name=name, kind="number", values=column.values, findings=(*column.findings, finding)
    )


def _share(
    numbers: npt.NDArray[np.float64], codes: npt.NDArray[np.intp], is_gap: npt.NDArray[np.bool_]
) -> float:
    """The share of cells that are numbers, of those that are no gaps."""
    counts = np.bincount(codes[codes >= 0], minlength=len(is_gap))[~is_gap]
    return float(counts[~np.isnan(numbers)].sum() / max(counts.sum(), 1))


def _as_moments(
    name: str, solid: npt.NDArray[Any], codes: npt.NDArray[np.intp], is_gap: npt.NDArray[np.bool_]
) -> Column | None:
    found = moments_of(solid)
    if found is None:
        return None
    moments, is_certain = found
    spread = np.full(len(is_gap) + 1, np.datetime64("NaT"), dtype="datetime64[ns]")
    spread[:-1][~is_gap] = moments
    first = pd.Timestamp(moments[~np.isnat(moments)][0])
    doubt = Finding(
        "question",
        f"`{name}` may have day or month first: `{solid[0]}` is read as {first:%d %B %Y}. Write "
        "2026-12-31 where that is wrong.",
    )
    findings = () if is_certain else (doubt,)
    return Column(name=name, kind="moment", values=spread[codes], findings=findings)


def _times(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
