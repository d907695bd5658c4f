"""Ratios of the time that contenders of a task take, over the blocks of the quiet phase."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import mean, median, stdev
from typing import Final

from scipy import stats

from triptych.analysis.statistics.rank_tests import benjamini_hochberg
from triptych.analysis.statistics.sampling import ROUNDING
from triptych.results.formats.speed import ContenderSpeed

LEVEL: Final = 0.05
COMPARED_BATCHES: Final = (1, 512)
"""Batch sizes of which a report names ratios, and which are tested."""

_Pair = tuple[int, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedRatio:
    """How many times as long a contender takes as another one, within blocks of the quiet phase.

    ratio             the median over blocks
    lowest, highest   over blocks
    p_value           of H0: both take as long; NaN with fewer than two blocks
    adjusted_p_value  after Benjamini and Hochberg, over all pairs and both batch sizes of the task
    """

    ratio: float
    lowest: float
    highest: float
    blocks: int
    p_value: float
    adjusted_p_value: float = math.nan

    @property
    def is_apart(self) -> bool:
        """Whether the two are told apart at 5 %."""
        return self.adjusted_p_value <= LEVEL

    @property
    def reversed(self) -> "SpeedRatio":
        """The ratio of the other to the one."""
        return replace(self, ratio=1 / self.ratio, lowest=1 / self.highest, highest=1 / self.lowest)


def speed_ratios(speeds: Mapping[str, ContenderSpeed]) -> dict[_Pair, SpeedRatio]:
    """The ratio of each contender to each other one, by (batch size, contender, other).

    `speeds` are all timed contenders of one task, for all their pairs are one family of tests.
    Blocks are the independent units: the logarithms of the ratios of the blocks that both have get
    Student's t (docs/statistics.md#speed-ratios). Pairs without a common block have no ratio.
    """
    found: dict[_Pair, SpeedRatio] = {}
    for batch in COMPARED_BATCHES:
        for one, other in combinations(speeds, 2):
            first, second = (speeds[name].seconds_by_block.get(batch, {}) for name in (one, other))
            within = [first[block] / second[block] for block in first if block in second]
            if within:
                found[batch, one, other] = _ratio(within)
    adjusted = benjamini_hochberg({pair: one.p_value for pair, one in found.items()})
    for (batch, one, other), ratio in list(found.items()):
        known = replace(ratio, adjusted_p_value=adjusted[batch, one, other])
        found[batch, one, other], found[batch, other, one] = known, known.reversed
    return found


def fastest_of(speeds: Mapping[str, ContenderSpeed], batch: int) -> str | None:
    """The contender with the smallest median over blocks; None where no block was kept."""
    known = {name: one.seconds_by_block.get(batch, {}) for name, one in speeds.items()}
    medians = {name: median(blocks.values()) for name, blocks in known.items() if blocks}
    return min(medians, key=medians.__getitem__, default=None)


def _ratio(within: list[float]) -> SpeedRatio:
    return SpeedRatio(
        ratio=median(within),
        lowest=min(within),
        highest=max(within),
        blocks=len(within),
        p_value=_p_value([math.log(ratio) for ratio in within]),
    )


def _p_value(logarithms: list[float]) -> float:
    """Two-sided p of a mean of 0; of a sign test where equal blocks show no spread."""
    count = len(logarithms)
    if count < 2:
        return math.nan
    spread = stdev(logarithms)
    if spread <= ROUNDING:
        return 1.0 if abs(mean(logarithms)) <= ROUNDING else 2 * 0.5**count
    t = mean(logarithms) / (spread / math.sqrt(count))
    return float(2 * stats.t.sf(abs(t), count - 1))
