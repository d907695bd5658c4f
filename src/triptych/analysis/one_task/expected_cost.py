"""Expected cost of two-class decisions, as a function of the cost ratio of misses to false alarms.

Formulas and sources: docs/statistics.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final

import numpy as np

from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import Interval
from triptych.measure.quality import Numbers
from triptych.results.outcomes import Outcomes, pair

RATIOS: Final = tuple(10 ** (step / 10) for step in range(-20, 21))
"""Cost of a miss divided by the cost of a false alarm: 1:100 to 100:1, in steps of 26 %."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A range of ratios, from `low` to `high`, and the contender with the least cost there.

    shown     whether the lead is significant: the 95 % interval of its difference to every other
              contender excludes 0 at each of these ratios
    leaders   that contender; where no lead is significant, all contenders that are the cheapest at
              some ratio
    """

    low: float
    high: float
    leaders: tuple[str, ...]
    shown: bool


@dataclass(frozen=True, eq=False, kw_only=True)
class CostCurves:
    """Mean cost per item at each ratio; the costs of a miss and of a false alarm add up to 1.

    ratios        cost of a missed positive divided by that of a false alarm, increasing (ratios,)
    costs         for each contender, the mean cost at each ratio (ratios,)
    differences   for each pair, first minus second: one paired interval per ratio
    leads         the contenders with the least cost, from small ratios to large
    """

    ratios: tuple[float, ...]
    costs: Mapping[str, tuple[float, ...]]
    differences: Mapping[tuple[str, str], tuple[Interval, ...]]
    leads: tuple[Lead, ...]


def cost_curves(
    outcomes: Mapping[str, Outcomes], positive: int, ratios: Sequence[float] = RATIOS
) -> CostCurves:
    """Cost of the contenders' own decisions, on the items that all were tested on.

    positive   the class for which a miss costs `ratio` times as much as a false alarm
    Drummond and Holte, Machine Learning 65, 2006: cost curves (docs/statistics.md#cost-ratio).
    Raises DataError where two contenders share no item or no seed.
    """
    return _curves([outcomes] * len(ratios), positive, ratios)


def cost_curves_of_moved_thresholds(
    forecasts: Mapping[str, ClassProbabilities], positive: int, ratios: Sequence[float] = RATIOS
) -> CostCurves:
    """Cost curves where each contender's threshold is moved to each ratio, by its probabilities.

    Positive where its probability is at least 1 / (1 + ratio): the decision of least expected cost
    for calibrated probabilities (Elkan, IJCAI 2001).
    """
    moved = []
    for ratio in ratios:
        cut = 1 / (1 + ratio)
        moved.append({name: _decided(one, positive, cut) for name, one in forecasts.items()})
    return _curves(moved, positive, ratios)


def _curves(
    decisions: Sequence[Mapping[str, Outcomes]], positive: int, ratios: Sequence[float]
) -> CostCurves:
    names = list(decisions[0])
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    costs: dict[str, list[float]] = {name: [] for name in names}
    differences: dict[tuple[str, str], list[Interval]] = {one: [] for one in pairs}
    common: dict[str, Outcomes] = {}
    paired: dict[tuple[str, str], tuple[Outcomes, Outcomes]] = {}
    for place, (ratio, decided) in enumerate(zip(ratios, decisions, strict=True)):
        if not place or decided is not decisions[place - 1]:
            common = _on_common_items(decided)
            paired = {names: pair(*(common[name] for name in names)) for names in pairs}
        for name, one in common.items():
            costs[name].append(float(_costs(one, positive, ratio).mean()))
        for (first, second), (left, right) in paired.items():
            matrix = _costs(left, positive, ratio) - _costs(right, positive, ratio)
            differences[first, second].append(design_of(left).mean_interval(matrix))
    return CostCurves(
        ratios=tuple(ratios),
        costs={name: tuple(values) for name, values in costs.items()},
        differences={one: tuple(values) for one, values in differences.items()},
        leads=_leads(ratios, costs, differences),
    )


def _costs(outcomes: Outcomes, positive: int, ratio: float) -> Numbers:
    """The cost of each decision, M[seed, item]."""
    missed = 1 - outcomes.hits
    weights = np.where(outcomes.truth == positive, ratio, 1.0) / (1 + ratio)
    return missed * weights


def _decided(forecasts: ClassProbabilities, positive: int, cut: float) -> Outcomes:
    outcomes = forecasts.outcomes
    predictions = np.where(forecasts.probabilities[..., positive] >= cut, positive, 1 - positive)
    losses = (predictions != outcomes.truth).astype(np.float64)
    return replace(outcomes, predictions=predictions, losses=losses)


def _on_common_items(outcomes: Mapping[str, Outcomes]) -> dict[str, Outcomes]:
    first = next(iter(outcomes.values())).items
    if all(np.array_equal(one.items, first) for one in outcomes.values()):
        return dict(outcomes)
    common = reduce(np.intersect1d, (one.items for one in outcomes.values()))
    return {
        name: one
        if len(one.items) == len(common)
        else one.on(np.flatnonzero(np.isin(one.items, common)))
        for name, one in outcomes.items()
    }


def _leads(
    ratios: Sequence[float],
    costs: Mapping[str, Sequence[float]],
    differences: Mapping[tuple[str, str], Sequence[Interval]],
) -> tuple[Lead, ...]:
    leads: list[Lead] = []
    for place, ratio in enumerate(ratios):
        cheapest = min((values[place], name) for name, values in costs.items())[1]
        against = [values[place] for names, values in differences.items() if cheapest in names]
        shown = all(one.low > 0 or one.high < 0 for one in against)
        last = leads[-1] if leads else None
        # Without a significant lead, the cheapest contender may change with every step.
        if last is not None and last.shown == shown and (not shown or cheapest in last.leaders):
            leaders = tuple(dict.fromkeys((*last.leaders, cheapest)))
            leads[-1] = replace(last, high=ratio, leaders=leaders)
        else:
            leads.append(Lead(ratio, ratio, (cheapest,), shown))
    return tuple(leads)
