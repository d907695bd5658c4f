"""Jackknife: how a metric of confusion counts scatters over units of items that hang together.

Formulas and sources: docs/statistics.md#ordered-items, docs/statistics.md#groups.
"""

import numpy as np

from triptych.measure.quality import Answers, Numbers, score_of_confusion
from triptych.metric import Metric


def pseudo_values(
    metric: Metric,
    truth: Answers,
    predictions: Answers,
    classes: tuple[str, ...],
    *,
    unit: Answers,
    minus: Answers | None = None,
) -> tuple[Numbers, float]:
    """Return the jackknife's pseudo-values (seeds, units) of a metric, and its mean score.

    unit     the number of each item's unit (n,), counted from 0: a block of time, or a group
    minus    decisions of another contender, whose values are subtracted

    Whole units are left out one at a time (Künsch, Annals of Statistics 17, 1989).
    """
    if minus is not None:
        of_first, first = pseudo_values(metric, truth, predictions, classes, unit=unit)
        of_second, second = pseudo_values(metric, truth, minus, classes, unit=unit)
        return of_first - of_second, first - second
    count, units = len(classes), int(unit.max()) + 1
    cells = (unit * count + np.asarray(truth, dtype=np.intp)) * count
    of_units = np.array(
        [np.bincount(cells + row, minlength=units * count**2) for row in predictions]
    ).astype(np.float64)
    of_units = of_units.reshape(len(predictions), units, count, count)
    everything = of_units.sum(axis=1, keepdims=True)
    whole = score_of_confusion(metric, everything, classes)
    without = score_of_confusion(metric, everything - of_units, classes)
    return units * whole - (units - 1) * without, float(whole.mean())
