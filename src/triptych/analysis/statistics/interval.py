"""Confidence intervals of scores, shares and means.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import special
from statsmodels.stats.proportion import proportion_confint

from triptych.analysis.statistics import blocks
from triptych.analysis.statistics.sampling import Bootstrap, Sampling, bootstrap, student_t
from triptych.analysis.statistics.strata import strata_of
from triptych.errors import DataError
from triptych.measure.quality import Numbers
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes

CONFIDENCE: Final = 0.95
TAIL: Final = (1 - CONFIDENCE) / 2

ONE_SEED: Final = "one seed: variance between seeds not measured"
DETERMINISTIC: Final = "deterministic: the same answers in every seed"
FEW_IN_ORDER: Final = (
    f"cannot be said: fewer than {blocks.LEAST_ITEMS} items in the order of time show no runs"
)
LONG_RUNS: Final = "errors come in runs as long as the blocks: the interval may be too narrow"

_METHODS: Final = {
    (False, False): "t over items",
    (True, False): "two-way t",
    (False, True): "t over blocks",
    (True, True): "two-way t over blocks",
}
"""Names of the intervals by Student's t, by (several seeds, ordered items)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its 95 % interval, in the metric's unit (shares between 0 and 1).

    `method` names the formula; `seeds` and `items` count the data; `note` states a limit of the
    interval, or is empty.
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
        """Half the distance between the ends, printed after ±."""
        return (self.high - self.low) / 2

    def negated(self) -> "Interval":
        """The interval of the negated quantity."""
        return replace(self, estimate=-self.estimate, low=-self.high, high=-self.low)

    def clipped(self, low: float, high: float) -> "Interval":
        """The interval, clipped to the possible values from `low` to `high`."""
        return replace(self, low=max(self.low, low), high=min(self.high, high))

    def widened(self, below: float, above: float, reason: str) -> "Interval":
        """The interval with an independent error added at both ends, by the MOVER method.

        Zou and Donner, Statistics in Medicine 27, 2008.
        """
        low = self.estimate - float(np.hypot(self.estimate - self.low, below))
        high = self.estimate + float(np.hypot(self.high - self.estimate, above))
        return replace(self, low=low, high=high, method=f"{self.method}, {reason}")


def wilson(successes: float, trials: float) -> Interval:
    """Return Wilson's score interval of a share (JASA 22, 1927), as statsmodels computes it.

    Counts need not be whole. Raises DataError for 0 trials.
    """
    if trials <= 0:
        raise DataError(f"a share of {trials} trials has no interval; expected at least one.")
    low, high = proportion_confint(successes, trials, 1 - CONFIDENCE, method="wilson")
    share = successes / trials
    # The formula reaches 0 and 1 there, but for the last bits.
    low, high = min(float(low), share), max(float(high), share)
    return Interval(share, low, high, "Wilson", 1, round(trials)).clipped(0.0, 1.0)


def of_share(hits: Numbers, *, ordered: bool) -> Interval:
    """Return Wilson's interval of the share of hits among n items; hits may be means over fits.

    For ordered items the effective number of independent items counts, reduced for the degrees of
    freedom of blocks (Korn & Graubard, Survey Methodology 24, 1998).
    """
    items = hits.size
    if not ordered:
        return wilson(float(hits.sum()), items)
    if items < blocks.LEAST_ITEMS:
        return mean_interval(hits[None, :], ordered=True).clipped(0.0, 1.0)
    quantiles = special.stdtrit(np.array([items - 1, blocks.BLOCKS - 1]), 1 - TAIL)
    effective = blocks.effective_items(hits[None, :]) * float(quantiles[0] / quantiles[1]) ** 2
    interval = wilson(float(hits.mean()) * effective, effective)
    return replace(interval, method="Wilson, effective items", items=items)


def of_outcomes(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...] | None) -> Interval:
    """Return a contender's score with its interval, by the method for its metric and split.

    Means over items by the two-way t, hits of one fit by Wilson's score interval, other metrics
    by the bootstrap; where items are ordered, by blocks of them (docs/statistics.md#two-way,
    docs/statistics.md#ordered-items).
    """
    one = outcomes.one_fit() if outcomes.fits == 1 else outcomes
    if metric.name == "accuracy" and outcomes.fits == 1:
        interval = of_share(one.hits[0], ordered=one.ordered)
    else:
        sampling = score_sampling(one, metric, classes or ())
        interval = over_items(sampling, one.losses.shape, ordered=one.ordered)
    if not metric.decomposable and (unseen := _unseen_errors(one, metric, classes or ())):
        interval = interval.widened(unseen, 0.0, "Wilson for no error")
    if metric.is_share:
        interval = interval.clipped(0.0, 1.0)
    notes = [DETERMINISTIC if outcomes.deterministic else ONE_SEED if outcomes.fits == 1 else ""]
    if one.ordered:
        notes.append(in_order_note(1.0 - one.losses))
    return replace(interval, seeds=len(outcomes.seeds), note="; ".join(filter(None, notes)))


def in_order_note(matrix: Numbers) -> str:
    """Return the limits of an interval from blocks of M[seed, item], or an empty text."""
    if matrix.shape[1] < blocks.LEAST_ITEMS:
        return FEW_IN_ORDER
    return LONG_RUNS if blocks.alike_neighbours(matrix) else ""


def score_sampling(
    outcomes: Outcomes, metric: Metric, classes: tuple[str, ...], *, minus: Outcomes | None = None
) -> Sampling:
    """Return the sampling distribution of a contender's score, or of the difference of two scores.

    Means over items by the two-way t, metrics of confusion counts by the bootstrap, both by blocks
    of items where these are ordered (docs/statistics.md#two-way, #bootstrap). The outcomes of both
    contenders must be paired, see `outcomes.pair`.
    """
    if metric.decomposable:
        values = outcomes.values(metric)
        matrix = values if minus is None else values - minus.values(metric)
        return blocks.of_means(matrix) if outcomes.ordered else student_t(matrix)
    of_confusions = blocks.of_confusions if outcomes.ordered else bootstrap
    subtracted = None if minus is None else minus.predictions
    return of_confusions(metric, outcomes.truth, outcomes.predictions, classes, minus=subtracted)


def mean_interval(matrix: Numbers, *, ordered: bool) -> Interval:
    """Return the interval of the mean of M[seed, item]; for ordered items, from blocks.

    Two-way t (docs/statistics.md#two-way); the columns of ordered items are in the order of time.
    """
    sampling = blocks.of_means(matrix) if ordered else student_t(matrix)
    return over_items(sampling, matrix.shape, ordered=ordered)


def over_items(sampling: Sampling, shape: tuple[int, ...], *, ordered: bool) -> Interval:
    """Return the interval of a sampling distribution over `shape` (seeds, items)."""
    seeds, items = shape
    by_t = _METHODS[seeds > 1, ordered]
    method = "bootstrap" if isinstance(sampling, Bootstrap) else by_t
    return from_sampling(sampling, method, seeds, items)


def from_sampling(sampling: Sampling, method: str, seeds: int, items: int) -> Interval:
    """Return the 95 % interval of a sampling distribution."""
    low, high = sampling.bounds(CONFIDENCE)
    return Interval(sampling.estimate, low, high, method, seeds, items)


def unseen_share(items: float) -> float:
    """Return the bound on the share of differing items where n independent items are alike.

    Clopper and Pearson's exact bound (Biometrika 26, 1934), about 3.7 / n.
    """
    return 1 - float(TAIL ** (1 / items))


def _unseen_errors(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...]) -> float:
    """Bound on the fall of the score by errors on classes without an observed error.

    Resampling never produces such errors. Wilson's upper bound limits their share of the class.
    """
    share = blocks.effective_items(outcomes.hits) / len(outcomes.items) if outcomes.ordered else 1.0
    falls = [
        part.weight * (1 - wilson(share * part.items, share * part.items).low)
        for part in strata_of(outcomes, outcomes, metric, classes)
        if not outcomes.losses[:, outcomes.truth == part.number].any()
    ]
    # The whole bound may be in the worst class; the same in two classes at once is rarer still.
    return max(falls, default=0.0)
