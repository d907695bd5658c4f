"""The section on rules: the rulebook with each rule's hits, coverage and precision."""

from collections.abc import Hashable, Mapping
from functools import partial
from operator import itemgetter
from typing import Any, Final

import pandas as pd

from triptych.analysis.one_task.rule_hits import rule_hits
from triptych.analysis.statistics.interval import Interval
from triptych.errors import StoreError
from triptych.metric import Metric
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import known, number_column, share_columns
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Raw, Table
from triptych.report.task_page.residuals import residual_columns
from triptych.report.words import number
from triptych.report.words.text import shorten
from triptych.report.words.verdict import lost_tables
from triptych.task import paradigm_of

LONGEST_TEXT: Final = 400
"""Largest number of characters of a rule on the page; the file has the whole rule."""


def rules_section(findings: Findings) -> Section:
    """A table for each rule system of the task."""
    tables, notices, remarks = [], [], []
    for contender in findings.scores:
        if paradigm_of(contender) != "rules":
            continue
        try:
            hits = rule_hits(findings.run, findings.card.name, contender)
        except StoreError:
            notices.append(f"{contender} recorded no rules: it does not say which of them fired.")
            continue
        tables.append(_rules_table(findings, contender, hits))
        remarks.append(_remark(contender, hits))
    lost = {name: why for name, why in findings.lost.items() if paradigm_of(name) == "rules"}
    if lost:
        notices.append(f"Which rules fired cannot be recomputed: {lost_tables(lost)}.")
    if not tables and not notices:
        notices.append("The rule system has no result, so nothing is known of its rules.")
    return Section("rules", "Rule hits", paragraphs=remarks, notices=notices, tables=tables)


def _remark(contender: str, hits: pd.DataFrame) -> str:
    dead = int((hits["hits"] == 0).sum())
    # What holds for every item, such as the base of a score card, is nobody's choice.
    chosen = hits[hits["coverage"] < 1] if (hits["coverage"] < 1).any() else hits
    fired = chosen.sort_values("hits", ascending=False, kind="stable").iloc[0]
    remark = (
        f"{contender.capitalize()}: {number.count(len(hits))} rules; rule {fired['rule'] + 1} "
        f"fired most, on {number.percent(fired['coverage'])} of the tested items."
    )
    if dead:
        remark += f" {number.counted(dead, 'rule')} never fired on them."
    return remark


def _rules_table(findings: Findings, contender: str, hits: pd.DataFrame) -> Table:
    metric = findings.card.metric
    has_points = any(str(points) for points in hits["points"])
    order = "whose points are added up" if has_points else "in the order they are tried"
    judged = (
        "precision is times 100 with its 95% interval"
        if metric.answer == "class"
        else f"mean distance of its items from the truth, in {metric.unit}, with a 95% interval; "
        "bias above zero: predictions are too large"
    )
    return Table(
        f"table-{slug(contender)}",
        findings.file("rulebook", contender),
        f"{contender.capitalize()}, {order}; items are counted on average over seeds; {judged}.",
        _columns(metric, has_points=has_points),
        hits.to_dict("records"),
    )


def _columns(metric: Metric, *, has_points: bool) -> list[Column]:
    """Columns of a rule: its text, its hits and its precision or distance."""
    of_classes = metric.answer == "class"
    text = partial(Column, style="wide")
    column = partial(number_column, formula="formula-rules")
    return [
        number_column("rule", "#", lambda rule: int(rule["rule"]) + 1),
        # The label of a line of a score card for numbers is its points once more.
        Column(
            "label",
            "decides",
            shown=of_classes or not has_points,
            of=lambda rule: _plain(rule["label"]),
        ),
        number_column(
            "points",
            "points",
            lambda rule: _plain(rule["points"]),
            lambda points: number.plain(points) if isinstance(points, float) else "",
            shown=has_points,
            written=has_points,
        ),
        text("says", "when", of=lambda rule: Entry(*_cut(rule["says"]), code=True)),
        text("because", "because", of=lambda rule: Entry(*_cut(rule["because"]))),
        column("hits", "hits", _hits),
        column("coverage", "coverage", lambda rule: float(rule["coverage"]), number.percent),
        *(_precision_columns() if of_classes else _distance_columns(metric)),
    ]


def _cut(text: object) -> tuple[str, str]:
    """A text, shortened for the page."""
    return str(text), shorten(str(text), LONGEST_TEXT)


def _hits(rule: Mapping[Hashable, Any]) -> Entry:
    hits = float(rule["hits"])
    return Entry(hits, number.quantity(hits), style="" if hits else "nil")


def _precision_columns() -> list[Column]:
    """Precision with its interval for people, then its ends."""
    ends = itemgetter("precision", "precision_low", "precision_high")
    return share_columns(
        "precision", "precision", "formula-rules", lambda rule: tuple(map(known, ends(rule)))
    )


def _distance_columns(metric: Metric) -> list[Column]:
    """Distance with its interval and bias for people, then for programs."""
    columns = residual_columns(("distance", "bias"), "off by", "formula-rules", metric)
    return [column.on(_distance) for column in columns]


def _distance(rule: Mapping[Hashable, Any]) -> tuple[Interval, float] | None:
    """Mean distance and bias of the items a rule fired on; None where it never fired."""
    if not rule["hits"]:
        return None
    ends = float(rule["distance_low"]), float(rule["distance_high"])
    interval = Interval(float(rule["distance"]), *ends, "t over items", 1, round(rule["hits"]))
    return interval, float(rule["bias"])


def _plain(value: Any) -> Raw:
    """A value of the table as in the CSV: None where unknown."""
    if isinstance(value, str):
        return value or None
    return known(value)
