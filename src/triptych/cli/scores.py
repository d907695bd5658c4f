"""The scores that `triptych run` prints at its end: means over seeds."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from triptych.cell import Condition, shown
from triptych.cli.terminal import console
from triptych.metric import Metric
from triptych.results.record import Record
from triptych.study import MAIN_STUDY, Study
from triptych.task import PARADIGMS, TaskFolder

_Scores = Mapping[tuple[str, str, Condition], float]
"""Means over seeds by task, contender and condition."""


def print_scores(
    tasks: Sequence[TaskFolder], study: Study, records: Iterable[Record], profile: str
) -> None:
    """Print a line per task and condition of a profile with the scores of the three.

    Then the other rows.
    """
    place = console.data()
    scores = _mean_scores(record for record in records if record.cell.study == study.name)
    varied = [study.axis.label] if study.axis is not None else []
    columns = ("task", "metric", *varied, *PARADIGMS)
    rows = [
        (
            task.name,
            study.metric(task.card).label,
            *([shown(condition)] if varied else []),
            *(
                _shown(study.metric(task.card), scores.get((task.name, name, condition)))
                for name in PARADIGMS
            ),
        )
        for task in tasks
        if not study.unfit_for(task.card)
        for condition in study.conditions_in(task.card, profile)
    ]
    if any(who in PARADIGMS for _, who, _ in scores) or not scores:
        console.print_rows(place, columns, rows, numbers=PARADIGMS)
    for task in tasks:
        if reason := study.unfit_for(task.card):
            console.print_hanging(place, f"  {task.name}: ", reason, indent=4)
    others = [
        (task.name, name, shown(condition), _shown(study.metric(task.card), score))
        for task in tasks
        for (of_task, name, condition), score in scores.items()
        if of_task == task.name and name not in PARADIGMS
    ]
    if others:
        place.print()
        heading = ("task", "variant or reference", *varied, "score")
        rows = [row if varied else (row[0], row[1], row[3]) for row in others]
        console.print_rows(place, heading, rows, numbers=("score",), heading=2)


def standing(task: TaskFolder, records: Iterable[Record]) -> str:
    """Where the three contenders of a task stand, in one line: means over seeds, no verdict."""
    of_task = (one for one in records if one.cell.task == task.name)
    scores = _mean_scores(one for one in of_task if one.cell.study == MAIN_STUDY)
    shown = [
        f"{name} {_shown(task.card.metric, scores.get((task.name, name, None)))}"
        for name in PARADIGMS
    ]
    return f"{task.name}: {', '.join(shown)} ({task.card.metric.label})"


def _mean_scores(records: Iterable[Record]) -> _Scores:
    scores: dict[tuple[str, str, Condition], list[float]] = {}
    for record in records:
        cell = record.cell
        if record.score is not None:
            place = cell.task, cell.contender, cell.condition
            scores.setdefault(place, []).append(record.score)
    return {who: fmean(values) for who, values in scores.items()}


def _shown(metric: Metric, score: float | None) -> str:
    if score is None:
        return "-"
    return f"{score * 100:.1f}" if metric.is_share else f"{score:.3g}"
