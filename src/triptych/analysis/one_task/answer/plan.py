"""Plan: how many test items and seeds would settle what is undecided.

docs/statistics.md#items-to-settle.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import special

from triptych.analysis.one_task.comparison import Comparison
from triptych.analysis.statistics.interval import TAIL
from triptych.analysis.statistics.non_inferiority import Stratum, p_worse_by
from triptych.analysis.statistics.sampling import StudentT
from triptych.measure.quality import Numbers

POWER: Final = 0.80
"""Chance that what is planned settles it, if the difference seen is the true one."""
QUANTILES: Final = float(special.ndtri(1 - TAIL) + special.ndtri(POWER))
"""2.80: how many standard errors the difference must lie from delta."""
MORE_SEEDS: Final = (1, 4, 16)
MOST_ITEMS: Final = 10_000_000
FEW_DISCORDANT: Final = 30
"""With fewer discordant items than this a formula for means does not give the test's power."""
_DRAWS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would settle a comparison: `items` test items and `seeds` seeds.

    more_seeds   whether these are more seeds than the run had
    is_enough    whether it would be shown to suffice; if not, to fall short
    """

    items: int
    seeds: int
    more_seeds: bool
    is_enough: bool


def plan_for(rivals: Iterable[Comparison], delta: float) -> Plan | None:
    """Plan what would settle a contender against all its rivals, from its side.

    If the differences seen are the true ones: it falls short as soon as one rival shows it, and
    suffices when all do (docs/statistics.md#items-to-settle). None where no number of items would
    do, and without a rival.
    """
    rivals = list(rivals)
    plans = {view.second: planned(view, delta) for view in rivals}
    worse = [view.second for view in rivals if view.advantage.estimate < -delta]
    found = [plan for name, plan in plans.items() if plan and (not worse or name in worse)]
    if worse:
        return min(found, key=lambda plan: plan.items, default=None)
    if len(found) < len(rivals):
        return None
    return max(found, key=lambda plan: plan.items, default=None)


def planned(comparison: Comparison, delta: float) -> Plan | None:
    """Plan what would show the first to be worse by less than delta, or by more.

    So many that the standard error is |delta + advantage| / 2.80. Seeds are more than in the run
    where they alone would make more than half of that variance. Near perfection, where few items
    are discordant, items are counted by the test itself. None where the difference lies so near
    -delta that 16 times the seeds or ten million items would not do
    (docs/statistics.md#items-to-settle).
    """
    gap = delta + comparison.advantage.estimate
    variance = (gap / QUANTILES) ** 2
    if delta <= 0 or not variance or not np.isfinite(comparison.item_variance):
        return None
    for times in MORE_SEEDS:
        seeds = times * comparison.difference.seeds
        of_seeds = comparison.seed_variance / seeds
        if of_seeds <= variance / 2:
            break
    else:
        return None
    items = comparison.item_variance / (variance - of_seeds)
    if gap > 0:
        items = _by_the_test(comparison, delta, items, seeds)
    if items > MOST_ITEMS:
        return None
    return Plan(
        items=max(int(np.ceil(items)), 1), seeds=seeds, more_seeds=times > 1, is_enough=gap > 0
    )


def _by_the_test(comparison: Comparison, delta: float, items: float, seeds: int) -> float:
    """The items at which the test has its power, not fewer than `items`."""
    tested = comparison.difference.items
    discordant = sum(one.better + one.worse for one in comparison.strata) / tested * items
    if not comparison.strata or discordant >= FEW_DISCORDANT:
        return items
    return _least(lambda size: power_of_test(comparison, delta, size, seeds) >= POWER, items)


def _least(is_enough: Callable[[float], bool], start: float) -> float:
    """The smallest number from `start` that is enough, to 1 %; above the most where none is."""
    low = high = max(start, 1.0)
    while not is_enough(high):
        low, high = high, 2 * high
        if high > MOST_ITEMS:
            return high
    while high > 1.01 * low:
        middle = (low + high) / 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def power_of_test(comparison: Comparison, delta: float, items: float, seeds: int) -> float:
    """The chance that the test shows the first to be worse by less than delta, at 2.5 %.

    With so many items and seeds, if each stratum's discordant items are as frequent as seen. By 400
    draws, always the same (docs/statistics.md#items-to-settle).
    """
    generator = np.random.default_rng(0)
    size = items * comparison.effective_items / comparison.difference.items
    counts = [_drawn(one, size, comparison.persistence, generator) for one in comparison.strata]
    of_seeds = comparison.seed_variance / seeds
    noise: Numbers = generator.normal(0.0, float(np.sqrt(of_seeds)), size=(_DRAWS, 1))
    draws, times = np.unique(np.hstack([*counts, noise]), axis=0, return_counts=True)
    elsewhere = comparison.advantage.estimate - sum(one.contribution for one in comparison.strata)
    shown = [_p_of(draw, comparison, delta, size, (elsewhere, of_seeds)) <= TAIL for draw in draws]
    return float(np.sum(times[shown]) / _DRAWS)


def _drawn(
    stratum: Stratum, size: float, persistence: float, generator: np.random.Generator
) -> Numbers:
    """Counts of items on which only the first, only the second is right: shape (draws, 2).

    Averaging seeds makes counts vary as little as if there were 1 / persistence times the items.
    """
    better, worse = stratum.better / stratum.items, stratum.worse / stratum.items
    items = round(size * stratum.share / persistence)
    shares = [better, worse, max(1 - better - worse, 0.0)]
    drawn = generator.multinomial(items, shares, size=_DRAWS)[:, :2].astype(np.float64)
    return persistence * drawn


def _p_of(
    draw: Numbers,
    comparison: Comparison,
    delta: float,
    size: float,
    beside: tuple[float, float],
) -> float:
    """The test's p-value for one draw; `beside` is what strata do not say: mean and variance."""
    strata = [
        replace(one, better=better, worse=worse, items=size * one.share)
        for one, (better, worse) in zip(comparison.strata, draw[:-1].reshape(-1, 2), strict=True)
    ]
    variance = sum(one.weight**2 * one.variance for one in strata) * comparison.persistence
    sampling = StudentT(
        sum(one.contribution for one in strata) + beside[0] + float(draw[-1]),
        float(np.sqrt(variance + beside[1])),
        max(size - 1, 1.0),
    )
    return p_worse_by(delta, sampling, strata, persistence=comparison.persistence)
