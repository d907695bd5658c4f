"""Jackknife: how a metric of confusion counts scatters over units of items that hang together.

Formulas and sources: docs/statistics.md#ordered-items, docs/statistics.md#groups.
"""

from dataclasses import dataclass

import numpy as np

from triptych.measure.quality import Answers, Numbers, confusion, score_of_confusion
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


@dataclass(frozen=True, eq=False, slots=True)
class ItemValues:
    """The jackknife's pseudo-values M[seed, item] of a metric, and its mean score over seeds.

    lows, highs   the smallest and largest value an item of each class that occurs could have
    """

    values: Numbers
    score: float
    lows: Numbers
    highs: Numbers


def item_pseudo_values(
    metric: Metric, truth: Answers, predictions: Answers, classes: tuple[str, ...]
) -> ItemValues:
    """Return the pseudo-values of single items; shapes as in `pseudo_values`.

    Items with the same truth and decision have the same value, so one score for each field of the
    confusion is enough (Miller, Biometrika 61, 1974).
    """
    count, items = len(classes), len(truth)
    fields = np.eye(count**2).reshape(-1, count, count)
    true = np.asarray(truth, dtype=np.intp)
    occurring = np.unique(true)
    rows, scores, lows, highs = [], [], [], []
    for row in predictions:
        counts = confusion(truth, row, count)
        whole = float(score_of_confusion(metric, counts, classes))
        # Fields without an item: as if one of its class had been decided so.
        without = np.maximum(counts - fields, 0.0)
        missing = counts[None] + fields
        seen = (counts.ravel() > 0)[:, None, None]
        changed = score_of_confusion(metric, np.where(seen, without, missing), classes)
        slope = np.where(counts.ravel() > 0, whole - changed, changed - whole)
        values = (whole + (items - 1) * slope).reshape(count, count)
        rows.append(values[true, np.asarray(row, dtype=np.intp)])
        scores.append(whole)
        lows.append(values[occurring].min(axis=1))
        highs.append(values[occurring].max(axis=1))
    return ItemValues(
        np.array(rows), float(np.mean(scores)), np.mean(lows, axis=0), np.mean(highs, axis=0)
    )
