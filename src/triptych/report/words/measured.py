"""Formats of explanation metrics: in their unit, with the digits that intervals support."""

import math

from triptych.absent import Absent
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.report.model.table import Column, Entry
from triptych.report.words import number
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
    estimate = _fixed(scale * interval.estimate, digits, signed=signed)
    if not signed and interval.high == interval.estimate:
        return f"{estimate}{unit} (≥{number.NO_BREAK}{_fixed(scale * interval.low, digits)}{unit})"
    if not signed and interval.low == interval.estimate:
        return f"{estimate}{unit} (≤{number.NO_BREAK}{_fixed(scale * interval.high, digits)}{unit})"
    return f"{estimate}{PLUS_MINUS}{_fixed(half_width, digits)}{unit}"


def beside(interval: Interval, metric: ExplanationMetric, of: str = "") -> str:
    """A secondary number with its name; `of` follows it."""
    each = f"{measured(interval, metric)}{of}"
    return metric.beside.format(each=each) if metric.beside else f"{metric.name} {each}"


def entries(
    found: Interval | Absent, metric: ExplanationMetric, note: str = "", *, signed: bool = False
) -> list[Entry]:
    """An estimate for people, or the reason why it is missing; then both ends."""
    if isinstance(found, Absent):
        reason = printable(" ".join(found.reason.split()))
        return [Entry(note=shorten(reason, LONGEST_REASON)), Entry(), Entry()]
    ends = (end if math.isfinite(end) else None for end in (found.low, found.high))
    shown = measured(found, metric, signed=signed)
    return [Entry(found.estimate, shown, note=note), *map(Entry, ends)]


def columns(metric: ExplanationMetric, *, shown: bool = True) -> list[Column]:
    """The columns of `entries`."""
    return [
        Column(metric.key, metric.name, True, shown, formula=metric.note.anchor * shown),
        Column(f"{metric.key}_low", shown=False),
        Column(f"{metric.key}_high", shown=False),
    ]


def _seems_to_hold_zero(estimate: float, half_width: float, digits: int) -> bool:
    return round(abs(estimate), digits) <= round(half_width, digits)


def _alone(value: float, metric: ExplanationMetric, *, signed: bool) -> str:
    """A number without an interval: two significant digits, or a whole percentage."""
    if metric.unit == "percent":
        return f"{_fixed(100 * value, 0, signed=signed)}%"
    if metric.unit == "milliseconds":
        return number.duration(value / 1e3)
    if metric.high > 1 and abs(value) >= 100:
        return number.count(float(f"{value:.2g}"))
    digits = 0 if not value else min(6, max(0, 1 - math.floor(math.log10(abs(value)))))
    return _fixed(value, digits, signed=signed)


def _fixed(value: float, digits: int, *, signed: bool = False) -> str:
    text = f"{abs(value):,.{digits}f}"
    is_zero = not text.strip("0.,")
    sign = number.MINUS if value < 0 else "+" if signed else ""
    return text if is_zero else f"{sign}{text}"
