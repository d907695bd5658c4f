"""Delta ranges: for which delta a task would have which answer.

docs/statistics.md#other-deltas.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from scipy import optimize

from triptych.analysis.one_task.answer.decision import Answer, Comparisons, answer_at

_POINTS: Final = 80
_PRECISION: Final = 1e-7
_BEYOND: Final = 1.3
"""How far the search goes beyond the widest interval, of its end."""


@dataclass(frozen=True, slots=True)
class DeltaRange:
    """Every delta from `low` to below `high` has this answer; `high` of the last is infinite."""

    low: float
    high: float
    answer: Answer


def delta_ranges(comparisons: Comparisons, delta: float) -> tuple[DeltaRange, ...]:
    """Divide all deltas by the answer that the verdict's own test would give at each.

    The answer is computed at 80 deltas, at `delta` and where any interval ends, and the point at
    which it changes between two of them is found by bisection (docs/statistics.md#other-deltas).
    Empty without comparisons.
    """
    if not comparisons:
        return ()
    starts = [(0.0, answer_at(comparisons, 0.0)), *_changes(comparisons, delta)]
    ends = [low for low, _ in starts[1:]] + [np.inf]
    return tuple(
        DeltaRange(low, end, found) for (low, found), end in zip(starts, ends, strict=True)
    )


def _changes(comparisons: Comparisons, delta: float) -> Iterator[tuple[float, Answer]]:
    """Each delta at which the answer changes, with the new answer."""
    points = _tried(comparisons, delta)
    answers = [answer_at(comparisons, point) for point in points]
    for (low, before), (high, after) in pairwise(zip(points, answers, strict=True)):
        while before != after:
            # Several changes may lie between two points: the first is found first.
            low = _first_change(comparisons, low, high, before)
            before = answer_at(comparisons, low)
            yield low, before


def _first_change(comparisons: Comparisons, low: float, high: float, before: Answer) -> float:
    """The delta from which the answer is no longer `before`, just beyond the change."""

    def is_after(point: float) -> float:
        return 1.0 if answer_at(comparisons, point) != before else -1.0

    middle = float(optimize.bisect(is_after, low, high, xtol=_PRECISION * high))
    return middle if is_after(middle) > 0 else min(middle + _PRECISION * high, high)


def _tried(comparisons: Comparisons, delta: float) -> list[float]:
    intervals = [one.difference for one in comparisons.values()]
    ends = [abs(end) for one in intervals for end in (one.low, one.high) if np.isfinite(end)]
    top = max([4 * delta, *(_BEYOND * end for end in ends)])
    points = {0.0, delta, *ends, *np.linspace(0.0, top, _POINTS).tolist()}
    if all(one.metric.is_share for one in comparisons.values()):
        points = {point for point in points if point <= 1} | {delta}
    return sorted(points)
