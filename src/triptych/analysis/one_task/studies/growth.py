"""Growth: by which power of the number of training items time and memory grow.

Formulas and sources: docs/statistics.md#growth.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final, Literal

import numpy as np
from scipy import stats

from triptych.analysis.statistics.interval import TAIL
from triptych.results.record import Record
from triptych.results.run import Run

Quantity = Literal["fit", "decision", "memory"]

QUANTITIES: Final[tuple[Quantity, ...]] = ("fit", "decision", "memory")

LEAST: Final = 3
"""Numbers of items that a line with an interval needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How a quantity of a contender grows with the number of training items.

    quantity    CPU seconds of a fit, CPU seconds of a decision, or bytes of a fit
    points      (items, mean over seeds), without those that are not above 0
    exponent    of items in a power law, with the ends of its 95 % interval; None with fewer than
                three points
    """

    contender: str
    quantity: Quantity
    points: tuple[tuple[float, float], ...]
    exponent: float | None = None
    low: float | None = None
    high: float | None = None


def growths(run: Run, task: str, study: str) -> tuple[Growth, ...]:
    """How each quantity grows for each contender of a study (docs/statistics.md#growth)."""
    return tuple(
        growth(contender, quantity, points)
        for quantity in QUANTITIES
        for contender in run.contenders_in(task, study)
        if (points := tuple(_points(run, task, contender, study, quantity)))
    )


def growth(contender: str, quantity: Quantity, points: Sequence[tuple[float, float]]) -> Growth:
    """Fit a power law to points (items, value) by least squares on their logarithms.

    The interval is Student's t of the slope, by `scipy.stats.linregress` (Goldsmith, Aiken and
    Wilkerson, ESEC/FSE 2007; docs/statistics.md#growth).
    """
    if len({items for items, _ in points}) < LEAST:
        return Growth(contender=contender, quantity=quantity, points=tuple(points))
    line = stats.linregress(*np.log(np.array(points)).T)
    # Of a level line without any noise scipy's error is not a number.
    half = stats.t.ppf(1 - TAIL, len(points) - 2) * np.nan_to_num(line.stderr)
    return Growth(
        contender=contender,
        quantity=quantity,
        points=tuple(points),
        exponent=float(line.slope),
        low=float(line.slope - half),
        high=float(line.slope + half),
    )


def _points(
    run: Run, task: str, contender: str, study: str, quantity: Quantity
) -> Iterator[tuple[float, float]]:
    for condition in run.conditions(task, contender, study):
        records = run.records_of(task, contender, study, condition)
        found = [_value(record, quantity) for record in records if record.status == "done"]
        values = [value for value in found if value]
        if values and isinstance(condition, int | float):
            yield float(condition), fmean(values)


def _value(record: Record, quantity: Quantity) -> float | None:
    if quantity == "fit":
        return record.fit_cpu_seconds
    if quantity == "decision":
        return (record.cpu_seconds - record.fit_cpu_seconds) / record.test_items
    return record.fit_bytes
