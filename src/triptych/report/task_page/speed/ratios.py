"""Columns of the ratio of a contender's time to that of the fastest, with its range over blocks."""

from functools import partial

from triptych.analysis.one_task.speed.speed_ratios import SpeedRatio, fastest_of
from triptych.report.findings import Findings
from triptych.report.model.columns import number_column
from triptych.report.model.table import Column, Entry
from triptych.report.words import number
from triptych.results.formats.speed import ContenderSpeed

_Row = tuple[Findings, ContenderSpeed]


def ratio_columns(name: str, label: str, batch: int) -> list[Column]:
    """The ratio with its range, then range and p for programs, of rows (findings, speed)."""
    formula = "formula-speed-ratio"
    against = partial(_against_the_fastest, batch=batch)
    return [
        number_column(name, label, partial(_entry, batch=batch), formula=formula),
        *(
            Column(f"{name}_{part}", shown=False, formula=formula, of=of).on(against)
            for part, of in (
                ("low", lambda one: one.lowest),
                ("high", lambda one: one.highest),
                ("adjusted_p_value", lambda one: one.adjusted_p_value),
            )
        ),
    ]


def span(low: float, high: float) -> str:
    """The lowest and the highest ratio of a block."""
    return f"{number.ratio(low)} to {number.ratio(high)}"


def _entry(row: _Row, batch: int) -> Entry:
    ratio = row[1].relative_by_batch.get(batch)
    if ratio is None:
        return Entry()
    found = _against_the_fastest(row, batch)
    return Entry(ratio, number.ratio(ratio), note=_note(found) if found else "")


def _note(found: SpeedRatio) -> str:
    if found.blocks == 1:
        return "one block"
    said = span(found.lowest, found.highest)
    return said if found.is_apart else f"{said}; not told apart"


def _against_the_fastest(row: _Row, batch: int) -> SpeedRatio | None:
    findings, speed = row
    fastest = fastest_of(findings.timings, batch)
    return findings.speed_ratios.get((batch, speed.contender, fastest)) if fastest else None
