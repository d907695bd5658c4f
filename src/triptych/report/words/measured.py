"""Formats of explanation metrics: in their unit, with the digits that intervals support."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from triptych.absent import Absent
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.report.model.columns import with_ends
from triptych.report.model.table import Column, Entry
from triptych.report.words import number
from triptych.report.words.number import fixed
from triptych.report.words.text import printable, shorten

LONGEST_REASON = 90
MOST_DIGITS = 4
UNITS = {"percent": "%", "milliseconds": f"{number.NO_BREAK}ms"}
PLUS_MINUS = f"{number.NO_BREAK}±{number.NO_BREAK}"


def measured(interval: Interval, metric: ExplanationMetric, *, signed: bool = False) -> str:
    """Estimate and half-width in the metric's unit; the estimate alone where there is no interval.

    The last digit is the first digit of the half-width, or the second where that begins with a 1; a
    difference has more digits where rounding would change whether the interval contains 0. At an
    end of the possible range, the other end of the interval is shown in brackets.
    """
    scale = 100.0 if metric.unit == "percent" else 1.0
    unit = "" if signed else UNITS.get(metric.unit, "")
    half_width = scale * interval.half_width
    if not 0 < half_width < math.inf:
        return _alone(interval.estimate, metric, signed=signed)
    digits = max(0, math.ceil(math.log10(2 / half_width)))
    holds_zero = interval.low <= 0 <= interval.high
    while (
        signed
        and digits < MOST_DIGITS
        and holds_zero != _seems_to_hold_zero(scale * interval.estimate, half_width, digits)
    ):
        digits += 1
    estimate = fixed(scale * interval.estimate, digits, signed=signed)
    if not signed and interval.high == interval.estimate:
        return f"{estimate}{unit} (≥{number.NO_BREAK}{fixed(scale * interval.low, digits)}{unit})"
    if not signed and interval.low == interval.estimate:
        return f"{estimate}{unit} (≤{number.NO_BREAK}{fixed(scale * interval.high, digits)}{unit})"
    return f"{estimate}{PLUS_MINUS}{fixed(half_width, digits)}{unit}"


def beside(interval: Interval, metric: ExplanationMetric, of: str = "") -> str:
    """A secondary number with its name; `of` follows it."""
    each = f"{measured(interval, metric)}{of}"
    return metric.beside.format(each=each) if metric.beside else f"{metric.name} {each}"


def columns(
    metric: ExplanationMetric,
    of: Callable[[Any], Interval | Absent | None],
    look: Callable[[Any], Entry] = lambda subject: Entry(),
    *,
    name: str = "",
    label: str = "",
    signed: bool = False,
) -> list[Column]:
    """Columns: an estimate for people, or the reason why it is missing; then both ends.

    of     a row's subject to its measurement; the cells are empty where that is None
    look   a row's subject to the note and the style of its estimate
    """

    def estimate(subject: Any) -> Entry:
        match of(subject):
            case Interval() as found:
                shown = measured(found, metric, signed=signed)
                return replace(look(subject), value=found.estimate, text=shown)
            case Absent() as found:
                return Entry(note=brief(found))
        return Entry()

    def ends(subject: Any) -> tuple[float | None, float | None]:
        found = of(subject)
        return finite_ends(found) if isinstance(found, Interval) else (None, None)

    name, label = name or metric.key, label or metric.name
    return with_ends(name, label, metric.note.anchor, estimate, ends)


def brief(absent: Absent) -> str:
    """A reason on one line, cut where it is long."""
    return shorten(printable(" ".join(absent.reason.split())), LONGEST_REASON)


def finite_ends(interval: Interval) -> tuple[float | None, float | None]:
    """Both ends of an interval, None for one that lies at infinity."""
    low, high = (end if math.isfinite(end) else None for end in (interval.low, interval.high))
    return low, high


def _seems_to_hold_zero(estimate: float, half_width: float, digits: int) -> bool:
    return round(abs(estimate), digits) <= round(half_width, digits)


def _alone(value: float, metric: ExplanationMetric, *, signed: bool) -> str:
    """A number without an interval: two significant digits, or a whole percentage."""
    if metric.unit == "percent":
        return f"{fixed(100 * value, 0, signed=signed)}%"
    if metric.unit == "milliseconds":
        return number.duration(value / 1e3)
    if metric.high > 1 and abs(value) >= 100:
        return number.count(float(f"{value:.2g}"))
    digits = 0 if not value else min(6, max(0, 1 - math.floor(math.log10(abs(value)))))
    return fixed(value, digits, signed=signed)
