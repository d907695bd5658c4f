"""Moments in time: dates as they are written, and numbers made of them."""

import re
import warnings
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.tseries.api import guess_datetime_format

_DATE: Final = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?!\d).*|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}.*"
    r"|[A-Za-z]{3,9} \d{1,2},? \d{4}.*|\d{4}[-/]\d{1,2}"
)
_SAMPLE: Final = 50
_SECONDS_A_DAY: Final = 86_400
_SHORT_YEAR: Final = ("%d.%m.%y", "%m/%d/%y", "%d/%m/%y", "%d-%b-%y", "%d %b %y")
_EVERY: Final = 0.98


def moments_of(words: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], bool] | None:
    """Moments (n,) that words are, and whether day and month could be told apart.

    None where the words are no dates. At least 98 of 100 have to be; others become NaT.
    """
    sample = words[:_SAMPLE]
    if not len(sample) or not all(_DATE.fullmatch(word) for word in sample):
        return None
    series = pd.Series(words, dtype=object)
    found: list[npt.NDArray[Any]] = []
    for pattern in _patterns(sample):
        moments = _parsed(series, pattern)
        if moments is not None and not any(_same(moments, other) for other in found):
            found.append(moments)
    if not found:
        return None
    best = max(found, key=lambda moments: int(np.sum(~np.isnat(moments))))
    rivals = [other for other in found if np.isnat(other).sum() == np.isnat(best).sum()]
    return best, len(rivals) == 1


def _patterns(sample: npt.NDArray[Any]) -> list[str]:
    """What the dates may be written in: day first, month first, or as ISO 8601 has it."""
    with warnings.catch_warnings():
        # Asked for both orders of day and month, pandas warns of each that is not the usual one.
        warnings.simplefilter("ignore", UserWarning)
        guesses = [
            guess_datetime_format(str(word), dayfirst=dayfirst)
            for dayfirst in (False, True)
            for word in sample[:5]
        ]
    return [*dict.fromkeys([*(guess for guess in guesses if guess), "ISO8601", *_SHORT_YEAR])]


def _parsed(series: "pd.Series[Any]", pattern: str) -> npt.NDArray[Any] | None:
    parsed = pd.to_datetime(series, format=pattern, errors="coerce", utc=True)
    if parsed.notna().mean() < _EVERY:
        return None
    return np.asarray(parsed.dt.tz_localize(None), dtype="datetime64[ns]")


def _same(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> bool:
    return bool(np.all((one == other) | (np.isnat(one) & np.isnat(other))))


def days(moments: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Days since 1970 (n,), with fractions; NaN for gaps."""
    seconds = (moments - np.datetime64(0, "s")) / np.timedelta64(1, "s")
    return np.asarray(seconds / _SECONDS_A_DAY, dtype=np.float64)


def numbers_of_moments(
    name: str, moments: npt.NDArray[Any], *, day: bool
) -> dict[str, npt.NDArray[np.float64]]:
    """Columns made of moments: the day since 1970, month, weekday (Monday is 1), hour.

    Those without variation are left out, and so is the day where it is not asked for: of items in
    the order of time it never occurs again.
    """
    parts = pd.Series(moments).dt
    made = {
        f"{name} month": parts.month,
        f"{name} weekday": parts.day_of_week + 1,
        f"{name} hour": parts.hour,
    }
    columns = {f"{name} day": days(moments)} if day else {}
    columns |= {part: np.asarray(values, dtype=np.float64) for part, values in made.items()}
    return {part: values for part, values in columns.items() if _varies(values)}


def _varies(values: npt.NDArray[np.float64]) -> bool:
    there = values[~np.isnan(values)]
    return bool(len(there)) and bool(there.min() < there.max())
