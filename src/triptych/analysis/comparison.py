"""Comparison: two contenders on the same items.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import special

from triptych.analysis.interval import CONFIDENCE, ONE_SEED, Interval, from_sampling
from triptych.analysis.non_inferiority import p_worse_by
from triptych.analysis.outcome import Outcomes, pair
from triptych.analysis.sampling import Sampling, StudentT, bootstrap, mean_score, student_t
from triptych.metric import Metric

TAIL: Final = (1 - CONFIDENCE) / 2
POWER: Final = 0.80
"""Chance that the planned number of items settles an undecided comparison."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How two contenders differ on the items and seeds both have.

    first_score, second_score    each one's score on those items
    difference                   first minus second, in the metric's own unit and direction
    p_value, test                two-sided, of the hypothesis that they do not differ
    first_right, second_right    items that only this one decided rightly, mean over seeds;
                                 None for regression
    item_variance                what one item adds to the variance of the difference
    persistence                  share of it that stays when seeds are averaged; 1 with one seed
    largest_difference           the most that one item can differ by
    sampling                     the distribution the interval was read from
    """

    first: str
    second: str
    metric: Metric
    first_score: float
    second_score: float
    difference: Interval
    p_value: float
    test: str
    first_right: float | None
    second_right: float | None
    item_variance: float
    persistence: float
    largest_difference: float
    sampling: Sampling

    @property
    def advantage(self) -> Interval:
        """How much better the first is: positive whichever direction of the metric is good."""
        return self.difference if self.metric.greater_is_better else self.difference.negated()

    @property
    def relative_error_reduction(self) -> float | None:
        """Share of the second's error (or cost) the first avoids; None where it makes none."""
        scores = self.first_score, self.second_score
        first, second = (1 - score for score in scores) if self.metric.is_share else scores
        return 1 - first / second if second > 0 else None

    def p_worse_by(self, delta: float) -> float:
        """One-sided p-value of the hypothesis that the first is worse by `delta` or more.

        For hits with Tango's variance under that hypothesis; for other metrics of classes it is
        at least the chance that a contender worse by `delta` shows no item against it.
        """
        better = self.sampling if self.metric.greater_is_better else self.sampling.negated()
        if isinstance(better, StudentT) and self.metric.is_share:
            assert self.first_right is not None  # hits are of classes
            assert self.second_right is not None
            return p_worse_by(
                delta,
                better,
                better=self.first_right,
                worse=self.second_right,
                items=self.difference.items,
                persistence=self.persistence,
            )
        p_value = better.p_at_most(-delta)
        if self.metric.answer == "number":
            return p_value
        return max(p_value, (1 - self._share(delta)) ** self.difference.items)

    def items_to_settle(self, delta: float) -> int | None:
        """Test items with which two equal contenders would be told apart from `delta`.

        With a power of 80 %: (1.96 + 0.84)² · item variance / delta², which is 7.85 times the
        share of discordant items where hits are compared. None for a delta of 0: no number of
        items shows that nothing at all is lost.
        """
        if delta <= 0:
            return None
        quantiles = special.ndtri(1 - TAIL) + special.ndtri(POWER)
        needed = quantiles**2 * self.item_variance / delta**2
        share = self._share(delta)
        if self.metric.answer == "class" and share < 1:
            needed = max(needed, np.log(TAIL) / np.log1p(-share))
        return int(np.ceil(needed))

    def swapped(self) -> "Comparison":
        """The same comparison, seen from the second."""
        return replace(
            self,
            first=self.second,
            second=self.first,
            first_score=self.second_score,
            second_score=self.first_score,
            difference=self.difference.negated(),
            first_right=self.second_right,
            second_right=self.first_right,
            sampling=self.sampling.negated(),
        )

    def _share(self, delta: float) -> float:
        """The smallest share of items by which a difference of `delta` can come about."""
        return min(delta / self.largest_difference, 1.0)


def compare(
    first: Outcomes, second: Outcomes, metric: Metric, classes: tuple[str, ...] | None
) -> Comparison:
    """Compare two contenders of a task on the items and seeds both have.

    Means over items by the two-way t on their differences; where each side is one fitted
    model, hits by the exact McNemar test; other metrics by the bootstrap.
    Raises DataError where they share no item or no seed.
    """
    if first.contender > second.contender:
        # One order for both directions, so that they share their resamples.
        return compare(second, first, metric, classes).swapped()
    paired = pair(first, second)
    both_fixed = first.deterministic and second.deterministic
    if metric.decomposable:
        comparison = _of_means(*paired, metric)
    else:
        comparison = _of_resamples(*paired, metric, classes or ())
    if comparison.difference.seeds > 1 or both_fixed:
        return comparison
    return replace(comparison, difference=replace(comparison.difference, note=ONE_SEED))


def _of_means(first: Outcomes, second: Outcomes, metric: Metric) -> Comparison:
    values = first.values(metric), second.values(metric)
    matrix = values[0] - values[1]
    seeds, items = matrix.shape
    sampling = student_t(matrix)
    method = test = "two-way t" if seeds > 1 else "t over items"
    p_value = _two_sided(sampling)
    interval = from_sampling(sampling, method, seeds, items)
    largest = 1.0 if metric.is_share else float(max(np.abs(side).max() for side in values)) or 1.0
    if metric.answer == "class" and not np.ptp(matrix):
        interval = _all_alike(interval, largest)
        p_value, test = (2 * 0.5**items if matrix.any() else 1.0), "sign test"
    if metric.is_share and seeds == 1:
        p_value, test = _mcnemar(first, second), "exact McNemar"
    first_right, second_right = _discordant(first, second, metric)
    variance = float(np.mean(matrix**2))
    return Comparison(
        first=first.contender,
        second=second.contender,
        metric=metric,
        first_score=float(values[0].mean()),
        second_score=float(values[1].mean()),
        difference=interval,
        p_value=p_value,
        test=test,
        first_right=first_right,
        second_right=second_right,
        item_variance=variance,
        persistence=float(np.mean(matrix.mean(axis=0) ** 2)) / variance if variance else 1.0,
        largest_difference=largest,
        sampling=sampling,
    )


def _of_resamples(
    first: Outcomes, second: Outcomes, metric: Metric, classes: tuple[str, ...]
) -> Comparison:
    scores = [mean_score(metric, side.truth, side.predictions, classes) for side in (first, second)]
    sampling = bootstrap(metric, first.truth, first.predictions, classes, minus=second.predictions)
    seeds, items = first.predictions.shape
    interval = from_sampling(sampling, "bootstrap", seeds, items)
    if (first.predictions == second.predictions).all():
        interval = _all_alike(interval, 1.0)
    first_right, second_right = _discordant(first, second, metric)
    return Comparison(
        first=first.contender,
        second=second.contender,
        metric=metric,
        first_score=scores[0],
        second_score=scores[1],
        difference=interval,
        p_value=_two_sided(sampling),
        test="bootstrap",
        first_right=first_right,
        second_right=second_right,
        item_variance=items * sampling.standard_error**2,
        persistence=1.0,
        largest_difference=1.0,
        sampling=sampling,
    )


def _two_sided(sampling: Sampling) -> float:
    tails = sampling.p_at_most(0.0), sampling.negated().p_at_most(0.0)
    return min(1.0, 2 * min(tails))


def _mcnemar(first: Outcomes, second: Outcomes) -> float:
    """Exact two-sided McNemar test of one fitted model each: a sign test of discordant items."""
    better = int(np.sum(first.hits > second.hits))
    worse = int(np.sum(first.hits < second.hits))
    # special, not stats: importing scipy.stats takes a second, for one binomial tail.
    return min(1.0, 2 * float(special.bdtr(min(better, worse), better + worse, 0.5)))


def _discordant(
    first: Outcomes, second: Outcomes, metric: Metric
) -> tuple[float, float] | tuple[None, None]:
    """Count the items only one of the two decided rightly, averaged over seeds."""
    if metric.answer == "number":
        return None, None
    seeds = len(first.seeds)
    only_first = float(np.sum(first.hits > second.hits)) / seeds
    only_second = float(np.sum(first.hits < second.hits)) / seeds
    return only_first, only_second


def _all_alike(interval: Interval, largest: float) -> Interval:
    """Widen an interval without width by the items that may differ although none was seen to.

    Where none of n items does, at most a share of 1 - 0.025^(1/n) would: Clopper and Pearson's
    exact bound, about 3.7 / n.
    """
    unseen = largest * (1 - TAIL ** (1 / interval.items))
    centre = interval.estimate
    widened = replace(
        interval, low=centre - unseen, high=centre + unseen, method="exact, all alike"
    )
    return widened.clipped(-largest, largest)
