"""Every number about a task's explanations in one long table, right and wrong decisions apart."""

from collections.abc import Mapping
from typing import Final, get_args

from triptych.absent import Absent
from triptych.analysis.one_task.explanations import TRACKS, Decisions, Explained
from triptych.measure.explainability.metrics import OF_CONTENDER, OF_TRACK
from triptych.report.findings import Findings
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.measured import measured
from triptych.report.words.text import shorten
from triptych.task import paradigm_of

SHOWN_ROWS: Final = 60
METRICS: Final = sorted(OF_TRACK, key=lambda card: not card.of_items)
"""Metrics with item values first, for which right and wrong decisions are separated."""


def all_numbers(findings: Findings, found: Mapping[str, Explained]) -> Table:
    """One row per contender, track, metric and kind of decision; the file has all rows."""
    rows = []
    for name, one in found.items():
        for track in TRACKS:
            of_contender = OF_CONTENDER if track == TRACKS[0] else ()
            for metric in (*METRICS, *of_contender):
                which: tuple[Decisions, ...] = get_args(Decisions) if metric.of_items else ("all",)
                for decisions in which:
                    estimate = one.estimate(track, metric, decisions)
                    about = [
                        Entry(name, paradigm=paradigm_of(name)),
                        Entry(track),
                        Entry(metric.key, metric.name),
                        Entry(decisions),
                    ]
                    if isinstance(estimate, Absent):
                        reason = Entry(estimate.reason, shorten(estimate.reason, 120))
                        rows.append([*about, *(Entry() for _ in range(6)), reason])
                        continue
                    has_ends = 0 < estimate.half_width < float("inf")
                    ends = (estimate.low, estimate.high) if has_ends else (None, None)
                    value = Entry(estimate.estimate, measured(estimate, metric))
                    items = Entry(estimate.items, number.count(estimate.items))
                    basis = Entry(estimate.seeds), Entry(estimate.method), Entry(estimate.note)
                    rows.append([*about, value, *map(Entry, ends), items, *basis])
    return Table(
        "table-explanations",
        findings.file("explanations"),
        "Every number, over all explained decisions and over right and wrong ones apart.",
        [
            Column("contender", "contender"),
            Column("track", "track"),
            Column("metric", "metric"),
            Column("decisions", "decisions"),
            Column("estimate", "estimate", numeric=True, formula="formula-explanation-interval"),
            Column("low", shown=False),
            Column("high", shown=False),
            Column("items", "items", numeric=True),
            Column("seeds", "seeds", numeric=True),
            Column("method", "interval"),
            Column("remark", "remark", style="wide"),
        ],
        rows,
        folded=True,
        summary="Every number, right and wrong decisions apart",
        most=SHOWN_ROWS,
    )
