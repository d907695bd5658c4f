"""Every number about a task's explanations in one long table, right and wrong decisions apart."""

from collections.abc import Mapping
from typing import Final, get_args

from triptych.absent import Absent
from triptych.analysis.one_task.explanations import TRACKS, Decisions, Explained
from triptych.measure.explainability.metrics import OF_CONTENDER, OF_ITEMS, OF_SEEDS
from triptych.report.findings import Findings
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.measured import measured
from triptych.report.words.text import shorten
from triptych.task import paradigm_of

SHOWN_ROWS: Final = 60


def all_numbers(findings: Findings, found: Mapping[str, Explained]) -> Table:
    """A row a contender, track, metric and kind of decision; its file has all of them."""
    rows = []
    for name, one in found.items():
        for track in TRACKS:
            of_contender = OF_CONTENDER if track == TRACKS[0] else ()
            for metric in (*OF_ITEMS, *OF_SEEDS, *of_contender):
                which: tuple[Decisions, ...] = get_args(Decisions) if metric.of_items else ("all",)
                for decisions in which:
                    estimate = one.estimate(track, metric, decisions)
                    about = [
                        Entry(name, paradigm=paradigm_of(name)),
                        Entry(track),
                        Entry(metric.name, metric.label),
                        Entry(decisions),
                    ]
                    if isinstance(estimate, Absent):
                        reason = Entry(estimate.reason, shorten(estimate.reason, 120))
                        rows.append([*about, *(Entry() for _ in range(6)), reason])
                        continue
                    has_ends = 0 < estimate.half_width < float("inf")
                    rows.append(
                        [
                            *about,
                            Entry(estimate.estimate, measured(estimate, metric)),
                            Entry(estimate.low if has_ends else None),
                            Entry(estimate.high if has_ends else None),
                            Entry(estimate.items, number.count(estimate.items)),
                            Entry(estimate.seeds),
                            Entry(estimate.method),
                            Entry(estimate.note),
                        ]
                    )
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
