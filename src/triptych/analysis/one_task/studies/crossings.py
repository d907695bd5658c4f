"""Study crossings: from how many labels on one contender of a study is ahead of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import combinations

import numpy as np

from triptych.analysis.one_task.studies.crossing import Crossing, crossing
from triptych.analysis.one_task.studies.curves import Point, outcomes_at, records_at
from triptych.errors import DataError
from triptych.measure.quality import Numbers
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run

_Pair = tuple[tuple[str, Point], tuple[str, Point]]
"""Two contenders, each with its point under one condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyCrossing:
    """The range of labels from which on the `challenger` is ahead of `other`, the simpler one."""

    other: str
    challenger: str
    range: Crossing


def study_crossings(
    run: Run, task: str, study: str, curves: Mapping[str, Sequence[Point]]
) -> tuple[StudyCrossing, ...]:
    """The crossing of each pair of a study's learning curves, see docs/statistics.md#crossing.

    curves   what `study_curves` gives for the study
    Pairs with fewer than two common sizes have none; nor has a metric that is no mean over items.
    """
    metric = run.task(task).metric
    if not metric.decomposable:
        return ()
    found = []
    for other, challenger in combinations(curves, 2):
        common = _common(curves[other], curves[challenger])
        if len(common) < 2:
            continue
        sides = [((other, first), (challenger, second)) for first, second in common.values()]
        records = (
            record
            for pair in sides
            for who, point in pair
            for record in records_at(run, task, who, study, point)
        )
        passed = run.aggregates.of(
            f"crossing of {other} by {challenger} at {[*common]}: {metric}",
            records,
            Crossing | None,
            partial(_crossing, run, task, study, sides, [*common]),
        )
        if passed is not None:
            found.append(StudyCrossing(other=other, challenger=challenger, range=passed))
    return tuple(found)


def _crossing(
    run: Run, task: str, study: str, sides: Sequence[_Pair], sizes: Sequence[float]
) -> Crossing | None:
    """Where the second of each pair passes the first; None without a common item and seed."""
    pairs = [
        (
            outcomes_at(run, task, other, study, first),
            outcomes_at(run, task, challenger, study, second),
        )
        for (other, first), (challenger, second) in sides
    ]
    try:
        return crossing(sizes, _advantage(pairs, run.task(task).metric))
    except DataError:  # no item that all were tested on: their lines are all there is to see
        return None


def _common(
    other: Sequence[Point], challenger: Sequence[Point]
) -> dict[float, tuple[Point, Point]]:
    """Points of both under one condition, by the challenger's labels, increasing."""
    by_condition = {one.condition: one for one in other}
    found = {}
    for point in challenger:
        facing = by_condition.get(point.condition, by_condition.get(None))
        if facing is not None and point.labels is not None:
            found[point.labels] = facing, point
    return dict(sorted(found.items()))


def _advantage(pairs: Sequence[tuple[Outcomes, Outcomes]], metric: Metric) -> Numbers:
    """How much better the second of each pair did: (pairs, seeds, items), on common items."""
    every = [one for pair in pairs for one in pair]
    items = reduce(np.intersect1d, (one.items for one in every))
    seeds = sorted(set.intersection(*(set(one.seeds) for one in every)))
    if not len(items) or not seeds:
        raise DataError("the curves have no item and seed in common, so they cannot be paired.")
    sign = 1.0 if metric.greater_is_better else -1.0

    def values(one: Outcomes) -> Numbers:
        rows = [one.seeds.index(seed) for seed in seeds]
        return one.on(np.searchsorted(one.items, items)).values(metric)[rows]

    return np.stack([sign * (values(second) - values(first)) for first, second in pairs])
