"""Strata: groups of tested items with equal weight in a metric.

Formulas and sources: docs/statistics.md#strata.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.non_inferiority import Stratum
from triptych.measure.quality import Answers, Numbers, confusion, score_of_confusion
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes


def strata_of(
    first: Outcomes, second: Outcomes, metric: Metric, classes: tuple[str, ...]
) -> tuple[Stratum, ...]:
    """Divide paired items so that a difference of the metric is a weighted sum over strata.

    Hits have equal weight: one stratum. Otherwise the weight depends on the true class: its cost,
    or the fall of the metric with one item of that class (its slope at the mean confusion of both).
    None for regression, whose errors have no bound (docs/statistics.md#strata).
    """
    if metric.answer == "number":
        return ()
    runs = partial(design_of(first).error_runs, np.maximum(first.losses, second.losses))
    if metric.decomposable and metric.is_share:
        return _strata(first.hits - second.hits, np.zeros(len(first.items), int), np.ones(1), runs)
    if metric.decomposable:
        costs = first.values(metric), second.values(metric)
        difference = costs[1] - costs[0]
        weights = _cost_weights(np.maximum(*(side.max(axis=0) for side in costs)), first.truth)
    else:
        difference = first.hits - second.hits
        weights = _slopes(first, second, metric, classes)
    return _strata(np.sign(difference), first.truth, weights, runs)


def _strata(
    signs: Numbers, number: Numbers, weights: Numbers, runs: Callable[[Answers], float]
) -> tuple[Stratum, ...]:
    """One stratum for each number that occurs and has a weight.

    `runs` counts the runs that the errors of either contender form among some of the items.
    """
    size = len(weights)
    items = np.bincount(number, minlength=size)
    better = np.bincount(number, (signs > 0).mean(axis=0), minlength=size)
    worse = np.bincount(number, (signs < 0).mean(axis=0), minlength=size)
    return tuple(
        Stratum(
            weight=float(weights[one]),
            better=float(better[one]),
            worse=float(worse[one]),
            items=float(items[one]),
            share=float(items[one] / len(number)),
            number=int(one),
            error_runs=runs(np.flatnonzero(number == one)),
        )
        for one in np.flatnonzero((items > 0) & (weights > 0))
    )


def _cost_weights(dearest: Numbers, truth: Numbers) -> Numbers:
    """Increase of the mean cost when every item of a class gets its most expensive decision.

    Only observed costs are known: a class without errors gets the largest cost of all.
    """
    overall = float(dearest.max()) or 1.0
    of_class = np.zeros(int(truth.max()) + 1)
    np.maximum.at(of_class, np.asarray(truth, dtype=np.intp), dearest)
    weights: Numbers = np.where(of_class > 0, of_class, overall) * np.bincount(truth) / len(truth)
    return weights


def _slopes(first: Outcomes, second: Outcomes, metric: Metric, classes: tuple[str, ...]) -> Numbers:
    """Fall of the metric for each whole class, extrapolated from its slope at one item.

    Where neither decided an item of a class rightly there is nothing to fall: the rise with one
    right item takes its place.
    """
    count = len(classes)
    rows = [*first.predictions, *second.predictions]
    counts = np.mean([confusion(first.truth, row, count) for row in rows], axis=0)
    of_truth, right = counts.sum(axis=1), np.diagonal(counts)
    step = np.where(right > 0, np.minimum(right, 1.0), np.minimum(of_truth, 1.0))
    lost = (1 - np.eye(count)) / max(count - 1, 1) - np.eye(count)
    shares = counts / np.where(of_truth > 0, of_truth, 1.0)[:, None]
    moved = np.where(right[:, None] > 0, lost, np.eye(count) - shares)
    # One confusion for each class, in which a step of its items is decided otherwise.
    changed = counts + np.eye(count)[:, :, None] * (step[:, None] * moved)[:, None, :]
    fall = score_of_confusion(metric, counts, classes) - score_of_confusion(
        metric, changed, classes
    )
    change = np.where(right > 0, fall, -fall)
    slopes: Numbers = np.divide(change * of_truth, step, out=np.zeros(count), where=step > 0)
    return slopes
