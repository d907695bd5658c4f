"""Comparison: two contenders on the same items.

Formulas and sources: docs/statistics.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import special

from triptych.analysis.statistics import blocks
from triptych.analysis.statistics.interval import (
    CONFIDENCE,
    ONE_SEED,
    Interval,
    from_sampling,
    in_order_note,
    of_blocks,
)
from triptych.analysis.statistics.non_inferiority import Stratum, p_worse_by
from triptych.analysis.statistics.sampling import (
    Sampling,
    bootstrap,
    mean_score,
    p_of_no_difference,
    student_t,
)
from triptych.analysis.statistics.strata import strata_of
from triptych.measure.quality import Numbers
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes, pair

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
    item_variance                n times the variance that items add to the difference
    persistence                  share of it that stays when seeds are averaged; 1 with one seed
    effective_items              how many independent items would say as much; the items
                                 themselves, unless they are ordered
    strata                       the items by what they weigh in the metric; none for regression
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
    effective_items: float
    strata: tuple[Stratum, ...]
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

        With Tango's variance (1998) under that hypothesis (`non_inferiority.p_worse_by`).
        """
        better = self.sampling if self.metric.greater_is_better else self.sampling.negated()
        share = self.effective_items / self.difference.items
        strata = [one.thinned(share) for one in self.strata]
        return p_worse_by(delta, better, strata, persistence=self.persistence)

    def items_to_settle(self, delta: float) -> int | None:
        """Test items with which two equal contenders would be told apart from `delta`.

        In items of this stream where they are ordered.
        With a power of 80 %: (1.96 + 0.84)² · item variance / delta², which is 7.85 times the
        share of discordant items where hits are compared. None for a delta of 0: no number of
        items shows that nothing at all is lost.
        """
        if delta <= 0 or not np.isfinite(self.item_variance):
            return None
        quantiles = special.ndtri(1 - TAIL) + special.ndtri(POWER)
        needed = quantiles**2 * self.item_variance / delta**2
        # At least as many as would show one item lost, wherever the loss may sit.
        runs = self.difference.items / self.effective_items
        least = [
            runs * np.log(TAIL) / np.log1p(-delta / stratum.weight) / stratum.share
            for stratum in self.strata
            if delta < stratum.weight
        ]
        return int(np.ceil(max([needed, *least])))

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
            strata=tuple(one.swapped() for one in self.strata),
            sampling=self.sampling.negated(),
        )


def compare(
    first: Outcomes, second: Outcomes, metric: Metric, classes: tuple[str, ...] | None
) -> Comparison:
    """Compare two contenders of a task on the items and seeds both have.

    Means over items by the two-way t on their differences; where each side is one fitted
    model, hits by the exact McNemar test (Psychometrika 12, 1947); other metrics by the bootstrap
    (docs/statistics.md#comparison).
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
        comparison = _of_confusions(*paired, metric, classes or ())
    difference = comparison.difference
    if metric.is_share:
        difference = difference.clipped(-1.0, 1.0)
    notes = [] if difference.seeds > 1 or both_fixed else [ONE_SEED]
    if paired[0].ordered:
        notes.append(in_order_note(paired[1].losses - paired[0].losses))
    note = "; ".join(filter(None, notes))
    return replace(comparison, difference=replace(difference, note=note))


def _of_means(first: Outcomes, second: Outcomes, metric: Metric) -> Comparison:
    values = first.values(metric), second.values(metric)
    matrix = values[0] - values[1]
    seeds, items = matrix.shape
    ordered = first.ordered
    sampling = blocks.of_means(matrix) if ordered else student_t(matrix)
    effective = blocks.effective_pairs(matrix, values) if ordered else float(items)
    interval = (of_blocks if ordered else _of_items)(sampling, seeds, items)
    p_value, test = p_of_no_difference(sampling), interval.method
    strata = strata_of(first, second, metric, ())
    if strata and not np.ptp(matrix) and np.isfinite(sampling.standard_error):
        p_value, test = (2 * 0.5**effective if matrix.any() else 1.0), "sign test"
    if metric.is_share and seeds == 1 and not ordered:
        p_value, test = _mcnemar(first, second), "exact McNemar"
    first_right, second_right = _discordant(first, second, metric)
    return Comparison(
        first=first.contender,
        second=second.contender,
        metric=metric,
        first_score=float(values[0].mean()),
        second_score=float(values[1].mean()),
        difference=_widened(interval, strata, effective / items),
        p_value=p_value,
        test=test,
        first_right=first_right,
        second_right=second_right,
        item_variance=float(np.mean(matrix**2)) * items / effective,
        persistence=_persistence(matrix),
        effective_items=effective,
        strata=strata,
        sampling=sampling,
    )


def _of_confusions(
    first: Outcomes, second: Outcomes, metric: Metric, classes: tuple[str, ...]
) -> Comparison:
    scores = [mean_score(metric, side.truth, side.predictions, classes) for side in (first, second)]
    answers = metric, first.truth, first.predictions, classes
    seeds, items = first.predictions.shape
    hits = first.hits - second.hits
    if first.ordered:
        sampling: Sampling = blocks.of_confusions(*answers, minus=second.predictions)
        interval = of_blocks(sampling, seeds, items)
        effective = blocks.effective_pairs(hits, (first.hits, second.hits))
    else:
        sampling = bootstrap(*answers, minus=second.predictions)
        interval = from_sampling(sampling, "bootstrap", seeds, items)
        effective = float(items)
    strata = strata_of(first, second, metric, classes)
    first_right, second_right = _discordant(first, second, metric)
    return Comparison(
        first=first.contender,
        second=second.contender,
        metric=metric,
        first_score=scores[0],
        second_score=scores[1],
        difference=_widened(interval, strata, effective / items),
        p_value=p_of_no_difference(sampling),
        test=interval.method,
        first_right=first_right,
        second_right=second_right,
        item_variance=items * sampling.standard_error**2,
        persistence=_persistence(hits),
        effective_items=effective,
        strata=strata,
        sampling=sampling,
    )


def _of_items(sampling: Sampling, seeds: int, items: int) -> Interval:
    method = "two-way t" if seeds > 1 else "t over items"
    return from_sampling(sampling, method, seeds, items)


def _persistence(differences: Numbers) -> float:
    """Share of the mean square that stays when seeds are averaged; 1 where nothing differs."""
    square = float(np.mean(differences**2))
    return float(np.mean(differences.mean(axis=0) ** 2)) / square if square else 1.0


def _mcnemar(first: Outcomes, second: Outcomes) -> float:
    """Exact two-sided test of one fitted model each: a sign test of discordant items.

    McNemar, Psychometrika 12, 1947; the p-value is statsmodels'.
    """
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


def _widened(interval: Interval, strata: Iterable[Stratum], independent: float) -> Interval:
    """Widen an interval by the items that may differ although none of their kind was seen to.

    Where n items are all alike, at most a share of 1 - 0.025^(1/n) is not: Clopper and Pearson's
    exact bound (Biometrika 26, 1934), about 3.7 / n. `independent` is the share of items to count.
    """
    alike = [
        one.thinned(independent) for one in strata if {one.better, one.worse} <= {0.0, one.items}
    ]
    unseen = max((one.weight * (1 - TAIL ** (1 / one.items)) for one in alike), default=0.0)
    if not unseen:
        return interval
    # Ends of independent parts are joined as MOVER does: Zou & Donner, Statistics in Medicine 27.
    centre = interval.estimate
    below, above = (float(np.hypot(end - centre, unseen)) for end in (interval.low, interval.high))
    method = f"{interval.method}, exact where items are alike"
    return replace(interval, low=centre - below, high=centre + above, method=method)
