"""Paired differences of explanation metrics by the probe, and whether they are within noise."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from triptych.analysis.one_task.explanations import Explained, difference, within_noise
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.report.findings import Findings
from triptych.report.model.table import Column, Entry, Table
from triptych.report.task_page.explanations.sentences import compared
from triptych.report.words.measured import columns, entries


def differences_table(findings: Findings, found: Mapping[str, Explained]) -> list[Table]:
    """Paired differences between the three by the probe; empty without a pair."""
    pairs = {
        metric.key: {(one, other): by for one, other, by in compared(found, metric)}
        for metric in CARDS
        if metric.is_compared
    }
    measures = [metric for metric in CARDS if pairs.get(metric.key)]
    rows = []
    for pair in dict.fromkeys(pair for metric in measures for pair in pairs[metric.key]):
        name = f"{pair[0]} less {pair[1]}"
        rows.append([Entry(name), *_entries(found, pair, measures)])
    if not rows:
        return []
    heads = [Column("pair", "difference")]
    for metric in measures:
        heads += [*columns(metric), Column(f"{metric.key}_is_noise", shown=False)]
    table = Table(
        "table-explanation-differences",
        findings.file("explanation-differences"),
        "Differences by the probe on the same items, with 95% intervals, shares in points. "
        "Within noise: the interval holds 0. Each is judged by itself: of twenty that are truly "
        "equal, one is expected to look different.",
        heads,
        rows,
        style="sortable explained",
    )
    return [table]


def _entries(
    found: Mapping[str, Explained], pair: tuple[str, str], measures: Sequence[ExplanationMetric]
) -> list[Entry]:
    row = []
    for metric in measures:
        by = difference(found[pair[0]], found[pair[1]], metric)
        if isinstance(by, Interval):
            noise = within_noise(by)
            first, low, high = entries(
                by, metric, "within noise" if noise else "beyond noise", signed=True
            )
            style = "" if noise else "chosen"
            row += [replace(first, style=style), low, high, Entry("yes" if noise else "no")]
        else:
            row += [*entries(by, metric), Entry()]
    return row
