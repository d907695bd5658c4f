"""Explainability of each task's contenders: the table over tasks on the first page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from triptych.absent import Absent
from triptych.analysis.one_task.explanation_differences import compared
from triptych.analysis.one_task.explanations import Explained
from triptych.analysis.statistics.interval import CONFIDENCE, Interval
from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.measure.explainability.metrics.conciseness import EXACTNESS
from triptych.report.findings import Findings
from triptych.report.model.columns import number_column
from triptych.report.model.page import Fact, Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.task_page.explanations.section import NO_EXPLANATIONS
from triptych.report.task_page.explanations.sentences import ahead, called
from triptych.report.words import number
from triptych.report.words.measured import beside, columns
from triptych.report.words.verdict import listed
from triptych.task import PARADIGMS

KINDS: Final = ("exact", "additive", "post-hoc")
NOTHING: Final = "none"
NOT_EXPLAINED: Final = Absent("not explained yet: run `triptych explain`")
COMPARED: Final = {card: card.over_tasks for card in CARDS if card.over_tasks}
FIRST: Final = next(iter(COMPARED))
"""The contender in the first line of a cell; the others are in its second line."""


def explainability_section(findings: Sequence[Findings]) -> Section:
    """One row per task, and a sentence over all tasks for each column."""
    told = [one for one in findings if one.explained]
    if not told:
        return Section("explainability", "Explainability", notices=[NO_EXPLANATIONS])
    found = [one.explained for one in told]
    return Section(
        "explainability",
        "Explainability",
        paragraphs=[
            "What a decision hangs on, asked of all three alike by exchanging parts of items; "
            "on the task's page stands every metric, and how each contender explains itself. "
            "There is no overall score: these are different questions.",
            *_chance(found),
        ],
        facts=[
            _kinds_fact(found),
            *(_fact(found, metric) for metric in COMPARED),
        ],
        tables=[_table(told)],
    )


def _chance(found: Sequence[Mapping[str, Explained]]) -> list[str]:
    """How many differences are judged, and how; empty without comparisons."""
    pairs = sum(len(compared(one, metric)) for one in found for metric in COMPARED)
    if not pairs:
        return []
    return [
        f"Of the {number.counted(pairs, 'difference')} below, those count as told apart whose p, "
        "adjusted over all differences of their task by Benjamini and Hochberg, is at most "
        f"{1 - CONFIDENCE:.0%}; of these, one in twenty at most is expected to be chance."
    ]


def _kinds_fact(found: Sequence[Mapping[str, Explained]]) -> Fact:
    """The kinds of native explanations, with numbers of tasks, for each of the three."""
    parts = []
    for paradigm in PARADIGMS:
        own = [one[paradigm] for one in found if paradigm in one]
        if not own:
            continue
        kinds = [_kind(one) for one in own]
        counts = [f"{kind} on {kinds.count(kind)}" for kind in (*KINDS, NOTHING) if kind in kinds]
        parts.append(f"{called(paradigm)} {listed(counts)}")
    return Fact(
        "Native explanations",
        "Exact is what was proved to decide, additive what adds up to the number computed, "
        f"post-hoc what was made from outside. By tasks: {'; '.join(parts)}.",
    )


def _fact(found: Sequence[Mapping[str, Explained]], metric: ExplanationMetric) -> Fact:
    """The column's meaning, and the number of tasks with a difference that is told apart from 0."""
    compare = [compared(one, metric) for one in found]
    compare = [pairs for pairs in compare if pairs]
    beyond = sum(any(not one.is_noise for one in pairs) for pairs in compare)
    tasks = number.counted(len(compare), "task")
    if not compare:
        said = "Nowhere were two of the three compared."
    elif not beyond:
        said = f"On {tasks} no two that were compared are told apart."
    elif beyond == len(compare):
        said = f"On {'that task' if beyond == 1 else f'all {tasks}'} some are told apart."
    else:
        said = f"On {beyond} of {tasks} some are told apart; on the others no two are."
    return Fact(metric.heading, f"{COMPARED[metric].says} {said}")


def _table(findings: Sequence[Findings]) -> Table:
    others = [metric.heading.lower() for metric in COMPARED if metric is not FIRST]
    others.append("what kind of explanation the contender gives itself")
    return Table(
        "table-explainability",
        "explainability.csv",
        f"{FIRST.heading} by the probe with 95% intervals; under it {listed(others)}.",
        [
            Column("task", shown=False, of=lambda one: one.card.name),
            Column("title", "task", of=_title),
            *(column for paradigm in PARADIGMS for column in _columns(paradigm)),
            Column(
                "differences",
                "told apart",
                style="wide",
                of=lambda one: _differences(one.explained),
            ),
            number_column("items", "items", lambda one: max(_items(one))),
        ],
        findings,
        style="sortable explained",
    )


def _title(findings: Findings) -> Entry:
    return Entry(findings.card.title, href=f"{findings.address}#explanations")


def _items(findings: Findings) -> list[int]:
    return [one.items for one in findings.explained.values()]


def _columns(paradigm: str) -> list[Column]:
    """What is compared, for one of the three; the first metric for people."""

    def explained(findings: Findings) -> Explained | None:
        return findings.explained.get(paradigm)

    def estimate(findings: Findings, metric: ExplanationMetric) -> Interval | Absent:
        one = explained(findings)
        return NOT_EXPLAINED if one is None else one.estimate("probe", metric)

    heads = []
    for metric, over in COMPARED.items():
        of = partial(estimate, metric=metric)
        look = partial(_look, paradigm=paradigm)
        name = f"{paradigm}_{over.column}"
        first, *ends = columns(metric, of, look, name=name, label=paradigm)
        heads += [replace(first, shown=metric is FIRST), *ends]
    return [
        *heads,
        *(
            column.on(explained)
            for column in (
                Column(
                    f"{paradigm}_own_words", shown=False, of=_kind, formula=EXACTNESS.note.anchor
                ),
                Column(f"{paradigm}_why_no_words", shown=False, of=_why_no_words),
            )
        ),
    ]


def _why_no_words(one: Explained) -> str | None:
    return None if one.has("native") else one.why_not("native").reason


def _look(findings: Findings, paradigm: str) -> Entry:
    return Entry(note=_beside(findings.explained[paradigm]))


def _beside(one: Explained) -> str:
    """The second line of a cell: other numbers, and the kind of the native explanation."""
    parts = []
    for metric in COMPARED:
        estimate = one.estimate("probe", metric)
        if metric is FIRST or not isinstance(estimate, Interval):
            continue
        count = one.unit_count("probe") if metric.unit == "units" else None
        of = f" of {number.quantity(count)}" if count else ""
        parts.append(beside(estimate, metric, of))
    kind = _kind(one)
    if kind == NOTHING:
        kind = "no native explanation"
    return ",\n".join([*(part.replace(" ", number.NO_BREAK) for part in parts), kind])


def _kind(one: Explained) -> str:
    """The kind of a contender's native explanations."""
    return str(one.kind("native") or "post-hoc") if one.has("native") else NOTHING


def _differences(found: Mapping[str, Explained]) -> str:
    """The cell that names who is told apart."""
    beyond = {metric.heading: ahead(compared(found, metric)) for metric in COMPARED}
    said = [f"{title.lower()}: {who}" for title, who in beyond.items() if who]
    return "; ".join(said) or "not told apart"
