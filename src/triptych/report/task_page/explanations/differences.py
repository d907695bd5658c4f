"""Paired differences of explanation metrics by the probe, and which contenders they tell apart."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from triptych.absent import Absent
from triptych.analysis.one_task.explanations import Explained, difference, within_noise
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.report.findings import Findings
from triptych.report.model.table import Column, Entry, Table
from triptych.report.task_page.explanations.sentences import compared
from triptych.report.words.measured import columns

_Pair = tuple[str, str]
_WITHIN: Final = Entry(note="not told apart")
_BEYOND: Final = Entry(note="told apart", style="chosen")


def differences_table(findings: Findings, found: Mapping[str, Explained]) -> list[Table]:
    """Paired differences between the three by the probe; empty without a pair."""
    compare = {metric: compared(found, metric) for metric in CARDS if metric.is_compared}
    pairs = dict.fromkeys(tuple(pair) for by in compare.values() for *pair, _ in by)
    if not pairs:
        return []
    heads = [Column("pair", "difference", of=" less ".join)]
    for metric in (metric for metric, by in compare.items() if by):
        heads += _difference_columns(found, metric)
    table = findings.table(
        "explanation-differences",
        "Differences by the probe on the same items, with 95% intervals, shares in points. "
        "Not told apart: the interval holds 0. Each is judged by itself: of twenty that are truly "
        "equal, one is expected to look different.",
        heads,
        pairs,
        style="sortable explained",
    )
    return [table]


def _difference_columns(found: Mapping[str, Explained], metric: ExplanationMetric) -> list[Column]:
    @cache
    def between(pair: _Pair) -> Interval | Absent:
        return difference(found[pair[0]], found[pair[1]], metric)

    def is_noise(pair: _Pair) -> bool | None:
        by = between(pair)
        return within_noise(by) if isinstance(by, Interval) else None

    def look(pair: _Pair) -> Entry:
        return _WITHIN if is_noise(pair) else _BEYOND

    said = {True: "yes", False: "no", None: None}
    noise = Column(f"{metric.key}_is_noise", shown=False, of=lambda pair: said[is_noise(pair)])
    return [*columns(metric, between, look, signed=True), noise]
