"""Non-inferiority: whether a contender is worse than another by delta or more.

Formulas, sources and simulated error rates: docs/statistics.md#score-test.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from scipy import special

from triptych.analysis.statistics.sampling import Bootstrap, Sampling, StudentT


@dataclass(frozen=True, slots=True)
class Stratum:
    """Items of equal weight in a metric, and the discordances of two contenders on them.

    weight          fall of the metric when all items of the stratum are lost to the rival
    better, worse   number of items on which only the contender was right, only it was wrong; mean
                    over seeds
    items           number of items
    share           share of all tested items that belong to the stratum
    number          their true class; 0 where all items have equal weight
    error_runs      number of runs of the two contenders' errors; infinite where items are
                    independent, or where runs are too many to be counted
    """

    weight: float
    better: float
    worse: float
    items: float
    share: float = 1.0
    number: int = 0
    error_runs: float = np.inf

    @property
    def contribution(self) -> float:
        """Contribution of the stratum to the difference of the metric."""
        return self.weight * (self.better - self.worse) / self.items

    @property
    def variance(self) -> float:
        """Observed variance of the mean of paired differences of hits on its items."""
        net = self.better - self.worse
        # Rounding may leave less than 0 where all items differ the same way.
        return max(self.better + self.worse - net**2 / self.items, 0.0) / self.items**2

    def swapped(self) -> Self:
        """The stratum from the other contender's side."""
        return replace(self, better=self.worse, worse=self.better)

    def thinned(self, share: float) -> Self:
        """The stratum with a share of its items and unchanged rates: the effective items."""
        return replace(
            self, better=share * self.better, worse=share * self.worse, items=share * self.items
        )

    def if_lost(self, loss: float) -> Self:
        """The stratum with the items that can be independent where a share `loss` of them is lost.

        Lost items are errors, and independent losses lie in different runs. So the number of losses
        is at most the number of runs of errors; at least one item remains
        (docs/statistics.md#runs-of-errors).
        """
        if not loss or not np.isfinite(self.error_runs):
            return self
        independent = max(self.error_runs / -float(np.log1p(-loss)), 1.0)
        return self.thinned(min(independent / self.items, 1.0))


def p_worse_by(
    delta: float, sampling: Sampling, strata: Iterable[Stratum], *, persistence: float
) -> float:
    """Return the one-sided p-value of the hypothesis that the difference is -delta or less.

    strata        strata of the difference; empty where losses have no bound (regression)
    persistence   share of the discordances that stays when seeds are averaged; 1 with one seed

    Under the hypothesis the loss can lie in any single stratum, and few discordant items make both
    the difference and its variance small. So each stratum in turn gets the variance it would have
    with the whole loss (Tango, Statistics in Medicine 17, 1998), where that is larger than the
    measured variance; and the p-value is at least the probability that the loss shows no discordant
    item. For ordered items, only as many count as can be independent under the hypothesis.
    """
    p_value = sampling.p_at_most(-delta)
    for whole in strata:
        elsewhere = sampling.estimate - whole.contribution
        loss = (delta + elsewhere) / whole.weight
        if not 0 <= loss < 1:
            continue  # not all of these items could make up for the others
        stratum = whole.if_lost(loss)
        null = null_variance(loss, stratum.better, stratum.worse, stratum.items)
        added = stratum.weight**2 * persistence * max(null - stratum.variance, 0.0)
        error = float(np.sqrt(sampling.standard_error**2 + added))
        if isinstance(sampling, Bootstrap):
            degrees = max(stratum.items - 1, 1.0)
        else:
            degrees = sampling.degrees
        p_value = max(
            p_value,
            StudentT(sampling.estimate, error, degrees).p_at_most(-delta),
            p_nothing_shown(loss, stratum.better, stratum.items),
        )
    return p_value


def null_variance(delta: float, better: float, worse: float, items: float) -> float:
    """Return Tango's variance of a paired difference of shares whose truth is -delta.

    It uses the maximum-likelihood share of `worse` items under that constraint
    (Statistics in Medicine 17, 1998).
    """
    linear = better + worse + (2 * items - better + worse) * delta
    root = np.sqrt(max(linear**2 - 8 * items * worse * delta * (1 + delta), 0.0))
    worse_share = (linear + root) / (4 * items)
    return max(float((2 * worse_share - delta - delta**2) / items), 0.0)


def p_nothing_shown(delta: float, better: float, items: float) -> float:
    """Return the probability that a contender worse by delta shows no item against it.

    And at least the observed number for it: the maximum over the rate at which it alone is right.
    With 0 observed, (1 - delta)^items (docs/statistics.md#score-test).
    """
    if better <= 0:
        return float((1 - delta) ** items)
    share = np.linspace(0.0, min(better / items, (1 - delta) / 2), 65)[1:]
    none_worse = (1 - delta - share) ** items
    # The binomial tail, for counts that are means over seeds and therefore not whole.
    enough_better = special.betainc(
        better, max(items - better, 0.0) + 1, share / (1 - delta - share)
    )
    return float(np.max(none_worse * enough_better))
