"""Differences of explanation metrics between contenders, corrected for how many there are.

Formulas and sources: docs/explainability.md#intervals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from triptych.analysis.one_task.explanations import Explained, difference
from triptych.analysis.statistics.clustered import p_of_difference
from triptych.analysis.statistics.interval import CONFIDENCE, Interval
from triptych.analysis.statistics.rank_tests import benjamini_hochberg
from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.task import PARADIGMS


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger a metric of the probe is for the first contender than for the second.

    p_value           two-sided, of no difference
    adjusted_p_value  after Benjamini and Hochberg, over all metrics and pairs of the task
    """

    first: str
    second: str
    interval: Interval
    p_value: float
    adjusted_p_value: float

    @property
    def is_noise(self) -> bool:
        """Whether sampling of items and seeds can explain it, among so many differences."""
        return self.adjusted_p_value > 1 - CONFIDENCE


def compared(found: Mapping[str, Explained], metric: ExplanationMetric) -> list[Difference]:
    """The difference of each pair of the three that the probe can compare in a metric.

    p-values are adjusted by Benjamini and Hochberg (Journal of the Royal Statistical Society B 57,
    1995) over the whole task, as it is read.
    """
    three = tuple(found[name] for name in PARADIGMS if name in found)
    pairs = list(combinations([one.contender for one in three], 2))
    family = _family(three)
    return [family[*pair, metric.key] for pair in pairs if (*pair, metric.key) in family]


@lru_cache(maxsize=64)
def _family(three: tuple[Explained, ...]) -> dict[tuple[str, str, str], Difference]:
    """Every difference of a task, by both contenders and the metric."""
    intervals: dict[tuple[str, str, str], Interval] = {}
    p_values: dict[tuple[str, str, str], float] = {}
    for metric in (metric for metric in CARDS if metric.is_compared):
        for first, second in combinations(three, 2):
            by = difference(first, second, metric)
            samples = first.sample("probe", metric), second.sample("probe", metric)
            if not isinstance(by, Interval) or samples[0] is None or samples[1] is None:
                continue
            place = first.contender, second.contender, metric.key
            intervals[place] = by
            p_values[place] = p_of_difference(samples[0], samples[1])
    adjusted = benjamini_hochberg(p_values)
    return {
        place: Difference(*place[:2], by, p_values[place], adjusted[place])
        for place, by in intervals.items()
    }
