"""Spans: what a study changes for a contender on a task, from one of its points to another."""

from collections.abc import Sequence
from dataclasses import dataclass

from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.one_task.studies.gains import Gain
from triptych.report.task_study import TaskStudy
from triptych.task import PARADIGMS, paradigm_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What a study changes for a contender.

    start     the point it comes from; None where no condition changes it, or it has one only
    held_to   whose point that is: its own, or the one it is held to
    gain      the paired comparison of both, where the study holds it to somebody
    """

    contender: str
    end: Point
    start: Point | None = None
    held_to: str = ""
    gain: Gain | None = None


def spans_of(study: TaskStudy) -> list[Span]:
    """A span for each contender, but for those that others are held to.

    Of a study that holds them to somebody, from that one to the contender, under the first
    condition both have; of one with kinds of conditions, from the plain comparison to the
    condition with the worst score; else from the first condition to the last one.
    """
    held = {rival for who, rival in study.card.baselines.items() if who in study.gains}
    return [
        _span(study, who, line) for who, line in study.curves.items() if line and who not in held
    ]


def one_of_each(study: TaskStudy) -> list[Span]:
    """One span for each paradigm: of its judged contender, else of the best at its end."""
    sign = 1 if study.metric.greater_is_better else -1
    found = []
    for paradigm in PARADIGMS:
        own = [one for one in spans_of(study) if paradigm_of(one.contender) == paradigm]
        judged = [one for one in own if one.contender == paradigm]
        best = sorted(own, key=lambda one: -sign * one.end.score.estimate)
        found += (judged or best)[:1]
    return found


def _span(study: TaskStudy, contender: str, line: Sequence[Point]) -> Span:
    card = study.card
    if contender in study.gains:
        gain = study.gains[contender][0]
        rival = gain.comparison.second
        facing = {one.condition: one for one in study.curves[rival]}
        own = {one.condition: one for one in line}
        at = gain.condition
        return Span(contender=contender, start=facing[at], end=own[at], held_to=rival, gain=gain)
    if len(line) < 2 or line[0].condition is None:
        return Span(contender=contender, end=line[-1])
    end = line[-1]
    if card.axis is not None and card.axis.kinds:
        sign = 1 if study.metric.greater_is_better else -1
        end = min(line[1:], key=lambda one: sign * one.score.estimate)
    return Span(contender=contender, start=line[0], end=end, held_to=contender)
