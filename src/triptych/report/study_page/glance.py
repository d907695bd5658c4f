"""The figure over all tasks of a study, to be read in ten seconds."""

from collections.abc import Mapping, Sequence
from typing import Final

from triptych.analysis.across_tasks.effect import task_effects
from triptych.cell import shown
from triptych.report.drawing.studies.spans import LEAST, DrawnSpan, spans
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings, slug
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.study_page.spans import Span, one_of_each
from triptych.report.words import number
from triptych.report.words.text import printable
from triptych.report.words.verdict import listed
from triptych.results.formats.studies import StudyCard
from triptych.task import paradigm_of

_ERRORS: Final = "Of errors and costs 100 is none, and 0 those of the best constant answer."


def glance_section(name: str, card: StudyCard, shown_tasks: Sequence[Findings]) -> Section:
    """One figure over all tasks with results of the study."""
    chosen = {one.card.name: one_of_each(one.studies[name]) for one in shown_tasks}
    drawn: dict[str, list[DrawnSpan]] = {}
    for one in shown_tasks:
        found = _in_points(one, name, chosen[one.card.name])
        drawn |= {one.card.name: found} if found else {}
    left_out = [task for task in chosen if task not in drawn]
    notices = []
    if left_out:
        notices.append(
            f"Not in the figure: {printable(', '.join(left_out))}, whose scores have no size in "
            "points; the tables have them."
        )
    has_errors = any(not one.studies[name].metric.is_share for one in shown_tasks)
    figures = [_figure(name, card, drawn, chosen, has_errors)] if drawn else []
    return Section(
        "glance", "All tasks at a glance", legend=bool(drawn), figures=figures, notices=notices
    )


def _in_points(findings: Findings, name: str, chosen: Sequence[Span]) -> list[DrawnSpan]:
    """Spans in points: of errors and costs, 100 less those of what the best constant makes."""
    metric = findings.studies[name].metric
    scale = 100.0
    if not metric.is_share:
        known = task_effects(findings.run, findings.verdict).points_per_unit
        if known is None:
            return []
        scale = known

    def place(score: float) -> float:
        return scale * score if metric.greater_is_better else 100.0 - scale * score

    return [
        DrawnSpan(
            contender=one.contender,
            start=None if one.start is None else place(one.start.score.estimate),
            end=place(one.end.score.estimate),
        )
        for one in chosen
    ]


def _figure(
    name: str,
    card: StudyCard,
    drawn: Mapping[str, Sequence[DrawnSpan]],
    chosen: Mapping[str, Sequence[Span]],
    has_errors: bool,
) -> Figure:
    title = f"{number.counted(len(drawn), 'task')}: from the stroke to the mark"
    in_words = "; ".join(
        f"{task}: " + ", ".join(map(_in_words, found)) for task, found in drawn.items()
    )
    drawing = inline(
        spans(drawn, "score in points: right is better"),
        f"figure-study-{slug(name)}-glance",
        title,
        in_words,
    )
    caption = _caption(card, [one for task in drawn for one in chosen[task]])
    words = [caption, *([_ERRORS] if has_errors else [])]
    if any(one.end < LEAST for found in drawn.values() for one in found):
        words.append(f"What is below {number.plain(LEAST)} is drawn there.")
    return Figure(drawing, " ".join(words))


def _in_words(one: DrawnSpan) -> str:
    if one.start is None:
        return f"{one.contender} {number.fixed(one.end, 1)}"
    return f"{one.contender} {number.fixed(one.start, 1)} to {number.fixed(one.end, 1)}"


def _caption(card: StudyCard, chosen: Sequence[Span]) -> str:
    """What strokes and marks are, and who is shown; intervals stand in the tables."""
    changed = [one for one in chosen if one.start is not None]
    held = [one for one in changed if one.gain is not None]
    own = [one for one in changed if one.gain is None]
    parts = []
    if held:
        pairs = sorted({f"{one.held_to} to {one.contender}" for one in held})
        parts.append(f"from {listed(pairs)}, with {_shared(held, 'the first')} {_label(card)}")
    if own and card.axis is not None and card.axis.kinds:
        parts.append(f"from {card.axis.main or 'the first'} to whatever costs it most")
    elif own:
        ends = _shared(own, "the first", at_start=True), _shared(own, "the last one")
        parts.append(f"from {' to '.join(ends)} ({_label(card)})")
    words = [f"From the stroke to the mark: {'; others '.join(parts)}."] if parts else []
    if len(changed) < len(chosen):
        words.append("A mark without a stroke: no condition changes it.")
    if any(one.contender != paradigm_of(one.contender) for one in chosen):
        words.append("Hollow marks: the best of a paradigm whose own contender is not varied.")
    return " ".join([*words, "Intervals stand in the table below."])


def _label(card: StudyCard) -> str:
    return printable(card.axis.label) if card.axis else "condition"


def _shared(chosen: Sequence[Span], otherwise: str, *, at_start: bool = False) -> str:
    """The condition at one end, where all have the same one."""
    points = [one.start if at_start else one.end for one in chosen]
    conditions = {shown(one.condition) for one in points if one is not None}
    return printable(conditions.pop()) if len(conditions) == 1 else otherwise
