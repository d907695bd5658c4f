"""Intervals of values that were measured on some items with some seeds, not on all combinations.

Decisions of one item share its difficulty, those of one seed a fitted model. Items may be the same
for every seed (crossed), others for each (nested), or partly the same: variances clustered in both
directions cover all of these designs. Formulas and sources: docs/explainability.md#intervals.
"""

from dataclasses import dataclass, replace
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from triptych.analysis.statistics.design import design_for
from triptych.analysis.statistics.groups import effective_groups
from triptych.analysis.statistics.interval import (
    ONE_SEED,
    Interval,
    from_sampling,
    unseen_share,
    wilson,
)
from triptych.analysis.statistics.sampling import StudentT, p_of_no_difference
from triptych.errors import DataError
from triptych.measure.quality import Numbers

_OF_SHARES: Final = (0.0, 1.0)

Range = tuple[float, float]


@dataclass(frozen=True, eq=False, slots=True)
class Sample:
    """A number, or the numerator and denominator of a ratio, for each measured decision.

    seeds, items   (n,) the fitted model and the item of each decision
    numerator      (n,)
    denominator    (n,), of a ratio of sums; ones for a mean
    groups         (n,) the group of each decision's item, whose items are not independent; None
                   where items have none
    """

    seeds: npt.NDArray[np.int64]
    items: npt.NDArray[np.int64]
    numerator: Numbers
    denominator: Numbers
    groups: npt.NDArray[np.int64] | None = None

    @property
    def is_mean(self) -> bool:
        """Whether the estimate is a mean, not a ratio of sums."""
        return bool((self.denominator == 1).all())

    @property
    def ratio(self) -> float:
        """The estimate: the sum of numerators divided by the sum of denominators."""
        total = float(self.denominator.sum())
        return float(self.numerator.sum()) / total if total > 0 else float("nan")

    @property
    def parts(self) -> Numbers:
        """The contribution of each decision (n,): their mean is the estimate, to first order.

        For a mean the numbers themselves; for a ratio of sums its linearisation (Cochran, Sampling
        Techniques, 3rd edition, 1977, section 6.4).
        """
        return self.ratio + (self.numerator - self.ratio * self.denominator) / float(
            self.denominator.mean()
        )

    @property
    def seed_count(self) -> int:
        """The number of seeds."""
        return len(np.unique(self.seeds))

    @property
    def item_count(self) -> int:
        """The number of different items."""
        return len(np.unique(self.items))

    @property
    def independent_items(self) -> float:
        """As how many independent items they count where all are alike: a group is one."""
        if self.groups is None:
            return float(self.item_count)
        _, first = np.unique(self.items, return_index=True)
        return effective_groups(self.groups[first])

    @property
    def decisions(self) -> list[tuple[int, int]]:
        """The (seed, item) pair of each decision."""
        return list(zip(self.seeds.tolist(), self.items.tolist(), strict=True))

    def at(self, chosen: npt.NDArray[Any]) -> Self:
        """The sample of the chosen decisions: positions, or a boolean mask (n,)."""
        return type(self)(
            self.seeds[chosen],
            self.items[chosen],
            self.numerator[chosen],
            self.denominator[chosen],
            None if self.groups is None else self.groups[chosen],
        )


def interval(sample: Sample, span: Range) -> Interval:
    """The 95 % interval of a sample's estimate over items and, where there are several, seeds.

    span   smallest and largest possible value; infinite where unbounded

    By Student's t with variances clustered by item and by seed; shares of a single fit by Wilson's
    interval (docs/explainability.md#intervals). Raises DataError for an empty sample.
    """
    if not len(sample.items):
        raise DataError("an interval of no decisions was asked for; expected at least one.")
    found = _share_of_one_fit(sample) if span == _OF_SHARES else None
    if found is None:
        found = from_sampling(
            clustered_t(sample), "t, clustered", sample.seed_count, sample.item_count
        )
        if sample.item_count > 1 and _all_alike(sample):
            found = _widened(found, sample, span)
    return replace(found.clipped(*span), note=_about_seeds(sample))


def difference(first: Sample, second: Sample, span: Range) -> Interval | None:
    """First estimate minus second, on the decisions both have, with its 95 % interval.

    Decisions are paired by seed and item; a contender with a single seed is paired with every seed
    of the other where they have no seed in common. None where no decision can be paired. The
    formulas of `interval`, applied to differences (docs/explainability.md#intervals).
    """
    between = _between(first, second)
    if not len(between.items):
        return None
    widest = span[1] - span[0]
    return interval(between, (-widest, widest))


def p_of_difference(first: Sample, second: Sample) -> float:
    """Return the two-sided p-value that both estimates are equal, on the decisions both have.

    From the same t as `difference` (docs/explainability.md#intervals); a sign test of the items
    where all differ by the same. 1 where no decision can be paired.
    """
    between = _between(first, second)
    if not len(between.items) or not np.isfinite(between.ratio):
        return 1.0
    if _all_alike(between):
        return min(1.0, 2 * 0.5**between.independent_items) if between.numerator.any() else 1.0
    return p_of_no_difference(clustered_t(between))


def _between(first: Sample, second: Sample) -> Sample:
    """The differences of the decisions that both samples have."""
    one, other = _paired(first, second)
    if not len(one.items):
        return one
    parts = one.parts - other.parts
    return Sample(one.seeds, one.items, parts, np.ones_like(parts), one.groups)


def clustered_t(sample: Sample) -> StudentT:
    """Return the distribution of an estimate whose errors share items and seeds.

    Two-way clustered variance (Cameron, Gelbach and Miller, Journal of Business & Economic
    Statistics 29, 2011); never less than that over items, than that over seeds, or than that of
    independent decisions. With the same items for every seed this is the crossed design of a score
    (docs/statistics.md#two-way) up to terms of order 1/n; with different items for each seed, the
    variance between seeds. The standard error of a single item is infinite. Where items come in
    groups, the same with groups in the place of items, never less than with single items
    (docs/statistics.md#groups).
    """
    of_items = _two_way(sample, sample.items)
    if sample.groups is None:
        return of_items
    if len(np.unique(sample.groups)) == 1:
        return StudentT(of_items.estimate, np.inf, 1.0)
    over_groups = _two_way(sample, sample.groups)
    return StudentT(
        of_items.estimate,
        max(of_items.standard_error, over_groups.standard_error),
        min(of_items.degrees, over_groups.degrees, max(sample.independent_items - 1, 1.0)),
    )


def _two_way(sample: Sample, units: npt.NDArray[np.int64]) -> StudentT:
    """The distribution with errors shared within units and within seeds."""
    count = len(sample.items)
    mean = sample.ratio
    errors = sample.parts - mean
    if len(np.unique(units)) == 1:
        return StudentT(mean, np.inf, 1.0)
    of_items, items = _clustered(errors, units)
    alone = float(np.sum(errors**2)) / (count * (count - 1))
    if sample.seed_count == 1:
        return StudentT(mean, float(np.sqrt(max(of_items, alone))), items - 1.0)
    of_seeds, seeds = _clustered(errors, sample.seeds)
    variance = max(of_items + of_seeds - alone, of_items, of_seeds, alone)
    # As for scores: shares of the variance, not their squares, for few seeds may agree by chance.
    total = of_items + of_seeds
    by_seeds = of_seeds / total if total > 0 else 1.0
    degrees = 1 / ((1 - by_seeds) / (items - 1) + by_seeds / (seeds - 1))
    return StudentT(mean, float(np.sqrt(variance)), degrees)


def _clustered(errors: Numbers, clusters: npt.NDArray[np.int64]) -> tuple[float, int]:
    """The variance of a mean with errors shared within clusters, and the number of clusters."""
    _, place = np.unique(clusters, return_inverse=True)
    sums = np.bincount(place, weights=errors)
    return float(np.sum(sums**2)) / len(errors) ** 2 * len(sums) / (len(sums) - 1), len(sums)


def _share_of_one_fit(sample: Sample) -> Interval | None:
    """Wilson's interval where every value is 0 or 1 and all seeds share one fit."""
    if not sample.is_mean or not np.isin(sample.numerator, (0.0, 1.0)).all():
        return None
    items, place = np.unique(sample.items, return_inverse=True)
    if len(items) * sample.seed_count != len(sample.items):  # other items tell other fits apart
        return None
    means: Numbers = np.bincount(place, weights=sample.numerator) / np.bincount(place)
    if not np.isin(means, (0.0, 1.0)).all():
        return None
    if sample.groups is None:
        return replace(wilson(float(means.sum()), len(items)), seeds=sample.seed_count)
    _, first = np.unique(sample.items, return_index=True)
    found = design_for(sample.groups[first]).share_interval(means)
    return replace(found, seeds=sample.seed_count)


def _all_alike(sample: Sample) -> bool:
    """Whether all contributions are equal, so that their variance is 0."""
    return bool(np.allclose(sample.parts, sample.ratio, rtol=0, atol=1e-12))


def _widened(found: Interval, sample: Sample, span: Range) -> Interval:
    """Widen an interval by the bound on differing items where none was observed.

    Unobserved items may lie at either end of the span.
    """
    unseen = unseen_share(sample.independent_items)
    low, high = (
        found.estimate + unseen * (end - found.estimate) if np.isfinite(end) else found.estimate
        for end in span
    )
    return replace(found, low=low, high=high, method="exact, all alike")


def _paired(first: Sample, second: Sample) -> tuple[Sample, Sample]:
    """Both samples, restricted to the decisions they share, in the same order."""
    if not np.intersect1d(first.seeds, second.seeds).size:
        if first.seed_count == 1:
            return _paired_one_seed(second, first)[::-1]
        if second.seed_count == 1:
            return _paired_one_seed(first, second)
    return _matched(first, second)


def _paired_one_seed(several: Sample, one: Sample) -> tuple[Sample, Sample]:
    """The single-seed sample, repeated for every seed of the other sample."""
    seeds = np.unique(several.seeds)
    repeated = Sample(
        np.repeat(seeds, len(one.items)),
        np.tile(one.items, len(seeds)),
        np.tile(one.numerator, len(seeds)),
        np.tile(one.denominator, len(seeds)),
        None if one.groups is None else np.tile(one.groups, len(seeds)),
    )
    return _matched(several, repeated)


def _matched(first: Sample, second: Sample) -> tuple[Sample, Sample]:
    place = {pair: n for n, pair in enumerate(second.decisions)}
    pairs = [(n, place[pair]) for n, pair in enumerate(first.decisions) if pair in place]
    left, right = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return first.at(left), second.at(right)


def _about_seeds(sample: Sample) -> str:
    return ONE_SEED if sample.seed_count == 1 else ""
