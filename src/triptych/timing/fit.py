"""Seconds of training in the quiet phase: the number of fits, and medians.

Method: docs/statistics.md, Fit.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from triptych.results.formats.speed import Fit

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class FitTiming:
    """One fit of a contender on the training items of its first fold, features included."""

    task: str
    contender: str
    wall_seconds: float
    cpu_seconds: float
    items: int


def plan_fits(costs: Mapping[Key, float], *, fits: int, seconds: float) -> dict[Key, int]:
    """The number of fits of each contender, from the expected seconds of one fit.

    The cheapest come first and are fitted `fits` times; where the remaining time does not allow
    that, once; where it does not allow one fit, not at all.
    """
    left = seconds
    planned = {}
    for key, cost in sorted(costs.items(), key=lambda pair: pair[1]):
        count = next((number for number in (fits, 1) if number * cost <= left), 0)
        left -= count * cost
        planned[key] = count
    return planned


def summarise_fits(timings: Iterable[FitTiming]) -> dict[tuple[str, str], Fit]:
    """Medians of wall and CPU seconds by (task, contender), with the number of fits and items."""
    by_contender: dict[tuple[str, str], list[FitTiming]] = defaultdict(list)
    for timing in timings:
        by_contender[timing.task, timing.contender].append(timing)
    return {
        who: Fit(
            wall_seconds=median(one.wall_seconds for one in fits),
            cpu_seconds=median(one.cpu_seconds for one in fits),
            fits=len(fits),
            items=fits[0].items,
        )
        for who, fits in by_contender.items()
    }
