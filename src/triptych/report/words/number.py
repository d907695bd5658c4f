"""Formats of numbers: never more digits than their interval supports."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the terminal writes numbers, too, and must not wait for statistics
    from triptych.analysis.statistics.interval import Interval
    from triptych.metric import Metric

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
TIMES = "\N{MULTIPLICATION SIGN}"
ABSENT = "\N{EN DASH}"

ENDLESS = "\N{INFINITY}"

# Below so much, a number is written in so large a unit of this name.
_DURATIONS = (
    (1e-6, 1e-9, "ns"),
    (1e-3, 1e-6, "µs"),
    (1.0, 1e-3, "ms"),
    (120.0, 1.0, "s"),
    (math.inf, 60.0, "min"),
)
_RATES = ((1e3, 1, "/s"), (1e6, 1e3, "k/s"), (1e9, 1e6, "M/s"), (math.inf, 1e9, "G/s"))
_SIZES = ((1e3, 1, "B"), (1e6, 1e3, "kB"), (1e9, 1e6, "MB"), (math.inf, 1e9, "GB"))


def fixed(value: float, digits: int, signed: bool = False) -> str:
    """A number with `digits` decimals; zero has no sign, values that are not finite are a dash."""
    if not math.isfinite(value):
        return ABSENT
    text = f"{abs(value):,.{digits}f}"
    if not text.strip("0.,"):
        return text
    return f"{MINUS if value < 0 else '+' * signed}{text}"


def plain(value: float) -> str:
    """A number as its author wrote it, such as the points of a rule."""
    return formatted(value, ".6g")


def tick(value: float, *, signed: bool = False) -> str:
    """A number at an axis, without floating-point noise."""
    rounded = round(value, 6) + 0.0
    return formatted(rounded, "+g" if signed and rounded else "g")


def formatted(value: float, form: str) -> str:
    """A number in a form of Python's format language, with a true minus sign."""
    return f"{value:{form}}".replace("-", MINUS)


def score(interval: "Interval", metric: "Metric", *, signed: bool = False) -> str:
    """Estimate and half-width of the interval: shares times 100, other metrics in their unit."""
    scale = 100.0 if metric.is_share else 1.0
    half_width = scale * (interval.high - interval.low) / 2
    digits = _digits(half_width, metric)
    return f"{fixed(scale * interval.estimate, digits, signed)} ± {fixed(half_width, digits)}"


def bare_score(value: float, metric: "Metric") -> str:
    """A score of which no interval is known: with one decimal as a share, else three digits."""
    return fixed(100 * value, 1) if metric.is_share else formatted(value, ".3g")


def bounds(interval: "Interval", metric: "Metric", *, signed: bool = False) -> str:
    """Both ends of the interval, in brackets."""
    scale = 100.0 if metric.is_share else 1.0
    digits = _digits(scale * (interval.high - interval.low) / 2, metric)
    low, high = (fixed(scale * end, digits, signed) for end in (interval.low, interval.high))
    return f"[{low}, {high}]"


def rounded(value: float, interval: "Interval", metric: "Metric", *, signed: bool = False) -> str:
    """A number with as many digits as the interval beside it supports."""
    scale = 100.0 if metric.is_share else 1.0
    return fixed(scale * value, _digits(scale * interval.half_width, metric), signed)


def amount(value: float, metric: "Metric") -> str:
    """A declared amount of the metric, such as a task's delta: `2 points`."""
    scaled = 100.0 * value if metric.is_share else value
    return f"{plain(scaled)}{NO_BREAK}{unit(metric, scaled)}"


def delta(value: float, metric: "Metric") -> str:
    """A task's delta with its sign, on one line."""
    return f"δ{NO_BREAK}={NO_BREAK}{amount(value, metric)}"


def unit(metric: "Metric", value: float = 2) -> str:
    """The unit of a shown score."""
    return "point" if metric.is_share and value == 1 else metric.unit


def share(estimate: float, low: float, high: float) -> str:
    """A share of items times 100, with the half-width of its interval."""
    half_width = 100 * (high - low) / 2
    digits = 1 if half_width < 10 else 0
    return f"{fixed(100 * estimate, digits)} ± {fixed(half_width, digits)}"


def percent(value: float) -> str:
    """A share in per cent, with one decimal near 0 and near 100."""
    return f"{fixed(100 * value, 1 if abs(value) < 0.1 or 0.99 < abs(value) < 1 else 0)}%"


def percent_or_zero(value: float) -> str:
    """A share in per cent, without a decimal where it is exactly 0."""
    return percent(value) if value else "0%"


def count(value: float) -> str:
    """A whole number with thousands separated."""
    return f"{value:,.0f}" if value >= 0 else f"{MINUS}{-value:,.0f}"


def counted(value: int, thing: str) -> str:
    """A number of things, in words that agree with it: `1 record`, `2 records`."""
    return f"{count(value)} {thing}" if value == 1 else f"{count(value)} {thing}s"


def about(items: int) -> str:
    """A planned number of items, rounded to two significant digits."""
    return count(_two_digits(items))


def quantity(value: float) -> str:
    """A number of things, possibly an average: whole numbers have no decimals."""
    return count(value) if value == round(value) or abs(value) >= 100 else fixed(value, 1)


def duration(seconds: float) -> str:
    """A time with two significant digits and its unit."""
    return _in_units(seconds, _DURATIONS) if math.isfinite(seconds) else ABSENT


def rough_duration(seconds: float) -> str:
    """A duration to the precision an estimate deserves: `8 s`, `4 min`, `2 h 10 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def rate(per_second: float) -> str:
    """Items a second with two significant digits, thousands and millions by their prefix."""
    return _in_units(per_second, _RATES)


def ratio(value: float) -> str:
    """A ratio with two significant digits."""
    return f"{_significant(value)}{NO_BREAK}{TIMES}"


def size(value_bytes: float) -> str:
    """Bytes with two significant digits and a decimal unit."""
    return _in_units(value_bytes, _SIZES)


def probability(value: float) -> str:
    """A p-value with two significant digits, or `<` the smallest reported value."""
    if value < 0.001:
        return "< .001"
    if value > 0.99:
        return "> .99"
    return f"{value:.2f}".lstrip("0") if value >= 0.1 else f"{value:.2g}".lstrip("0")


def equals(p_value: float) -> str:
    """A p-value after its sign, as in `p = .02` and `p < .001`."""
    text = probability(p_value)
    return text if text[0] in "<>" else f"= {text}"


def _digits(half_width: float, metric: "Metric") -> int:
    """Decimals the interval supports; shares show one, unless it is wider than ten points."""
    if metric.is_share:
        return 1 if half_width < 10 else 0
    if half_width <= 0 or not math.isfinite(half_width):
        return 3
    return max(0, 1 - math.floor(math.log10(half_width)))


def _in_units(value: float, units: tuple[tuple[float, float, str], ...]) -> str:
    """Two significant digits in the first unit that is large enough."""
    rounded = _two_digits(value)
    _, one, name = next((unit for unit in units if rounded < unit[0]), units[-1])
    return f"{_significant(value / one)}{NO_BREAK}{name}"


def _two_digits(value: float) -> float:
    return float(f"{value:.1e}")


def _significant(value: float) -> str:
    rounded = _two_digits(value)
    if abs(rounded) >= 10 or rounded == 0:
        return f"{rounded:,.0f}"
    return f"{rounded:.1f}" if abs(rounded) >= 1 else f"{rounded:.2g}"


def signed_points(value: float) -> str:
    """A difference in points with its sign; zero has no sign."""
    if math.isinf(value):
        return f"{MINUS if value < 0 else '+'}{ENDLESS}"
    return fixed(value, 1, signed=True)


def points(value: float) -> str:
    """An amount of points without a sign."""
    return f"{abs(value):,.1f}"


def points_interval(low: float, high: float) -> str:
    """Both ends of an interval, in brackets."""
    return f"[{signed_points(low)}, {signed_points(high)}]"
