"""Contrasts: weighted sums of scores on the same items and seeds, such as a gain less another.

Formulas, sources and simulated error rates: docs/statistics.md#contrasts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from scipy import optimize

from triptych.analysis.statistics.clustered import Sample, clustered_t
from triptych.analysis.statistics.design import Design, design_of
from triptych.analysis.statistics.jackknife import item_pseudo_values
from triptych.analysis.statistics.sampling import StudentT
from triptych.measure.quality import Numbers
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes, align

Part = tuple[float, Outcomes]
"""A weight, and the answers whose score has it."""

_HALVINGS: Final = 24
_NEARLY_ONE: Final = 1 - 1e-9


@dataclass(frozen=True, eq=False, kw_only=True)
class Contrast:
    """A mean over items and seeds with its distribution; larger is better.

    sampling          Student's t around it, both sampled
    values            the mean over seeds of each item (n,)
    lowest, highest   values that an item could have; infinite where losses have no bound
    persistence       share of the mean square that stays when seeds are averaged
    effective_items   effective number of independent items
    """

    sampling: StudentT
    values: Numbers
    lowest: float
    highest: float
    persistence: float
    effective_items: float

    @property
    def estimate(self) -> float:
        """The contrast."""
        return self.sampling.estimate

    def p_at_most(self, value: float) -> float:
        """One-sided p-value of the hypothesis that the contrast is at most `value`.

        With at least the variance of the likeliest distribution for which that is so, and at
        least the chance to see no item that makes it so (docs/statistics.md#contrasts).
        """
        found = self.sampling.p_at_most(value)
        if value >= self.estimate:
            return found
        if not np.isfinite(self.lowest):
            return max(found, 0.5**self.effective_items) if self.sampling.is_constant else found
        if value <= self.lowest:
            return found
        seen = float(self.values.var())
        null = likeliest_variance(self.values - self.lowest, value - self.lowest)
        added = self.persistence * max(null - seen, 0.0) / self.effective_items
        wider = replace(
            self.sampling, standard_error=float(np.hypot(self.sampling.standard_error, added**0.5))
        )
        return max(found, wider.p_at_most(value), self._p_unseen(value))

    def p_at_least(self, value: float) -> float:
        """One-sided p-value of the hypothesis that the contrast is at least `value`."""
        return self.negated().p_at_most(-value)

    def bounds(self, level: float) -> tuple[float, float]:
        """Both ends of the values that no one-sided test rejects at `level`.

        Where items have no worst value, those of Student's t.
        """
        if not (np.isfinite(self.lowest) and np.isfinite(self.highest)):
            return self.sampling.bounds(1 - 2 * level)
        return self._lower_end(level), -self.negated()._lower_end(level)

    def _lower_end(self, level: float) -> float:
        rejected, kept = self.lowest, self.estimate
        for _ in range(_HALVINGS):
            middle = (rejected + kept) / 2
            if self.p_at_most(middle) <= level:
                rejected = middle
            else:
                kept = middle
        return kept

    def negated(self) -> Self:
        """The contrast with its sign turned."""
        return replace(
            self,
            sampling=self.sampling.negated(),
            values=-self.values,
            lowest=-self.highest,
            highest=-self.lowest,
        )

    def _p_unseen(self, value: float) -> float:
        """The chance to see none of the worst items that would bring the contrast down so far."""
        if float(self.values.min()) <= value:
            return 0.0
        share = (self.estimate - value) / (self.estimate - self.lowest)
        return float((1 - share) ** self.effective_items)


def contrast(parts: Sequence[Part], metric: Metric, classes: tuple[str, ...] | None) -> Contrast:
    """Weigh the scores of several answers on the items and seeds that all have.

    Means over items by the two-way t of the weighted sum on each item; metrics of confusion counts
    by that of jackknife pseudo-values (docs/statistics.md#contrasts). Larger is better, for every
    metric. Raises DataError where they share no item or no seed.
    """
    outcomes = align([one for _, one in parts])
    sign = 1.0 if metric.greater_is_better else -1.0
    weights = [sign * weight for weight, _ in parts]
    scored = [_scored(one, metric, classes or ()) for one in outcomes]
    matrix: Numbers = np.sum(
        [weight * one.values for weight, one in zip(weights, scored, strict=True)], axis=0
    )
    lows, highs = (
        np.sum(
            [
                weight * (one.highs if (weight < 0) == is_low else one.lows)
                for weight, one in zip(weights, scored, strict=True)
            ],
            axis=0,
        )
        for is_low in (True, False)
    )
    return mean_of_matrix(
        matrix,
        design_of(outcomes[0]),
        (float(lows.min()), float(highs.max())),
        sides=[one.values for one in scored],
        estimate=sum(weight * one.score for weight, one in zip(weights, scored, strict=True)),
    )


def mean_of_matrix(
    matrix: Numbers,
    design: Design,
    span: tuple[float, float],
    *,
    sides: Sequence[Numbers] = (),
    estimate: float | None = None,
) -> Contrast:
    """The mean of M[seed, item], whose values lie in `span`, as a contrast.

    sides      matrices whose weighted sum it is, where it is one
    estimate   where it is not the mean itself but that of its pseudo-values
    docs/statistics.md#contrasts.
    """
    sampling = design.of_means(matrix)
    assert isinstance(sampling, StudentT)  # means have no other distribution
    middle = sampling.estimate if estimate is None else estimate
    values = matrix.mean(axis=0)
    deviations = matrix - matrix.mean()
    square = float(np.mean(deviations**2))
    stays = float(np.mean(deviations.mean(axis=0) ** 2)) / square if square else 1.0
    return Contrast(
        sampling=replace(sampling, estimate=middle),
        values=values + (middle - float(values.mean())),
        lowest=min(span[0], float(values.min())),
        highest=max(span[1], float(values.max())),
        persistence=stays,
        effective_items=float(design.effective_pairs(matrix, sides or [matrix])),
    )


def mean_of_sample(sample: Sample, span: tuple[float, float]) -> Contrast:
    """The mean of what was measured on some items with some seeds, as a contrast.

    With variances clustered by item and seed, where not every seed has every item
    (docs/statistics.md#contrasts).
    """
    _, place = np.unique(sample.items, return_inverse=True)
    values: Numbers = np.bincount(place, sample.numerator) / np.bincount(place)
    return Contrast(
        sampling=clustered_t(sample),
        values=values,
        lowest=span[0],
        highest=span[1],
        persistence=1.0,
        effective_items=sample.independent_items,
    )


def likeliest_variance(values: Numbers, mean: float) -> float:
    """The variance of the likeliest distribution of some mean, below that of the values (n,).

    Its support are the values, all at least 0, and 0, the worst that an item could be: empirical
    likelihood (Owen, *Empirical Likelihood*, 2001, chapter 2). For differences of hits it is the
    variance of Tango (Statistics in Medicine 17, 1998).
    """
    count, least = len(values), float(values.min())
    if least > 0 and mean * float(np.mean(1 / values)) <= 1:
        # Each value has the share mean / (n value); the rest lies at 0, and adds no square.
        return mean * (float(values.mean()) - mean)
    distance = values - mean

    def imbalance(tilt: float) -> float:
        return float(np.mean(distance / (1 + tilt * distance)))

    steepest = _NEARLY_ONE / (mean - least)
    # Beyond the steepest tilt a share would be negative; the root may lie within rounding of it.
    is_beyond = imbalance(steepest) > 0
    tilt = steepest if is_beyond else float(optimize.brentq(imbalance, 0.0, steepest))
    shares = 1 / (count * (1 + tilt * distance))
    shares = shares / shares.sum()
    return max(float(np.sum(shares * values**2)) - mean**2, 0.0)


@dataclass(frozen=True, eq=False, slots=True)
class _Scored:
    """One side's values M[seed, item], whose mean is its score, and what they may be by class."""

    values: Numbers
    score: float
    lows: Numbers
    highs: Numbers


def _scored(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...]) -> _Scored:
    if not metric.decomposable:
        found = item_pseudo_values(metric, outcomes.truth, outcomes.predictions, classes)
        return _Scored(found.values, found.score, found.lows, found.highs)
    values = outcomes.values(metric)
    if metric.answer == "number":
        highest = np.inf
    else:
        highest = 1.0 if metric.is_share else float(values.max())
    return _Scored(values, float(values.mean()), np.zeros(1), np.array([highest]))
