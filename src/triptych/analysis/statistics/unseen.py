"""Unseen: what an interval must hold beside what was seen, near perfection and in rare classes.

Formulas, sources and simulated coverage: docs/statistics.md#near-the-ends.
"""

from dataclasses import replace

import numpy as np

from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import Interval, unseen_share, wilson
from triptych.analysis.statistics.strata import strata_of
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes


def with_unseen(
    interval: Interval, outcomes: Outcomes, metric: Metric, classes: tuple[str, ...]
) -> Interval:
    """Return the interval of a share, widened by what so few items cannot show.

    outcomes   the fitted models that differ
    Accuracy of several fits by Clopper and Pearson's bound, balanced accuracy by Wilson's interval
    of each class, other metrics by his bound on classes without an error or without a hit
    (docs/statistics.md#near-the-ends).
    """
    if metric.name == "accuracy":
        return _by_items(interval, outcomes)
    if metric.name == "balanced_accuracy":
        return _by_recalls(interval, outcomes)
    below, above = _unseen(outcomes, metric, classes)
    if not below and not above:
        return interval
    return interval.widened(below, above, "Wilson for no error")


def unseen_outcomes(outcomes: Outcomes) -> tuple[float, float]:
    """Return the share of items that may be right where none was, and wrong where none was.

    Clopper and Pearson's bound (Biometrika 26, 1934); 0 where both kinds were seen.
    """
    hits = outcomes.hits
    unseen = unseen_share(design_of(outcomes).effective_items(hits))
    return (0.0 if hits.any() else unseen), (unseen if hits.all() else 0.0)


def _by_items(interval: Interval, outcomes: Outcomes) -> Interval:
    """Items that every fit decided alike say nothing of rarer ones; Wilson's holds them already."""
    if len(outcomes.seeds) == 1:
        return interval
    unseen = unseen_share(design_of(outcomes).effective_items(outcomes.hits))
    above = unseen if interval.estimate < 1 / 2 else 0.0
    return interval.widened(unseen, above, "exact for what is rare")


def _by_recalls(interval: Interval, outcomes: Outcomes) -> Interval:
    """The wider of the interval and Wilson's intervals of all recalls, joined by MOVER.

    Resampling a class of twenty items shows too few of the errors it may have.
    """
    independent = _independent_share(outcomes)
    hits = outcomes.hits.mean(axis=0)
    numbers = np.unique(outcomes.truth)
    recalls = []
    for number in numbers:
        of_class = hits[outcomes.truth == number] * independent
        recalls.append(wilson(float(of_class.sum()), independent * len(of_class)))
    below = float(np.hypot.reduce([one.estimate - one.low for one in recalls])) / len(numbers)
    above = float(np.hypot.reduce([one.high - one.estimate for one in recalls])) / len(numbers)
    low, high = interval.estimate - below, interval.estimate + above
    if low >= interval.low and high <= interval.high:
        return interval
    method = f"{interval.method}, Wilson for each class"
    return replace(
        interval, low=min(low, interval.low), high=max(high, interval.high), method=method
    )


def _unseen(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...]) -> tuple[float, float]:
    """How much a score may fall by classes without an error, and rise by classes without a hit."""
    independent = _independent_share(outcomes)
    falls, rises = [0.0], [0.0]
    for part in strata_of(outcomes, outcomes, metric, classes):
        hits = outcomes.hits[:, outcomes.truth == part.number]
        items = independent * part.items
        if hits.all():
            falls.append(part.weight * (1 - wilson(items, items).low))
        elif not hits.any():
            rises.append(part.weight * wilson(0.0, items).high)
    # All of it may be where it costs most; that as much is hidden in two places is rarer still.
    return max(falls), max(rises)


def _independent_share(outcomes: Outcomes) -> float:
    """The share of items that count as independent of the others."""
    return design_of(outcomes).effective_items(outcomes.hits) / len(outcomes.items)
