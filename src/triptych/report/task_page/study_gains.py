"""Gains in a study: how much better its contenders are than those they are held to."""

from collections.abc import Iterator, Mapping, Sequence

from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.one_task.studies.gains import Gain
from triptych.cell import shown
from triptych.report.drawing.curves import curves
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import contender_entry, interval_columns, number_column
from triptych.report.model.figure import Figure
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.text import printable

Gains = Mapping[str, Sequence[Gain]]


def gain_figures(findings: Findings, name: str, gains: Gains) -> Iterator[Figure]:
    """The gain of each contender of a study over its baseline, by condition; none without two."""
    card = findings.run.studies[name]
    if card.axis is None or len({one.condition for line in gains.values() for one in line}) < 2:
        return
    title = f"Gain by {card.axis.label}"
    metric = findings.card.metric
    lines = {who: [_point(one) for one in line] for who, line in gains.items()}
    listed = "; ".join(
        f"{_pair(who, line)} "
        + ", ".join(
            f"{shown(one.condition)}: {number.score(one.comparison.advantage, metric, signed=True)}"
            for one in line
        )
        for who, line in gains.items()
    )
    anchor = f"figure-study-{slug(name)}-gains"
    pairs = "; ".join(_pair(who, line) for who, line in gains.items())
    yield Figure(
        inline(curves(lines, card.axis, metric, gains=True), anchor, title, f"{listed}."),
        f"{title}, on the same items and seeds: {pairs}. Bands are 95% intervals.",
    )


def gain_tables(findings: Findings, name: str, gains: Gains) -> Iterator[Table]:
    """The gains in numbers; nothing where the study holds nobody to anybody."""
    if not gains:
        return
    card = findings.run.studies[name]
    axis = card.axis.label if card.axis else "condition"
    yield Table(
        f"table-study-{slug(name)}-gains",
        findings.file("study", name, "gains"),
        "How much better each is than who it is held to, with 95% intervals over seeds and items.",
        [
            Column("contender", of=lambda one: contender_entry(one.comparison.first)),
            Column("rival", "over", of=lambda one: contender_entry(one.comparison.second)),
            Column("condition", axis, of=lambda one: Entry(one.condition, shown(one.condition))),
            *interval_columns(
                "gain",
                "better by",
                "formula-difference",
                lambda one: one.comparison.advantage,
                findings.card.metric,
                signed=True,
            ),
            number_column(
                "p_value", "p", lambda one: one.comparison.p_value, formula="formula-difference"
            ),
        ],
        [one for line in gains.values() for one in line],
        folded=True,
    )


def _pair(contender: str, line: Sequence[Gain]) -> str:
    return printable(f"{contender} over {line[0].comparison.second}")


def _point(gain: Gain) -> Point:
    """A gain as a point of a curve."""
    return Point(
        condition=gain.condition,
        score=gain.comparison.advantage,
        labels=None,
        cpu_seconds=0.0,
    )
