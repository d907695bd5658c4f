"""Non-inferiority: whether a contender is worse than another by delta or more.

Formulas, sources and simulated error rates: docs/statistics.md#score-test.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from scipy import special

from triptych.analysis.statistics.sampling import Sampling, StudentT


@dataclass(frozen=True, slots=True)
class Stratum:
    """Items that weigh alike in a metric, and how a contender fared on them beside another.

    weight          how much the metric falls when all of them are lost that another has right
    better, worse   items for which the contender alone was right, alone was wrong; mean over seeds
    items           how many there are
    share           the share of all tested items that are among them
    number          the class they truly are of; 0 where all items weigh alike
    error_runs      runs in which the errors of the two came; infinite where items are independent,
                    or where runs are too many to be told apart
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
        """What these items add to the difference."""
        return self.weight * (self.better - self.worse) / self.items

    def swapped(self) -> Self:
        """The same items, seen from the other contender."""
        return replace(self, better=self.worse, worse=self.better)

    def thinned(self, share: float) -> Self:
        """As many as are independent of each other: a share of the items, the rates unchanged."""
        return replace(
            self, better=share * self.better, worse=share * self.worse, items=share * self.items
        )

    def if_lost(self, loss: float) -> Self:
        """As many as can be independent of each other where a share `loss` of them is lost.

        Whoever loses them errs on them, and independent losses lie apart. So no more than that
        leave as many losses as there are runs of errors; one at least
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

    strata        what the difference is made of; none where losses have no bound (regression)
    persistence   share of the discordances that stays when seeds are averaged; 1 with one

    Where the hypothesis holds, the loss may sit in any one stratum, and few discordant items make
    difference and measured variance small together. So each stratum in turn is given the variance
    it would have if the loss were there (Tango, Statistics in Medicine 17, 1998), where that is
    more than was measured; and the p-value is never below the chance that it shows nothing. Of
    ordered items no more are counted than can be independent under that hypothesis.
    """
    p_value = sampling.p_at_most(-delta)
    for whole in strata:
        elsewhere = sampling.estimate - whole.contribution
        loss = (delta + elsewhere) / whole.weight
        if not 0 <= loss < 1:
            continue  # not all of these items could make up for the others
        stratum = whole.if_lost(loss)
        null = null_variance(loss, stratum.better, stratum.worse, stratum.items)
        measured = _variance(stratum.better, stratum.worse, stratum.items)
        added = stratum.weight**2 * persistence * max(null - measured, 0.0)
        error = float(np.sqrt(sampling.standard_error**2 + added))
        degrees = (
            sampling.degrees if isinstance(sampling, StudentT) else max(stratum.items - 1, 1.0)
        )
        p_value = max(
            p_value,
            StudentT(sampling.estimate, error, degrees).p_at_most(-delta),
            p_nothing_shown(loss, stratum.better, stratum.items),
        )
    return p_value


def null_variance(delta: float, better: float, worse: float, items: float) -> float:
    """Return Tango's variance of a paired difference of shares whose truth is -delta.

    It takes the likeliest share of items with `worse` that is consistent with that truth
    (Statistics in Medicine 17, 1998).
    """
    linear = better + worse + (2 * items - better + worse) * delta
    root = np.sqrt(max(linear**2 - 8 * items * worse * delta * (1 + delta), 0.0))
    worse_share = (linear + root) / (4 * items)
    return max(float((2 * worse_share - delta - delta**2) / items), 0.0)


def p_nothing_shown(delta: float, better: float, items: float) -> float:
    """Return the chance that a contender worse by delta shows no item against it.

    And as many for it as were seen: the largest chance over how often it alone is right. With
    none, (1 - delta)^items (docs/statistics.md#score-test).
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


def _variance(better: float, worse: float, items: float) -> float:
    """Variance of a mean of paired differences of hits, as measured."""
    return (better + worse - (better - worse) ** 2 / items) / items**2
