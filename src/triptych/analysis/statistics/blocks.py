"""Blocks: the sampling distribution of an estimate where items come in the order of time.

Such items are not independent: errors come in runs, and what is hard for one contender is hard
for all. So blocks of the stream are the sampling units, not items. Formulas, sources
and simulated coverage: docs/statistics.md#ordered-items.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np

from triptych.analysis.statistics.jackknife import pseudo_values
from triptych.analysis.statistics.sampling import StudentT, student_t
from triptych.measure.quality import Answers, Numbers
from triptych.metric import Metric

BLOCKS: Final = 20
"""A compromise of block length and degrees of freedom: t(19) is 7 % wider than the normal."""
LEAST_ITEMS: Final = 5 * BLOCKS
"""Fewer ordered items than this give no interval for their mean."""
_MOST_ALIKE: Final = 0.8


def of_means(matrix: Numbers) -> StudentT:
    """Return the distribution of the mean of M[seed, item], with seeds and blocks of items sampled.

    Twenty blocks of consecutive items stand for the items: batch means with few, long batches
    and Student's t (Ibragimov & Müller, Journal of Business & Economic Statistics 28, 2010).
    The standard error is infinite where there are fewer than `LEAST_ITEMS` items.
    """
    mean = float(matrix.mean())
    if matrix.shape[1] < LEAST_ITEMS:
        return StudentT(mean, np.inf, 1.0)
    # Deviations are summed, not values: blocks that differ by one item in length would differ.
    deviations = np.add.reduceat(matrix - mean, _starts(matrix.shape[1]), axis=1)
    return _of_blocks(mean, mean + deviations * BLOCKS / matrix.shape[1])


def of_confusions(
    metric: Metric,
    truth: Answers,
    predictions: Answers,
    classes: tuple[str, ...],
    *,
    minus: Answers | None = None,
) -> StudentT:
    """Return the distribution of a metric of confusion counts, with seeds and blocks sampled.

    Pseudo-values of the jackknife over blocks (Künsch,
    Annals of Statistics 17, 1989). Arguments as in `sampling.bootstrap`.
    """
    blocks = _blocks(len(truth))
    values, score = pseudo_values(metric, truth, predictions, classes, unit=blocks, minus=minus)
    if len(truth) < LEAST_ITEMS:
        return StudentT(score, np.inf, 1.0)
    return _of_blocks(score, values)


def effective_items(matrix: Numbers) -> float:
    """Return the effective number of independent items for the mean of M[seed, item].

    The number of items over the design effect: the variance that blocks show over the one that
    independent items would have (Kish, Survey Sampling, 1965). At most the number of items. Where
    all values are equal no run can be observed: the number of blocks.
    """
    values = matrix.mean(axis=0)
    items = len(values)
    if items < LEAST_ITEMS:
        return float(items)
    if not np.ptp(values):
        return float(BLOCKS)
    error = of_means(values[None, :]).standard_error
    independent = float(values.var(ddof=1)) / items
    return items / max(error**2 / independent, 1.0)


def effective_pairs(differences: Numbers, errors: Iterable[Numbers]) -> float:
    """Return the effective number of independent items for a difference M[seed, item].

    Two contenders that seldom differ give too few differences to observe runs.
    So the fewer blocks hold a difference, the more the runs of each one's errors count instead:
    wholly where a quarter of the blocks holds none (docs/statistics.md#ordered-items).
    """
    items = differences.shape[1]
    if items < LEAST_ITEMS:
        return float(items)
    varied = [one for one in (differences, *errors) if np.ptp(one.mean(axis=0))]
    least = min((effective_items(one) for one in varied), default=float(BLOCKS))
    own = effective_items(differences)
    silent = np.add.reduceat(np.abs(differences).max(axis=0), _starts(items)) == 0
    share = min(4 * float(silent.mean()), 1.0)
    return 1 / ((1 - share) / own + share / least)


def runs(events: Numbers, among: Answers | None = None) -> float:
    """Return the number of runs in which the events of M[seed, item] occur, as a mean over seeds.

    events   nonzero where an event happened
    among    positions of the items that count; None for all items

    The number of random runs that would leave the observed number of blocks without an event:
    -blocks · log(share of them), by the Poisson distribution of runs per block
    (docs/statistics.md#runs-of-errors). Infinite where every block has an event, or where there are
    too few ordered items.
    """
    items = events.shape[1]
    if items < LEAST_ITEMS:
        return np.inf
    block = _blocks(items)
    if among is not None:
        block, events = block[among], events[:, among]
    held = np.bincount(block, minlength=BLOCKS) > 0
    silent = [np.bincount(block, row != 0, minlength=BLOCKS)[held] == 0 for row in events]
    share = float(np.mean(silent))
    return -float(held.sum()) * float(np.log(share)) if share else np.inf


def alike_neighbours(matrix: Numbers) -> bool:
    """Whether blocks of M[seed, item] are so correlated that the interval is too narrow.

    True where their lag-one correlation is larger than the correction allows for
    (docs/statistics.md#ordered-items).
    """
    values = matrix.mean(axis=0)
    if len(values) < LEAST_ITEMS:
        return False
    sums = np.add.reduceat(values - values.mean(), _starts(len(values)))
    return _correlation(sums) >= _MOST_ALIKE


def _of_blocks(estimate: float, values: Numbers) -> StudentT:
    """The two-way distribution over seeds and blocks, corrected for correlated neighbours."""
    sampling = student_t(values)
    of_block = values.mean(axis=0)
    correlation = _correlation(of_block - of_block.mean())
    # As for an autoregressive process: prewhitening (Andrews & Monahan, Econometrica 60, 1992).
    excess = (1 + correlation) / (1 - correlation) - 1
    added = excess * float(of_block.var(ddof=1)) / BLOCKS
    error = float(np.sqrt(sampling.standard_error**2 + added))
    return StudentT(estimate, error, sampling.degrees)


def _correlation(deviations: Numbers) -> float:
    """Lag-one correlation of blocks where it is positive, corrected for the bias of few blocks.

    Marriott & Pope, Biometrika 41, 1954: -1/blocks where there is none.
    """
    squares = float(np.sum(deviations**2))
    if squares <= 0:
        return 0.0
    correlation = float(np.sum(deviations[1:] * deviations[:-1])) / squares + 1 / BLOCKS
    return min(max(correlation, 0.0), _MOST_ALIKE)


def _starts(items: int) -> Answers:
    """The first item of each block (blocks,); lengths differ by one item at most."""
    starts: Answers = np.arange(BLOCKS) * items // BLOCKS
    return starts


def _blocks(items: int) -> Answers:
    """The block of each item (items,)."""
    blocks: Answers = np.searchsorted(_starts(items), np.arange(items), side="right") - 1
    return blocks
