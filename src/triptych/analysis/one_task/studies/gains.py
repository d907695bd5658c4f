"""Study gains: how much better a contender of a study is than the one it is held to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triptych.analysis.one_task.comparison import Comparison, compare
from triptych.analysis.one_task.studies.curves import Point, outcomes_at
from triptych.cell import Condition
from triptych.errors import DataError
from triptych.results.run import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """The comparison of a contender with its baseline under one condition."""

    condition: Condition
    comparison: Comparison


def study_gains(
    run: Run, task: str, study: str, curves: Mapping[str, Sequence[Point]]
) -> Mapping[str, tuple[Gain, ...]]:
    """The gains of each contender over its baseline, on the items and seeds both have.

    docs/statistics.md#comparison.

    curves   what `study_curves` gives for the study
    Conditions that one of the two has no result for are left out, and contenders without a gain.
    """
    card = run.studies.get(study)
    baselines = {} if card is None else card.baselines
    found: dict[str, tuple[Gain, ...]] = {}
    for contender, baseline in baselines.items():
        if contender in curves and baseline in curves:
            gains = tuple(_gains(run, task, study, curves, contender, baseline))
            found |= {contender: gains} if gains else {}
    return found


def _gains(
    run: Run,
    task: str,
    study: str,
    curves: Mapping[str, Sequence[Point]],
    contender: str,
    baseline: str,
) -> Iterator[Gain]:
    """The gain at each condition that both have a point of."""
    card = run.task(task)
    facing = {one.condition: one for one in curves[baseline]}
    for point in curves[contender]:
        if point.condition not in facing:
            continue
        ahead = outcomes_at(run, task, contender, study, point)
        behind = outcomes_at(run, task, baseline, study, facing[point.condition])
        try:
            comparison = compare(ahead, behind, card.metric, card.classes)
        except DataError:  # no common item or seed: their scores are all there is to see
            continue
        yield Gain(condition=point.condition, comparison=comparison)
