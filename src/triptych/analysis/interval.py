"""Intervals: how far an estimate may lie from what it estimates.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from statsmodels.stats.proportion import proportion_confint

from triptych.analysis.outcome import Outcomes
from triptych.analysis.sampling import Sampling, bootstrap, student_t
from triptych.errors import DataError
from triptych.measure.quality import Numbers, score_of_confusion
from triptych.metric import Metric

CONFIDENCE: Final = 0.95

ONE_SEED: Final = "one seed: variance between seeds not measured"
DETERMINISTIC: Final = "deterministic: the same answers in every seed"


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its 95 % interval, in the metric's unit (shares between 0 and 1).

    `method` names the formula; `seeds` and `items` say what it was computed from; `note`
    says what a reader must know beside it, and is empty otherwise.
    """

    estimate: float
    low: float
    high: float
    method: str
    seeds: int
    items: int
    note: str = ""

    @property
    def half_width(self) -> float:
        """Half the distance between the ends: what is printed after ±."""
        return (self.high - self.low) / 2

    def negated(self) -> "Interval":
        """The interval of minus the quantity."""
        return replace(self, estimate=-self.estimate, low=-self.high, high=-self.low)

    def clipped(self, low: float, high: float) -> "Interval":
        """The interval without the part that is impossible."""
        return replace(self, low=max(self.low, low), high=min(self.high, high))


def two_way(matrix: Numbers) -> Interval:
    """Return the interval of the mean of M[seed, item] over both seeds and items.

    Variance components with Satterthwaite's degrees of freedom; with one seed, Student's t
    over items.
    """
    seeds, items = matrix.shape
    method = "two-way t" if seeds > 1 else "t over items"
    return from_sampling(student_t(matrix), method, seeds, items)


def wilson(successes: float, trials: float) -> Interval:
    """Return Wilson's score interval of a share; raises DataError where nothing was tried."""
    if trials <= 0:
        raise DataError(f"a share of {trials} trials has no interval; expected at least one.")
    low, high = proportion_confint(successes, trials, 1 - CONFIDENCE, method="wilson")
    share = successes / trials
    # The formula reaches 0 and 1 there, but for the last bits.
    low, high = min(float(low), share), max(float(high), share)
    return Interval(share, low, high, "Wilson", 1, round(trials)).clipped(0.0, 1.0)


def of_outcomes(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...] | None) -> Interval:
    """Return a contender's score on a task with its interval, by the method that fits both."""
    one = outcomes.one_fit() if outcomes.fits == 1 else outcomes
    shape = len(one.seeds), len(one.items)
    if not metric.decomposable:
        interval = _bootstrapped(one, metric, classes or ())
    elif metric.is_share and outcomes.fits == 1:
        interval = wilson(float(one.values(metric).sum()), shape[1])
    else:
        interval = two_way(one.values(metric))
    if metric.is_share:
        interval = interval.clipped(0.0, 1.0)
    note = DETERMINISTIC if outcomes.deterministic else ONE_SEED if outcomes.fits == 1 else ""
    return replace(interval, seeds=len(outcomes.seeds), note=note)


def from_sampling(sampling: Sampling, method: str, seeds: int, items: int) -> Interval:
    """Return the interval that a sampling distribution gives."""
    low, high = sampling.bounds(CONFIDENCE)
    return Interval(sampling.estimate, low, high, method, seeds, items)


def _bootstrapped(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...]) -> Interval:
    sampling = bootstrap(metric, outcomes.truth, outcomes.predictions, classes)
    seeds, items = outcomes.predictions.shape
    interval = from_sampling(sampling, "bootstrap", seeds, items)
    if outcomes.losses.any():
        return interval
    # Resampling cannot show an error that was not seen. Wilson's bound says how many there may
    # be among as many items; spread over the classes in proportion, they cost this much.
    unseen = 1 - wilson(items, items).low
    counts = np.bincount(outcomes.truth, minlength=len(classes)).astype(np.float64)
    off_diagonal = (1 - np.eye(len(classes))) / max(len(classes) - 1, 1)
    mixed = counts[:, None] * ((1 - unseen) * np.eye(len(classes)) + unseen * off_diagonal)
    low = float(score_of_confusion(metric, mixed, classes))
    return replace(interval, low=min(low, interval.low), method="bootstrap, Wilson for no error")
