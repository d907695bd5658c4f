"""Comparison: two contenders on the same items.

Formulas and sources: docs/statistics.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from triptych.analysis.statistics.design import Design, design_of
from triptych.analysis.statistics.interval import (
    ONE_SEED,
    Interval,
    of_constant,
    unseen_share,
)
from triptych.analysis.statistics.non_inferiority import Stratum, p_worse_by
from triptych.analysis.statistics.sampling import (
    Sampling,
    between_seeds,
    mean_score,
    p_of_no_difference,
)
from triptych.analysis.statistics.score import score_sampling
from triptych.analysis.statistics.strata import strata_of
from triptych.measure.quality import Numbers
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes, pair


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How two contenders differ on the items and seeds both have.

    first_score, second_score    each one's score on those items
    difference                   first minus second, in the metric's own unit and direction
    p_value, test                two-sided p-value of the hypothesis that they do not differ, and
                                 the test's name
    first_right, second_right    number of items that only this contender decided rightly, mean over
                                 seeds; None for regression
    item_variance                n times the part of the difference's variance that falls with more
                                 items
    seed_variance                S times the part that falls with more seeds alone; 0 with one seed
    persistence                  share of the mean square difference that stays when seeds are
                                 averaged; 1 with one seed
    effective_items              effective number of independent items; the number of items, unless
                                 they are ordered
    strata                       the items, grouped by their weight in the metric; empty for
                                 regression
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
    seed_variance: float
    persistence: float
    effective_items: float
    strata: tuple[Stratum, ...]
    sampling: Sampling

    @property
    def advantage(self) -> Interval:
        """How much better the first is: positive is better, for every metric."""
        return self.difference if self.metric.greater_is_better else self.difference.negated()

    @property
    def relative_error_reduction(self) -> float | None:
        """Share of the second's error (or cost) that the first avoids; None where that is 0."""
        scores = self.first_score, self.second_score
        first, second = (1 - score for score in scores) if self.metric.is_share else scores
        return 1 - first / second if second > 0 else None

    def p_worse_by(self, delta: float) -> float:
        """One-sided p-value of the hypothesis that the first is worse by `delta` or more.

        With Tango's variance (1998) under that hypothesis (`non_inferiority.p_worse_by`); a sign
        test where errors of a regression differ by the same on every item.
        """
        better = self.sampling if self.metric.greater_is_better else self.sampling.negated()
        share = self.effective_items / self.difference.items
        strata = [one.thinned(share) for one in self.strata]
        found = p_worse_by(delta, better, strata, persistence=self.persistence)
        if self.strata or not better.is_constant:
            return found
        return max(found, float(0.5**self.effective_items))

    def p_better_by(self, amount: float) -> float:
        """One-sided p-value of the hypothesis that the first is better by `amount` or more."""
        worse = self.sampling.negated() if self.metric.greater_is_better else self.sampling
        return worse.p_at_most(-amount)

    def swapped(self) -> "Comparison":
        """The comparison with `first` and `second` exchanged."""
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

    Means over items are compared by the two-way t on their differences; hits, where each side is
    one fitted model, by the exact McNemar test (Psychometrika 12, 1947); other metrics by the
    bootstrap (docs/statistics.md#comparison). Raises DataError where they share no item or no seed.
    """
    if first.contender > second.contender:
        # One order for both directions, so that they share their resamples.
        return compare(second, first, metric, classes).swapped()
    paired = pair(first, second)
    comparison = _compared(*paired, metric, classes or ())
    difference = comparison.difference
    both_fixed = first.deterministic and second.deterministic
    is_one_seed = difference.seeds == paired[0].streams == 1
    seeds_note = ONE_SEED if is_one_seed and not both_fixed else ""
    of_design = design_of(first).note(paired[1].losses - paired[0].losses)
    notes = [seeds_note, of_design, difference.note]
    note = "; ".join(filter(None, notes))
    return replace(comparison, difference=replace(difference, note=note))


def _compared(
    first: Outcomes, second: Outcomes, metric: Metric, classes: tuple[str, ...]
) -> Comparison:
    sides = [side.values(metric) if metric.decomposable else side.hits for side in (first, second)]
    matrix = sides[0] - sides[1]
    items, design = matrix.shape[1], design_of(first)
    effective = float(design.effective_pairs(matrix, sides))
    strata = strata_of(first, second, metric, classes)
    sampling = score_sampling(first, metric, classes, minus=second)
    interval = design.interval(sampling, matrix.shape)
    difference = _widened(interval, strata, effective / items)
    variance = sampling.standard_error**2
    of_seeds = min(_seed_part(first, second, metric, classes), variance)
    comparison = Comparison(
        first=first.contender,
        second=second.contender,
        metric=metric,
        first_score=_score(first, metric, classes),
        second_score=_score(second, metric, classes),
        difference=difference.clipped(-1.0, 1.0) if metric.is_share else difference,
        p_value=p_of_no_difference(sampling),
        test=interval.method,
        first_right=_alone_right(first, second, metric),
        second_right=_alone_right(second, first, metric),
        item_variance=items * (variance - of_seeds),
        seed_variance=len(matrix) * of_seeds,
        persistence=_persistence(matrix),
        effective_items=effective,
        strata=strata,
        sampling=sampling,
    )
    if not metric.decomposable:
        return comparison
    return _of_means(comparison, matrix, design)


def _of_means(comparison: Comparison, matrix: Numbers, design: Design) -> Comparison:
    """Refine a comparison of means over items: the exact McNemar test, and the sign test."""
    effective, metric = comparison.effective_items, comparison.metric
    if metric.is_share and (p_value := design.exact_p(matrix)) is not None:
        return replace(comparison, p_value=p_value, test="exact McNemar")
    if not comparison.sampling.is_constant:
        return comparison
    p_value = min(2 * 0.5**effective, 1.0) if matrix.any() else 1.0
    comparison = replace(comparison, p_value=p_value, test="sign test")
    if comparison.strata:
        return comparison
    return replace(comparison, difference=of_constant(comparison.difference, effective))


def _score(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...]) -> float:
    if metric.decomposable:
        return float(outcomes.values(metric).mean())
    return mean_score(metric, outcomes.truth, outcomes.predictions, classes)


def _seed_part(
    first: Outcomes, second: Outcomes, metric: Metric, classes: tuple[str, ...]
) -> float:
    """Part of the difference's variance that more items would leave: v_seeds - v_rest, or 0.

    Of metrics of confusion counts v_seeds, which is more (docs/statistics.md#two-way).
    """
    if len(first.seeds) == 1:
        return 0.0
    if metric.decomposable:
        return between_seeds(first.values(metric) - second.values(metric))
    scores = [
        [mean_score(metric, side.truth, row[None], classes) for row in side.predictions]
        for side in (first, second)
    ]
    return float(np.var(np.diff(scores, axis=0), ddof=1)) / len(first.seeds)


def _persistence(differences: Numbers) -> float:
    """Share of the mean square difference that stays when seeds are averaged, or 1."""
    square = float(np.mean(differences**2))
    return float(np.mean(differences.mean(axis=0) ** 2)) / square if square else 1.0


def _alone_right(one: Outcomes, other: Outcomes, metric: Metric) -> float | None:
    """Count the items that only `one` decided rightly, averaged over seeds."""
    if metric.answer == "number":
        return None
    return float(np.sum(one.hits > other.hits)) / len(one.seeds)


def _widened(interval: Interval, strata: Iterable[Stratum], independent: float) -> Interval:
    """Widen an interval by the bound on differences in strata where none was observed.

    `independent` is the share of items that count as independent.
    """
    alike = [
        one.thinned(independent) for one in strata if {one.better, one.worse} <= {0.0, one.items}
    ]
    unseen = max((one.weight * unseen_share(one.items) for one in alike), default=0.0)
    return interval.widened(unseen, unseen, "exact where items are alike") if unseen else interval
