"""Numbers as people write them: decimal commas, thousands, percent, currency, times of day."""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

_DECORATED: Final = re.compile(
    r"(?P<sign>[-+\u2212]?)\s*(?:[€$£¥₹]|USD|EUR|GBP|CHF)?\s*(?P<digits>\d[\d.,' \u00a0\u202f]*)\s*"
    r"(?:%|[€$£¥₹]|USD|EUR|GBP|CHF)?"
)
_CODE: Final = re.compile(r"0\d+")
_THOUSANDS: Final = re.compile(r"\d{1,3}([,.' \u00a0\u202f]\d{3})+")
_TIME: Final = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")


def plain_numbers(words: npt.NDArray[Any]) -> Floats:
    """The numbers (n,) that words are, in programs' notation; NaN for all others."""
    return np.asarray(pd.to_numeric(pd.Series(words), errors="coerce"), dtype=np.float64)


def are_codes(words: Sequence[str] | npt.NDArray[Any]) -> bool:
    """Whether the words are codes such as `00713`, which a number would shorten."""
    return any(_CODE.fullmatch(word) for word in words[:1000])


def written_numbers(words: npt.NDArray[Any]) -> Floats:
    """The numbers (n,) of words such as `1.234,50`, `$1,200`, `12 %` or `08:30`; NaN for others.

    A separator that stands before three digits alone, in all words, divides thousands. Times of day
    become hours.
    """
    times = [_TIME.fullmatch(word) for word in words]
    if all(times):
        return np.array([_hours(time) for time in times if time])
    parts = [_DECORATED.fullmatch(word) for word in words]
    digits = [part["digits"].strip() if part else "" for part in parts]
    mark = _decimal_mark(digits)
    pairs = zip(parts, digits, strict=True)
    return np.array([_value(p["sign"], text, mark) if p else np.nan for p, text in pairs])


def _hours(time: re.Match[str]) -> float:
    hours, minutes, seconds = (float(part or 0) for part in time.groups())
    return hours + minutes / 60 + seconds / 3600


def _decimal_mark(digits: list[str]) -> str:
    """The mark before decimals: the later of two, or the one that does not divide thousands."""
    comma_last = sum(text.rfind(",") > text.rfind(".") >= 0 for text in digits)
    point_last = sum(text.rfind(".") > text.rfind(",") >= 0 for text in digits)
    if comma_last or point_last:
        return "," if comma_last > point_last else "."
    with_comma = [text for text in digits if "," in text]
    return "." if all(_THOUSANDS.fullmatch(text) for text in with_comma) else ","


def _value(sign: str, digits: str, mark: str) -> float:
    text = re.sub(r"[' \u00a0\u202f]", "", digits)
    text = text.replace("," if mark == "." else ".", "").replace(mark, ".")
    try:
        return float(text) * (-1 if sign in ("-", "\u2212") else 1)
    except ValueError:
        return float("nan")
