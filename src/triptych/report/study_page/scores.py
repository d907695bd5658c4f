"""The tables of a study's page: scores at both ends, and crossings, task by task."""

from collections.abc import Sequence
from functools import partial

from triptych.analysis.one_task.studies.crossings import StudyCrossing
from triptych.analysis.one_task.studies.curves import Point
from triptych.cell import shown
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import (
    contender_entry,
    interval_ends,
    interval_entry,
    number_column,
    with_ends,
)
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.study_page.names import PREFIX
from triptych.report.study_page.spans import Span, spans_of
from triptych.report.words import number
from triptych.report.words.text import printable
from triptych.results.formats.studies import StudyCard

_ScoreRow = tuple[Findings, Span]
_CrossingRow = tuple[Findings, StudyCrossing]


def scores_section(name: str, card: StudyCard, shown_tasks: Sequence[Findings]) -> Section:
    """Every contender's scores at both ends of the study, and where learning curves cross."""
    rows = [(one, span) for one in shown_tasks for span in spans_of(one.studies[name])]
    crossings = [(one, passed) for one in shown_tasks for passed in one.studies[name].crossings]
    return Section(
        "scores",
        "Task by task",
        paragraphs=["What lies between both ends, with every figure, stands on the task's page."],
        tables=[
            _scores_table(name, card, rows),
            *([_crossings_table(name, crossings)] if crossings else []),
        ],
    )


def _scores_table(name: str, card: StudyCard, rows: Sequence[_ScoreRow]) -> Table:
    has_gains = any(span.gain is not None for _, span in rows)
    formula = "formula-agreement" if card.metrics else "formula-score"
    return Table(
        f"table-study-{slug(name)}-tasks",
        f"{PREFIX}{slug(name)}.tasks.csv",
        "Scores with 95% intervals over seeds and items, each by the metric of its task; labels "
        "and processor time are those of a trial behind the second score.",
        [
            *_task_columns(name),
            Column("contender", "contender", of=lambda row: contender_entry(row[1].contender)),
            Column("from", "from", of=_from),
            *with_ends("from_score", "score", formula, partial(_score, name, True), _start_ends),
            Column("to", "to", of=lambda row: Entry(row[1].end.condition, _at(row[1].end))),
            *with_ends("to_score", "score", formula, partial(_score, name, False), _end_ends),
            *(_gain_columns() if has_gains else []),
            number_column("labels", "labels", lambda row: row[1].end.labels, number.count),
            number_column(
                "cpu_seconds",
                "CPU",
                lambda row: row[1].end.cpu_seconds,
                number.duration,
                formula="formula-fit",
            ),
        ],
        rows,
        style="sortable studied",
    )


def _crossings_table(name: str, rows: Sequence[_CrossingRow]) -> Table:
    return Table(
        f"table-study-{slug(name)}-crossings",
        f"{PREFIX}{slug(name)}.crossings.csv",
        "From how many labels on one is ahead of the other, with 95% confidence.",
        [
            *_task_columns(name),
            Column("contender", "ahead", of=lambda row: contender_entry(row[1].challenger)),
            Column("rival", "of", of=lambda row: contender_entry(row[1].other)),
            Column(
                "words", "from", formula="formula-crossing", of=lambda row: row[1].range.in_words()
            ),
            Column("low", numeric=True, shown=False, of=lambda row: row[1].range.low),
            Column("high", numeric=True, shown=False, of=lambda row: row[1].range.high),
        ],
        rows,
    )


def _task_columns(study: str) -> list[Column]:
    """The task, with a link to the study's section there; its name and metric for programs."""
    return [
        Column("title", "task", of=partial(_title, study)),
        Column("task", shown=False, of=lambda row: row[0].card.name),
        Column("metric", shown=False, of=lambda row: row[0].studies[study].metric.name),
    ]


def _title(study: str, row: _ScoreRow | _CrossingRow) -> Entry:
    findings = row[0]
    href = f"{findings.address}#study-{slug(study)}"
    return Entry(findings.card.title, href=href, note=findings.studies[study].metric.label)


def _at(point: Point) -> str:
    return "any" if point.condition is None else printable(shown(point.condition))


def _from(row: _ScoreRow) -> Entry:
    span = row[1]
    if span.start is None:
        return Entry()
    held_to = span.held_to if span.held_to != span.contender else ""
    return Entry(span.start.condition, _at(span.start), note=printable(held_to))


def _score(study: str, at_start: bool, row: _ScoreRow) -> Entry:
    findings, span = row
    point = span.start if at_start else span.end
    return Entry() if point is None else interval_entry(point.score, findings.studies[study].metric)


def _start_ends(row: _ScoreRow) -> tuple[float | None, float | None]:
    start = row[1].start
    return (None, None) if start is None else interval_ends(start.score)


def _end_ends(row: _ScoreRow) -> tuple[float, float]:
    return interval_ends(row[1].end.score)


def _gain_columns() -> list[Column]:
    """The paired gain over whom a contender is held to."""
    formula = "formula-difference"
    return [
        *with_ends("gain", "better by", formula, _gain, _gain_ends),
        number_column("p_value", "p", _p_value, number.probability, formula=formula),
    ]


def _gain(row: _ScoreRow) -> Entry:
    findings, span = row
    if span.gain is None:
        return Entry()
    return interval_entry(span.gain.comparison.advantage, findings.card.metric, signed=True)


def _gain_ends(row: _ScoreRow) -> tuple[float | None, float | None]:
    gain = row[1].gain
    return (None, None) if gain is None else interval_ends(gain.comparison.advantage)


def _p_value(row: _ScoreRow) -> float | None:
    gain = row[1].gain
    return None if gain is None else gain.comparison.p_value
