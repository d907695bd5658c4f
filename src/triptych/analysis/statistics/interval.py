"""Confidence intervals of scores, shares and means.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from statsmodels.stats.proportion import proportion_confint

from triptych.analysis.statistics.sampling import Sampling
from triptych.errors import DataError

CONFIDENCE: Final = 0.95
TAIL: Final = (1 - CONFIDENCE) / 2

ALL_ALIKE: Final = "the same on every item: how far others may lie cannot be said"
ONE_SEED: Final = "one seed: variance between seeds not measured"


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


def from_sampling(sampling: Sampling, method: str, seeds: int, items: int) -> Interval:
    """Return the 95 % interval of a sampling distribution."""
    low, high = sampling.bounds(CONFIDENCE)
    return Interval(sampling.estimate, low, high, method, seeds, items)


def of_constant(interval: Interval, items: float) -> Interval:
    """Return the interval of a number without bounds that was the same on all of so many items.

    Everything where even a sign test of all of them could not reject at 5 %: of fewer than six
    independent items (docs/statistics.md#comparison). Its note says what cannot be said.
    """
    note = "; ".join(filter(None, [interval.note, ALL_ALIKE]))
    if 0.5**items > TAIL:
        return replace(interval, low=-np.inf, high=np.inf, note=note)
    return replace(interval, note=note)


def unseen_share(items: float) -> float:
    """Return the bound on the share of differing items where n independent items are alike.

    Clopper and Pearson's exact bound (Biometrika 26, 1934), about 3.7 / n.
    """
    return 1 - float(TAIL ** (1 / items))
