"""Sampling distributions of an estimate over items and seeds.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias, final

import numpy as np
from scipy import sparse, special

from triptych.errors import DataError
from triptych.measure.quality import Answers, Numbers, confusion, score_of_confusion
from triptych.metric import Metric

RESAMPLES: Final = 2000
ROUNDING: Final = 1e-12
"""A standard error that is a smaller part of its mean is rounding, not variance."""
_CHUNK: Final = 250
"""Resamples held in memory at once."""


@final
@dataclass(frozen=True, slots=True)
class StudentT:
    """Student's t around a mean; `degrees` of freedom need not be whole."""

    estimate: float
    standard_error: float
    degrees: float

    @property
    def is_constant(self) -> bool:
        """Whether all values were the same, but for rounding: their variance says nothing."""
        return self.standard_error <= ROUNDING * abs(self.estimate)

    def bounds(self, confidence: float) -> tuple[float, float]:
        """Both ends of the two-sided interval; infinite for a single item."""
        half = float(special.stdtrit(self.degrees, (1 + confidence) / 2)) * self.standard_error
        return self.estimate - half, self.estimate + half

    def p_at_most(self, value: float) -> float:
        """One-sided p-value of the hypothesis that the mean is at most `value`."""
        if self.standard_error == 0:
            return float(self.estimate <= value)
        return float(special.stdtr(self.degrees, (value - self.estimate) / self.standard_error))

    def negated(self) -> "StudentT":
        """The distribution of the negated mean."""
        return StudentT(-self.estimate, self.standard_error, self.degrees)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Bootstrap:
    """The estimate over bootstrap resamples of seeds and items; intervals are percentiles."""

    estimate: float
    replicates: Numbers

    @property
    def is_constant(self) -> bool:
        """Whether every resample gave the same value."""
        return not np.ptp(self.replicates)

    @property
    def standard_error(self) -> float:
        """Standard deviation of the replicates."""
        return float(np.std(self.replicates, ddof=1))

    def bounds(self, confidence: float) -> tuple[float, float]:
        """Both percentiles, widened to include the estimate."""
        tail = (1 - confidence) / 2
        low, high = np.quantile(self.replicates, [tail, 1 - tail])
        return min(float(low), self.estimate), max(float(high), self.estimate)

    def p_at_most(self, value: float) -> float:
        """Share of resamples at or below `value`; never 0, because resamples are finite."""
        return float(1 + np.sum(self.replicates <= value)) / (1 + len(self.replicates))

    def negated(self) -> "Bootstrap":
        """The distribution of the negated estimate."""
        return Bootstrap(-self.estimate, -self.replicates)


@final
@dataclass(frozen=True, slots=True)
class Wider:
    """The wider of two distributions of one estimate: over items, and over groups of them."""

    of_items: Bootstrap
    of_groups: StudentT

    @property
    def estimate(self) -> float:
        """The estimate that both are of."""
        return self.of_items.estimate

    @property
    def standard_error(self) -> float:
        """The larger of both standard errors."""
        return max(self.of_items.standard_error, self.of_groups.standard_error)

    @property
    def is_constant(self) -> bool:
        """Whether neither shows any variance."""
        return self.of_items.is_constant and self.of_groups.is_constant

    @property
    def degrees(self) -> float:
        """The degrees of freedom of groups, which are fewer."""
        return self.of_groups.degrees

    def bounds(self, confidence: float) -> tuple[float, float]:
        """The outer ends of both intervals."""
        ends = self.of_items.bounds(confidence), self.of_groups.bounds(confidence)
        return min(low for low, _ in ends), max(high for _, high in ends)

    def p_at_most(self, value: float) -> float:
        """The larger of both p-values."""
        return max(self.of_items.p_at_most(value), self.of_groups.p_at_most(value))

    def negated(self) -> "Wider":
        """The distribution of the negated estimate."""
        return Wider(self.of_items.negated(), self.of_groups.negated())


Sampling: TypeAlias = StudentT | Bootstrap | Wider
"""The sampling distribution of an estimate."""


def student_t(matrix: Numbers) -> StudentT:
    """Return the two-way distribution of the mean of M[seed, item], both sampled.

    Variance components of a crossed design (Brennan, Generalizability Theory, 2001, chapter 3);
    degrees of freedom between Satterthwaite's (Biometrics Bulletin 2, 1946) and those of Cochran's
    weighted t (Biometrics 20, 1964). With one seed only the variance between items is measured. The
    standard error of a single item is infinite. Raises DataError for an empty matrix.
    """
    if matrix.ndim != 2 or not matrix.size:
        raise DataError(f"a matrix of seeds x items was expected; got shape {matrix.shape}.")
    seeds, items = matrix.shape
    mean = float(matrix.mean())
    if items == 1:
        return StudentT(mean, np.inf, 1.0)
    of_item, of_seed = matrix.mean(axis=0), matrix.mean(axis=1)
    between_items = float(of_item.var(ddof=1)) / items
    if seeds == 1:
        return StudentT(mean, float(np.sqrt(between_items)), items - 1.0)
    between_seeds = float(of_seed.var(ddof=1)) / seeds
    rest = matrix - of_item - of_seed[:, None] + mean
    interaction = float(np.sum(rest**2)) / ((seeds - 1) * (items - 1)) / (items * seeds)
    # Both means contain the interaction once; without the bounds a negative estimate is possible.
    variance = max(between_items + between_seeds - interaction, between_items, interaction)
    # Satterthwaite squares the shares; a variance that few seeds show small by chance then counts
    # too little, and intervals of three seeds covered .91.
    total = between_items + between_seeds
    of_seeds = between_seeds / total if total > 0 else 1.0
    degrees = 1 / ((1 - of_seeds) / (items - 1) + of_seeds / (seeds - 1))
    return StudentT(mean, float(np.sqrt(variance)), degrees)


def between_seeds(matrix: Numbers) -> float:
    """Part of the variance of the mean of M[seed, item] that more items would leave.

    v_seeds - v_rest, never below 0; 0 with one seed or item (docs/statistics.md#two-way).
    """
    seeds, items = matrix.shape
    if seeds == 1 or items == 1:
        return 0.0
    of_seed = matrix.mean(axis=1)
    rest = matrix - matrix.mean(axis=0) - of_seed[:, None] + matrix.mean()
    interaction = float(np.sum(rest**2)) / ((seeds - 1) * (items - 1)) / (items * seeds)
    seed_part: float = of_seed.var(ddof=1) / seeds - interaction
    return max(float(seed_part), 0.0)


def p_of_no_difference(sampling: Sampling) -> float:
    """Two-sided p-value of the hypothesis that the quantity is 0: twice the smaller tail.

    docs/statistics.md#comparison.
    """
    tails = sampling.p_at_most(0.0), sampling.negated().p_at_most(0.0)
    return min(1.0, 2 * min(tails))


def mean_score(
    metric: Metric, truth: Answers, predictions: Answers, classes: tuple[str, ...]
) -> float:
    """Return a metric of confusion counts, averaged over seeds; shapes as in `bootstrap`.

    docs/statistics.md#metrics.
    """
    counts = [confusion(truth, row, len(classes)) for row in predictions]
    return float(score_of_confusion(metric, np.array(counts), classes).mean())


def bootstrap(
    metric: Metric,
    truth: Answers,
    predictions: Answers,
    classes: tuple[str, ...],
    *,
    minus: Answers | None = None,
    resamples: int = RESAMPLES,
) -> Bootstrap:
    """Bootstrap a metric of confusion counts over seeds and items, with multinomial weights.

    The pigeonhole bootstrap (Owen, Annals of Applied Statistics 1, 2007).

    truth        n indices into `classes`
    predictions  indices into `classes`, shape (seeds, n)
    minus        predictions of a second contender, to bootstrap the difference of the two;
                 both see the same resamples
    The same answers always give the same replicates.
    """
    sides = [predictions] if minus is None else [predictions, minus]
    seeds, items = predictions.shape
    # Items with the same answers are interchangeable: drawing how often each pattern occurs
    # is the same lottery as drawing items, and there are far fewer patterns.
    rows = np.vstack([truth, *sides]).astype(np.intp)
    patterns, frequency = np.unique(rows, axis=1, return_counts=True)
    generator = np.random.default_rng(0)
    of_seeds = generator.multinomial(seeds, np.full(seeds, 1 / seeds), size=resamples) / seeds
    replicates = np.empty((len(sides), resamples))
    indicator = _cells(patterns[0], patterns[1:], len(classes))
    for start in range(0, resamples, _CHUNK):
        part = slice(start, min(start + _CHUNK, resamples))
        drawn = generator.multinomial(items, frequency / items, size=part.stop - start)
        counts = (indicator @ drawn.T.astype(np.float64)).T
        counts = counts.reshape(-1, len(sides), seeds, len(classes), len(classes))
        scores = score_of_confusion(metric, counts, classes)
        replicates[:, part] = np.einsum("bas,bs->ab", scores, of_seeds[part])
    observed = [mean_score(metric, truth, side, classes) for side in sides]
    if minus is None:
        return Bootstrap(observed[0], replicates[0])
    return Bootstrap(observed[0] - observed[1], replicates[0] - replicates[1])


def _cells(truth: Answers, fits: Answers, classes: int) -> sparse.csr_array:
    """Which cell of each fit's confusion each pattern counts in: (fits * classes**2, patterns)."""
    rows = np.arange(len(fits))[:, None] * classes**2 + truth * classes + fits
    columns = np.tile(np.arange(len(truth)), len(fits))
    shape = (len(fits) * classes**2, len(truth))
    return sparse.csr_array((np.ones(rows.size), (rows.ravel(), columns)), shape=shape)
