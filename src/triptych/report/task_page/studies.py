"""Sections on studies: scores of the task as a function of each study's condition."""

from collections.abc import Iterator, Mapping, Sequence

from triptych.analysis.one_task.study_curves import Point, study_curves
from triptych.cell import shown
from triptych.errors import DamageError, ItemTableMissing
from triptych.metric import Metric
from triptych.report.drawing.curves import curves
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import by_contender, interval_columns, number_column
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.text import printable
from triptych.results.formats.studies import StudyCard
from triptych.study import MAIN_STUDY

Curves = Mapping[str, Sequence[Point]]


def study_sections(findings: Findings) -> Iterator[Section]:
    """A section for each study of the run besides the main one, in the order of their names."""
    for name, card in sorted(findings.run.studies.items()):
        if name != MAIN_STUDY:
            yield _section(findings, name, card)


def _section(findings: Findings, name: str, card: StudyCard) -> Section:
    anchor, title = f"study-{slug(name)}", f"Study: {printable(name.replace('_', ' '))}"
    task = findings.card.name
    try:
        found = study_curves(findings.run, task, name)
    except (ItemTableMissing, DamageError) as error:
        words = f"Cannot be recomputed: {error}"
        return Section(anchor, title, [printable(card.question)], notices=[words])
    if not found:
        reason = card.unfit.get(task) or "none of its trials on this task is done"
        return Section(anchor, title, [printable(card.question)], notices=[f"Not run: {reason}."])
    return Section(
        anchor,
        title,
        paragraphs=[printable(card.question)],
        legend=True,
        figures=_figures(findings, name, card, found),
        tables=[_table(findings, name, card, found)],
    )


def _figures(findings: Findings, name: str, card: StudyCard, found: Curves) -> list[Figure]:
    conditions = {one.condition for line in found.values() for one in line}
    if card.axis is None or len(conditions) < 2:
        return []
    metric = findings.card.metric
    listed = "; ".join(f"{who} {_in_words(line, metric)}" for who, line in found.items())
    title = f"{metric.label.capitalize()} by {card.axis.label}"
    drawing = inline(curves(found, card.axis, metric), f"figure-study-{slug(name)}", title, listed)
    return [Figure(drawing, f"{title}. Bands are 95% intervals.")]


def _in_words(line: Sequence[Point], metric: Metric) -> str:
    return ", ".join(f"{shown(one.condition)}: {number.score(one.score, metric)}" for one in line)


def _table(findings: Findings, name: str, card: StudyCard, found: Curves) -> Table:
    metric = findings.card.metric
    score, axis = "formula-score", card.axis.label if card.axis else "condition"
    return Table(
        f"table-study-{slug(name)}",
        findings.file("study", name),
        "Scores with 95% intervals over seeds and items; labels and processor time of a trial.",
        by_contender(
            Column("condition", axis, of=lambda one: Entry(one.condition, shown(one.condition))),
            *interval_columns("score", metric.label, score, lambda one: one.score, metric),
            number_column("labels", "labels", lambda one: one.labels, number.count),
            number_column(
                "cpu_seconds",
                "CPU",
                lambda one: one.cpu_seconds,
                number.duration,
                formula="formula-fit",
            ),
        ),
        [(who, one) for who, line in found.items() for one in line],
        folded=card.axis is not None,
    )
