"""Study curves: scores as a function of a study's condition, with intervals."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from triptych.analysis.statistics.interval import Interval
from triptych.analysis.statistics.score import of_outcomes
from triptych.cell import Condition
from triptych.results.record import Record
from triptych.results.run import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A contender's result under one condition.

    score        score with its interval over seeds and items (docs/statistics.md#two-way)
    labels       mean number of labels over seeds; None where that was not recorded
    cpu_seconds  mean CPU seconds of a trial over seeds
    """

    condition: Condition
    score: Interval
    labels: float | None
    cpu_seconds: float


def study_curves(run: Run, task: str, study: str) -> Mapping[str, tuple[Point, ...]]:
    """The points of each contender of the task, in the plan's order of conditions.

    Conditions without a finished trial have no point; contenders without a point are left out.
    Intervals as in docs/statistics.md#two-way.
    """
    card = run.task(task)
    curves = {}
    for contender in card.contenders:
        points = []
        for condition in run.conditions(task, contender, study):
            records = run.records_of(task, contender, study, condition)
            if done := [record for record in records if record.status == "done"]:
                outcomes = run.outcomes(task, contender, study, condition)
                points.append(_point(done, of_outcomes(outcomes, card.metric, card.classes)))
        if points:
            curves[contender] = tuple(points)
    return curves


def _point(records: list[Record], score: Interval) -> Point:
    labels = [record.labels for record in records if record.labels is not None]
    return Point(
        condition=records[0].cell.condition,
        score=score,
        labels=fmean(labels) if labels else None,
        cpu_seconds=fmean(record.cpu_seconds for record in records),
    )
