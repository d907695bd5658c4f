"""Sections on studies: scores of the task as a function of each study's condition."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite

from triptych.analysis.one_task.studies.crossings import StudyCrossing
from triptych.analysis.one_task.studies.curves import Point, first_within
from triptych.cell import shown
from triptych.errors import DamageError, ItemTableMissing
from triptych.metric import Metric
from triptych.report.drawing.curves import curves
from triptych.report.drawing.studies.rows import study_rows
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import (
    by_contender,
    contender_entry,
    interval_columns,
    number_column,
)
from triptych.report.model.figure import Figure
from triptych.report.model.page import Link, Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.study_page.names import address_of, title_of, was_run
from triptych.report.task_page.growth.section import growth_figures, growth_tables
from triptych.report.task_page.streams.curves import is_crowded, prequential_figures, windows_of
from triptych.report.task_page.streams.recovery import recovery_tables
from triptych.report.task_page.study_clusters import (
    best_clusters,
    cluster_figures,
    cluster_tables,
)
from triptych.report.task_page.study_gains import gain_figures, gain_tables
from triptych.report.task_study import Curves, TaskStudy
from triptych.report.words import number
from triptych.report.words.text import printable
from triptych.results.formats.studies import StudyCard
from triptych.study import MAIN_STUDY, Axis
from triptych.task import paradigm_of


def study_sections(findings: Findings) -> Iterator[Section]:
    """A section for each study of the run besides the main one, in the order of their names."""
    for name, card in sorted(findings.run.studies.items()):
        if name != MAIN_STUDY:
            yield _section(findings, name, card)


def _section(findings: Findings, name: str, card: StudyCard) -> Section:
    anchor, title = f"study-{slug(name)}", f"Study: {title_of(name)}"
    paragraphs = [printable(card.question)]
    links = [Link("all tasks of this study", address_of(name))]
    links = links if was_run(findings.run, name) else []
    study = findings.studies[name]
    try:
        best = best_clusters(findings, name, study.curves)
        windows = windows_of(findings, name, study.curves)
    except (ItemTableMissing, DamageError) as error:
        study = TaskStudy(name=name, card=card, absent=f"Cannot be recomputed: {error}")
    if study.absent:
        return Section(anchor, title, paragraphs, links=links, notices=[study.absent])
    passed = study.crossings
    return Section(
        anchor,
        title,
        paragraphs=paragraphs,
        links=links,
        legend=not is_crowded(card, study.curves),
        figures=[
            *(
                figure
                for metric, curves_by in study.by_metric.items()
                for figure in _figures(findings, name, card, metric, curves_by, passed)
            ),
            *prequential_figures(findings, name, windows),
            *gain_figures(findings, name, study.gains),
            *cluster_figures(name, best, findings),
            *growth_figures(findings, name),
        ],
        arrangement="pairs"
        if card.metrics
        or card.ordered
        or (card.axis is not None and (card.axis.kinds or card.axis.tells_cost))
        else "stack",
        tables=[
            *recovery_tables(findings, name, windows, study.curves),
            *(
                _table(findings, name, card, metric, curves_by)
                for metric, curves_by in study.by_metric.items()
            ),
            *cluster_tables(name, best, findings),
            *([_crossings_table(findings, name, passed)] if passed else []),
            *gain_tables(findings, name, study.gains),
            *growth_tables(findings, name),
        ],
    )


def _figures(
    findings: Findings,
    name: str,
    card: StudyCard,
    metric: Metric,
    found: Curves,
    passed: Sequence[StudyCrossing],
) -> list[Figure]:
    """One figure, or one for each kind of condition."""
    axis = card.axis
    if axis is None or is_crowded(card, found):
        return []
    title = f"{_capital(metric.label)} by {axis.label}"
    anchor = f"figure-study-{slug(name)}{_suffix(card, metric)}"
    if card.metrics:
        return [_rows(anchor, title, found, metric)]
    if not axis.kinds:
        figure = _figure(anchor, title, axis, found, passed, metric)
        if figure is None:
            return []
        return [replace(figure, caption=figure.caption + _reached(findings, axis, found, metric))]
    by_kind = (
        _figure(
            f"figure-study-{slug(name)}-{slug(kind)}",
            f"{title}: {kind}",
            replace(axis, label=words),
            _of_kind(found, kind, axis.main),
            (),
            metric,
        )
        for kind, words in axis.kinds.items()
    )
    return [figure for figure in by_kind if figure]


def _suffix(card: StudyCard, metric: Metric) -> str:
    """What tells the names of further metrics' figures and tables from those of the first."""
    return f"-{slug(metric.name)}" if metric in card.metrics[1:] else ""


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _rows(anchor: str, title: str, found: Curves, metric: Metric) -> Figure:
    """A row for each contender and condition: contenders of one paradigm are too many for lines."""
    rows = [(who, one) for who, line in found.items() for one in line]
    drawing = inline(
        study_rows([(who, _condition(one), one.score) for who, one in rows], metric),
        anchor,
        title,
        "; ".join(f"{who} {_in_words(line, metric)}" for who, line in found.items()),
    )
    return Figure(drawing, f"{title}. Lines are 95% intervals.")


def _figure(
    anchor: str,
    title: str,
    axis: Axis,
    found: Curves,
    passed: Sequence[StudyCrossing],
    metric: Metric,
) -> Figure | None:
    """The curves over an axis; None for less than two conditions."""
    if len({one.condition for line in found.values() for one in line}) < 2:
        return None
    listed = "; ".join(f"{who} {_in_words(line, metric)}" for who, line in found.items())
    measured = [one for one in passed if one.range.low > 0 and isfinite(one.range.high)]
    shaded = "; ".join(
        f"{one.challenger} passes {one.other} {one.range.in_words()}" for one in measured
    )
    drawing = inline(
        curves(found, axis, metric, [(one.range.low, one.range.high) for one in measured]),
        anchor,
        title,
        f"{listed}. {shaded}" if shaded else listed,
    )
    caption = f"{title}. Bands are 95% intervals."
    if hollow := [printable(who) for who in found if who != paradigm_of(who)]:
        caption += f" Hollow: {', '.join(hollow)}."
    if any(
        line[0].condition is None and paradigm_of(who) == "rules" for who, line in found.items()
    ):
        caption += " Rules stand at the number of items that their author could see."
    return Figure(drawing, f"{caption} Shaded: {shaded}." if shaded else caption)


def _reached(findings: Findings, axis: Axis, found: Curves, metric: Metric) -> str:
    """Of a staircase: from where on it is within δ of what no condition changes."""
    if not axis.is_stepped:
        return ""
    delta = findings.card.delta
    words = []
    for who, line in found.items():
        for other, (level, *_) in found.items():
            if line[0].condition is not None and level.condition is None:
                first = first_within(line, level, delta, metric)
                reached = f"from {shown(first)} on" if first is not None else "never"
                words.append(f"{who} to {other} {reached}")
    if not words:
        return ""
    return f" Within {number.amount(delta, metric)}: {'; '.join(words)}."


def _of_kind(found: Curves, kind: str, main: str) -> Curves:
    """The points of one kind, under their levels alone, after the main study's."""
    chosen = {
        who: [
            replace(one, condition=shown(one.condition).removeprefix(f"{kind} "))
            for one in line
            if one.condition == main or shown(one.condition).startswith(f"{kind} ")
        ]
        for who, line in found.items()
    }
    return {who: line for who, line in chosen.items() if line}


def _in_words(line: Sequence[Point], metric: Metric) -> str:
    return ", ".join(f"{_condition(one)}: {number.score(one.score, metric)}" for one in line)


def _condition(point: Point) -> str:
    return "any" if point.condition is None else shown(point.condition)


def _table(findings: Findings, name: str, card: StudyCard, metric: Metric, found: Curves) -> Table:
    formula = "formula-agreement" if metric.answer == "cluster" else "formula-score"
    axis = card.axis.label if card.axis else "condition"
    return Table(
        f"table-study-{slug(name)}{_suffix(card, metric)}",
        findings.file("study", name, *([metric.name] if _suffix(card, metric) else [])),
        "Scores with 95% intervals over seeds and items; labels and processor time of a trial.",
        by_contender(
            Column("condition", axis, of=lambda one: Entry(one.condition, _condition(one))),
            *interval_columns("score", metric.label, formula, lambda one: one.score, metric),
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


def _crossings_table(findings: Findings, name: str, passed: Sequence[StudyCrossing]) -> Table:
    return Table(
        f"table-study-{slug(name)}-crossings",
        findings.file("study", name, "crossings"),
        "From how many labels on one is ahead of the other, with 95% confidence.",
        [
            Column("contender", "ahead", of=lambda one: contender_entry(one.challenger)),
            Column("rival", "of", of=lambda one: contender_entry(one.other)),
            Column(
                "words", "from", formula="formula-crossing", of=lambda one: one.range.in_words()
            ),
            Column("low", numeric=True, shown=False, of=lambda one: one.range.low),
            Column("high", numeric=True, shown=False, of=lambda one: one.range.high),
        ],
        passed,
    )
