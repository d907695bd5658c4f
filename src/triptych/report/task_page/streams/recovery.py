"""What known changes cost each contender of a study, and how soon it is back, as a table."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.one_task.studies.prequential import Prequential
from triptych.analysis.one_task.studies.recovery import Mean, Recovery, recovery
from triptych.cell import shown
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import contender_entry, number_column
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number

Curves = Mapping[str, Sequence[Point]]

MeanOf = Callable[[Recovery], Mean]


def recovery_tables(
    findings: Findings, name: str, windows: Sequence[Prequential], found: Curves
) -> Iterator[Table]:
    """What known changes cost each contender, and how soon it is back; nothing without any."""
    delta = findings.card.delta if findings.card.metric.is_share else 0.0
    rows = [one for each in windows if (one := recovery(each, delta)) is not None]
    if not rows:
        return
    points = {(who, one.condition): one for who, line in found.items() for one in line}
    late = findings.card.edited_after
    points_below = number.fixed(100 * delta, 0)
    caption = (
        "After a known change: how much lower the first window is, right answers lost, and after "
        f"how many items, median, one is back: at most {points_below} points below the level "
        "before the first."
    )
    if late is not None:
        caption += f" A person's edits are {number.count(late)} items late."
    yield Table(
        f"table-study-{slug(name)}-recovery",
        findings.file("study", name, "recovery"),
        caption,
        [
            Column("contender", "contender", of=lambda one: contender_entry(one.contender)),
            Column(
                "condition", "change", of=lambda one: Entry(one.condition, shown(one.condition))
            ),
            *_mean_columns("level", "level", lambda one: one.level, 100),
            *_mean_columns("drop", "drop", lambda one: one.drop, 100),
            *_mean_columns("lost", "lost", lambda one: one.lost, 1),
            number_column("recovered", "back", _recovered, formula="formula-recovery"),
            number_column("recovery_items", "after items", _median, formula="formula-recovery"),
            number_column(
                "labels",
                "labels",
                lambda one: points[one.contender, one.condition].labels,
                number.count,
            ),
            number_column(
                "cpu_seconds",
                "CPU",
                lambda one: points[one.contender, one.condition].cpu_seconds,
                number.duration,
                formula="formula-fit",
            ),
        ],
        rows,
    )


def _mean_columns(name: str, label: str, of: MeanOf, scale: float) -> list[Column]:
    """A mean over streams for people and programs, and half of its interval for programs."""

    def written(one: Recovery) -> Entry:
        mean = of(one)
        digits = 1 if scale > 1 else 0
        text = number.fixed(scale * mean.value, digits)
        if mean.half_width is not None:
            text += f" ± {number.fixed(scale * mean.half_width, digits)}"
        return Entry(mean.value, text)

    formula = "formula-recovery"
    return [
        Column(name, label, numeric=True, formula=formula, of=written),
        Column(
            f"{name}_half_width",
            shown=False,
            formula=formula,
            of=lambda one: of(one).half_width,
        ),
    ]


def _recovered(one: Recovery) -> Entry:
    return Entry(one.recovered, f"{one.recovered} of {one.changes}")


def _median(one: Recovery) -> Entry:
    if one.median is None:
        return Entry(None, f"not within {number.count(one.followed)}")
    return Entry(one.median, number.count(one.median))
