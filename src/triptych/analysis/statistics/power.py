"""Power of a claim over tasks: the probability that this many tasks show it."""

from bisect import bisect_left
from typing import Final

import numpy as np
from statsmodels.stats.power import ttest_power

ASSUMED_EFFECT_POINTS: Final = 3.0
"""The assumed mean effect of a claim `better`; a claim `not worse` assumes an effect of 0."""
ASSUMED_SPREAD_POINTS: Final = 3.0
"""The assumed standard deviation of effects between tasks."""
LEVEL: Final = 0.05
WANTED: Final = 0.80
MOST_TASKS: Final = 1000


def power(tasks: int, *, excess: float, spread: float) -> float:
    """Probability that the one-sided t-test over tasks shows an effect above its threshold.

    excess   true mean less threshold, in points
    spread   standard deviation of the observed effects, in points
    By the noncentral t (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2,
    1995, chapter 31), at 5 % and before any adjustment for other claims. 0 for fewer than two
    tasks.
    """
    if tasks < 2:
        return 0.0
    if spread <= 0:
        return float(excess > 0)
    found = float(ttest_power(excess / spread, tasks, LEVEL, alternative="larger"))
    # scipy returns nan far out in the tail, where the probability is almost 0.
    return 1.0 if np.isnan(found) else found


def tasks_needed(*, excess: float, spread: float) -> int | None:
    """The smallest number of tasks with a power of 80 %; None above 1,000.

    By the same noncentral t (docs/statistics.md#claim-power).
    """
    tasks = range(2, MOST_TASKS + 1)
    enough = bisect_left(
        tasks, True, key=lambda count: power(count, excess=excess, spread=spread) >= WANTED
    )
    return tasks[enough] if enough < len(tasks) else None
