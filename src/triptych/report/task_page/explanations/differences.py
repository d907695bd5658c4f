"""Paired differences of explanation metrics by the probe, and which contenders they tell apart."""

from collections.abc import Mapping
from typing import Final

from triptych.absent import Absent
from triptych.analysis.one_task.explanation_differences import Difference, compared
from triptych.analysis.one_task.explanations import Explained, difference
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.report.findings import Findings
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words.measured import columns

_Pair = tuple[str, str]
_WITHIN: Final = Entry(note="not told apart")
_BEYOND: Final = Entry(note="told apart", style="chosen")


def differences_table(findings: Findings, found: Mapping[str, Explained]) -> list[Table]:
    """Paired differences between the three by the probe; empty without a pair."""
    compare = {metric: compared(found, metric) for metric in CARDS if metric.is_compared}
    pairs = dict.fromkeys((one.first, one.second) for by in compare.values() for one in by)
    if not pairs:
        return []
    heads = [Column("pair", "difference", of=" less ".join)]
    for metric, by in compare.items():
        if by:
            heads += _difference_columns(found, metric, by)
    table = findings.table(
        "explanation-differences",
        "Differences by the probe on the same items, with 95% intervals, shares in points. "
        "Not told apart: p is above 5% when adjusted over all of these differences (Benjamini and "
        "Hochberg); an interval is of its difference alone.",
        heads,
        pairs,
        style="sortable explained",
    )
    return [table]


def _difference_columns(
    found: Mapping[str, Explained], metric: ExplanationMetric, by: list[Difference]
) -> list[Column]:
    known = {(one.first, one.second): one for one in by}

    def between(pair: _Pair) -> Interval | Absent:
        if pair in known:
            return known[pair].interval
        return difference(found[pair[0]], found[pair[1]], metric)

    def look(pair: _Pair) -> Entry:
        return _WITHIN if known[pair].is_noise else _BEYOND

    def is_noise(pair: _Pair) -> str | None:
        return ("yes" if known[pair].is_noise else "no") if pair in known else None

    def adjusted(pair: _Pair) -> float | None:
        return known[pair].adjusted_p_value if pair in known else None

    return [
        *columns(metric, between, look, signed=True),
        Column(f"{metric.key}_is_noise", shown=False, of=is_noise),
        Column(
            f"{metric.key}_p_adjusted",
            shown=False,
            formula="formula-explanation-interval",
            of=adjusted,
        ),
    ]
