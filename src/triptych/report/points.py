"""Points over tasks, as they are written: one decimal, and a sign where it is a difference."""

import math

from triptych.report.number import ABSENT, MINUS

ENDLESS = "\N{INFINITY}"


def signed(value: float) -> str:
    """A difference in points with its sign; nothing has none."""
    if not math.isfinite(value):
        return ABSENT if math.isnan(value) else f"{MINUS if value < 0 else '+'}{ENDLESS}"
    text = size(value)
    if not text.strip("0.,"):
        return text
    return f"{MINUS if value < 0 else '+'}{text}"


def size(value: float) -> str:
    """An amount of points without a sign."""
    return f"{abs(value):,.1f}"


def between(low: float, high: float) -> str:
    """Both ends of an interval, in brackets."""
    return f"[{signed(low)}, {signed(high)}]"
