"""Study curves: scores as a function of a study's condition, with intervals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import fmean

from triptych.analysis.statistics.interval import Interval
from triptych.analysis.statistics.score import of_outcomes
from triptych.cell import Condition
from triptych.metric import Metric
from triptych.results.formats.studies import StudyCard
from triptych.results.outcomes import Outcomes
from triptych.results.record import Record
from triptych.results.run import Run
from triptych.study import MAIN_STUDY
from triptych.task import paradigm_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A contender's result under one condition.

    condition    None for a contender that no condition changes: it holds under all of them
    score        score with its interval over seeds and items (docs/statistics.md#two-way)
    labels       mean number of labels over seeds; None where that was not recorded. Of rules that
                 no condition changes the number of items that their author could see
    cpu_seconds  mean CPU seconds of a trial over seeds
    """

    condition: Condition
    score: Interval
    labels: float | None
    cpu_seconds: float


def metrics_of(run: Run, task: str, study: str) -> tuple[Metric, ...]:
    """The metrics of a study on a task: its own, or the task's (docs/statistics.md#metrics)."""
    card = run.studies.get(study)
    own = card.metrics if card is not None else ()
    return own or (run.task(task).metric,)


def study_curves(
    run: Run, task: str, study: str, metric: Metric | None = None
) -> Mapping[str, tuple[Point, ...]]:
    """The points of each contender of the task, in the plan's order of conditions.

    On an axis of numbers they are in the order of their labels. The point of the axis's `main` is
    the main study's; so is the single point of a contender that no condition changes. Conditions
    without a finished trial have no point; contenders without a point are left out, and all of them
    where no trial of the study is finished. Intervals as in docs/statistics.md#two-way. Scores are
    by `metric`; by default the first of `metrics_of`.
    """
    metric = metric or metrics_of(run, task, study)[0]
    found = {
        contender: tuple(_points(run, task, contender, study, metric))
        for contender in run.contenders_in(task, study)
    }
    varied = {contender: points for contender, points in found.items() if points}
    if not varied:
        return {}
    card = run.studies.get(study)
    curves = {}
    for contender in found:
        if contender in varied:
            curves[contender] = _with_main(run, task, contender, varied[contender], card, metric)
        elif card is not None and contender in card.unvaried:
            unvaried = _main_point(run, task, contender, None, metric)
            curves |= {} if unvaried is None else {contender: (unvaried,)}
    return curves


def first_within(points: Sequence[Point], level: Point, delta: float, metric: Metric) -> Condition:
    """The first condition under which a score is within delta of a level; None where none is.

    Of estimates, as a figure is read; a comparison of both is the verdict's business
    (docs/statistics.md#verdict).
    """
    sign = 1 if metric.greater_is_better else -1
    found = (one for one in points if sign * (one.score.estimate - level.score.estimate) >= -delta)
    return next((one.condition for one in found), None)


def outcomes_at(run: Run, task: str, contender: str, study: str, point: Point) -> Outcomes:
    """The outcomes behind a point of the study's curve; raises StoreError where there are none."""
    return run.outcomes(task, contender, *_place(run, study, point))


def records_at(run: Run, task: str, contender: str, study: str, point: Point) -> list[Record]:
    """The finished trials behind a point of the study's curve."""
    records = run.records_of(task, contender, *_place(run, study, point))
    return [record for record in records if record.status == "done"]


def _place(run: Run, study: str, point: Point) -> tuple[str, Condition]:
    """The study and condition whose cells a point shows: the main study's, or its own."""
    card = run.studies.get(study)
    is_main = card is not None and card.axis is not None and point.condition == card.axis.main
    if is_main or point.condition is None:
        return MAIN_STUDY, None
    return study, point.condition


def _points(run: Run, task: str, contender: str, study: str, metric: Metric) -> list[Point]:
    points = []
    for condition in run.conditions(task, contender, study):
        records = run.records_of(task, contender, study, condition)
        if done := [record for record in records if record.status == "done"]:
            outcomes = partial(run.outcomes, task, contender, study, condition)
            points.append(_point(run, task, done, outcomes, metric))
    return points


def _with_main(
    run: Run,
    task: str,
    contender: str,
    points: tuple[Point, ...],
    card: StudyCard | None,
    metric: Metric,
) -> tuple[Point, ...]:
    """The points with the main study's: the first of names, by its labels among numbers."""
    if card is None or card.axis is None:
        return points
    main = _main_point(run, task, contender, card.axis.main, metric) if card.axis.main else None
    joined = points if main is None else (main, *points)
    if card.axis.scale == "names" or any(one.labels is None for one in joined):
        return joined
    return tuple(sorted(joined, key=lambda one: one.labels or 0.0))


def _main_point(
    run: Run, task: str, contender: str, condition: Condition, metric: Metric
) -> Point | None:
    """The contender's point in the main study; None where no trial is done."""
    records = run.records_of(task, contender)
    done = [record for record in records if record.status == "done"]
    if not done:
        return None
    point = _point(run, task, done, partial(run.outcomes, task, contender), metric)
    point = replace(point, condition=condition)
    if condition is None and paradigm_of(contender) == "rules":
        return replace(point, labels=float(run.task(task).author_items))
    return point


def _point(
    run: Run, task: str, records: list[Record], outcomes: Callable[[], Outcomes], metric: Metric
) -> Point:
    card = run.task(task)
    score = run.aggregates.of(
        f"score {metric} {card.classes}",
        records,
        Interval,
        lambda: of_outcomes(outcomes(), metric, card.classes),
    )
    labels = [record.labels for record in records if record.labels is not None]
    return Point(
        condition=records[0].cell.condition,
        score=score,
        labels=fmean(labels) if labels else None,
        cpu_seconds=fmean(record.cpu_seconds for record in records),
    )
