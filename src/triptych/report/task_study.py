"""What a task's trials say of one study, computed once for every page that shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from triptych.analysis.one_task.studies.crossings import StudyCrossing, study_crossings
from triptych.analysis.one_task.studies.curves import Point, metrics_of, study_curves
from triptych.analysis.one_task.studies.gains import Gain, study_gains
from triptych.errors import DamageError, ItemTableMissing
from triptych.metric import Metric
from triptych.results.formats.studies import StudyCard
from triptych.results.run import Run

Curves = Mapping[str, Sequence[Point]]
"""The points of each contender, by its name."""


@dataclass(frozen=True, kw_only=True)
class TaskStudy:
    """A study on one task.

    by_metric   its curves by each of its metrics, in their order
    crossings   where learning curves cross; empty where the study varies no number of labels
    gains       gains over whom contenders are held to
    absent      why nothing of it can be shown, as a sentence; empty where something can
    """

    name: str
    card: StudyCard
    by_metric: Mapping[Metric, Curves] = field(default_factory=dict)
    crossings: Sequence[StudyCrossing] = ()
    gains: Mapping[str, Sequence[Gain]] = field(default_factory=dict)
    absent: str = ""

    @classmethod
    def of(cls, run: Run, task: str, name: str) -> Self:
        """Compute it from the run; the reason instead, where item tables are lost."""
        card = run.studies[name]
        try:
            by_metric = {
                metric: study_curves(run, task, name, metric)
                for metric in metrics_of(run, task, name)
            }
            curves = next(iter(by_metric.values()))
            if not curves:
                return cls(name=name, card=card, absent=f"Not run: {why_not_run(run, task, name)}.")
            return cls(
                name=name,
                card=card,
                by_metric=by_metric,
                crossings=_crossings(run, task, name, curves),
                gains=study_gains(run, task, name, curves),
            )
        except (ItemTableMissing, DamageError) as error:
            return cls(name=name, card=card, absent=f"Cannot be recomputed: {error}")

    @property
    def metric(self) -> Metric:
        """The first of its metrics; raises StopIteration where nothing can be shown."""
        return next(iter(self.by_metric))

    @property
    def curves(self) -> Curves:
        """The curves by its first metric; empty where nothing can be shown."""
        return next(iter(self.by_metric.values()), {})


def why_not_run(run: Run, task: str, name: str) -> str:
    """Why a task has no curve of a study: it does not fit, was not planned, or did not end."""
    card = run.studies.get(name)
    if card is not None and task in card.unfit:
        return card.unfit[task]
    places = [
        (who, one)
        for who in run.contenders_in(task, name)
        for one in run.conditions(task, who, name)
    ]
    records = [one for who, where in places for one in run.records_of(task, who, name, where)]
    if records and all(one.status == "skipped" for one in records):
        return "; ".join(dict.fromkeys(one.reason for one in records))
    if places:
        return "none of its trials on this task is done"
    return f"`make studies`, or `triptych run {task} --study {name}`, runs it"


def _crossings(run: Run, task: str, name: str, curves: Curves) -> Sequence[StudyCrossing]:
    """Where learning curves cross: on a logarithmic axis, along which labels grow."""
    axis = run.studies[name].axis
    labels = {one.labels for line in curves.values() for one in line if one.condition is not None}
    if axis is None or axis.scale != "log" or len(labels) < 2:
        return ()
    return study_crossings(run, task, name, curves)
