"""Every number about a task's explanations in one long table, right and wrong decisions apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, get_args

from triptych.absent import Absent
from triptych.analysis.one_task.explanations import TRACKS, Decisions, Explained
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics import OF_CONTENDER, OF_TRACK
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.report.findings import Findings
from triptych.report.model.columns import contender_entry
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.measured import measured
from triptych.report.words.text import shorten
from triptych.results.formats.explanations import Track

SHOWN_ROWS: Final = 60
METRICS: Final = sorted(OF_TRACK, key=lambda card: not card.of_items)
"""Metrics with item values first, for which right and wrong decisions are separated."""


@dataclass(frozen=True, slots=True)
class _Number:
    """What a row is about, and the number or the reason why there is none."""

    contender: str
    track: Track
    metric: ExplanationMetric
    decisions: Decisions
    estimate: Interval | Absent


def all_numbers(findings: Findings, found: Mapping[str, Explained]) -> Table:
    """One row per contender, track, metric and kind of decision; the file has all rows."""
    return findings.table(
        "explanations",
        "Every number, over all explained decisions and over right and wrong ones apart.",
        [
            Column("contender", "contender", of=lambda row: contender_entry(row.contender)),
            Column("track", "track", of=attrgetter("track")),
            Column("metric", "metric", of=lambda row: Entry(row.metric.key, row.metric.name)),
            Column("decisions", "decisions", of=attrgetter("decisions")),
            Column(
                "estimate", "estimate", True, of=_estimate, formula="formula-explanation-interval"
            ),
            *(column.on(attrgetter("estimate")) for column in _columns_of_estimates()),
        ],
        _numbers(found),
        folded=True,
        summary="Every number, right and wrong decisions apart",
        most=SHOWN_ROWS,
    )


def _numbers(found: Mapping[str, Explained]) -> Iterator[_Number]:
    for name, one in found.items():
        for track in TRACKS:
            of_contender = OF_CONTENDER if track == TRACKS[0] else ()
            for metric in (*METRICS, *of_contender):
                which: tuple[Decisions, ...] = get_args(Decisions) if metric.of_items else ("all",)
                for decisions in which:
                    estimate = one.estimate(track, metric, decisions)
                    yield _Number(name, track, metric, decisions, estimate)


def _estimate(row: _Number) -> Entry:
    if isinstance(row.estimate, Absent):
        return Entry()
    return Entry(row.estimate.estimate, measured(row.estimate, row.metric))


def _columns_of_estimates() -> list[Column]:
    return [
        Column("low", shown=False, of=lambda one: one.low if _has_ends(one) else None),
        Column("high", shown=False, of=lambda one: one.high if _has_ends(one) else None),
        Column("items", "items", True, of=attrgetter("items"), write=number.count),
        Column("seeds", "seeds", True, of=attrgetter("seeds")),
        Column("method", "interval", of=attrgetter("method")),
        Column("remark", "remark", style="wide", of=attrgetter("note"), absent=_remark),
    ]


def _has_ends(interval: Interval) -> bool:
    return 0 < interval.half_width < float("inf")


def _remark(absent: Absent) -> Entry:
    return Entry(absent.reason, shorten(absent.reason, 120))
