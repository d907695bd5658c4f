"""Which rules fired: the rulebook with each rule's hits, coverage and precision."""

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from triptych.analysis.one_task.rule_hits import rule_hits
from triptych.analysis.statistics.interval import Interval
from triptych.errors import StoreError
from triptych.metric import Metric
from triptych.report.findings import Findings, slug
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Raw, Table
from triptych.report.words import number
from triptych.report.words.text import shorten
from triptych.task import paradigm_of

LONGEST_TEXT: Final = 400
"""Letters of a rule that the page shows: one that lists a thousand words is read in the file."""


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
    if not tables and not notices:
        notices.append("The rule system has no result, so nothing is known of its rules.")
    return Section("rules", "Which rules fired", paragraphs=remarks, notices=notices, tables=tables)


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
    of_classes = metric.answer == "class"
    has_points = any(str(points) for points in hits["points"])
    order = "whose points are added up" if has_points else "in the order they are tried"
    judged = (
        "precision is times 100 with its 95% interval"
        if of_classes
        else f"how far off its items were named, in {metric.unit} with a 95% interval; bias above "
        "zero: too much was named"
    )
    name = "precision" if of_classes else "distance"
    return Table(
        f"table-{slug(contender)}",
        findings.file("rulebook", contender),
        f"{contender.capitalize()}, {order}; items are counted on average over seeds; {judged}.",
        [
            Column("rule", "#", numeric=True),
            # The label of a line of a score card for numbers is its points once more.
            Column("label", "decides", shown=of_classes or not has_points),
            Column("points", "points", numeric=True, shown=has_points, written=has_points),
            Column("says", "when", style="wide"),
            Column("because", "because", style="wide"),
            Column("hits", "hits", numeric=True, formula="formula-rules"),
            Column("coverage", "coverage", numeric=True, formula="formula-rules"),
            Column(
                name, "precision" if of_classes else "off by", numeric=True, formula="formula-rules"
            ),
            Column(f"{name}_low", shown=False, formula="formula-rules"),
            Column(f"{name}_high", shown=False, formula="formula-rules"),
            Column("bias", shown=False, written=not of_classes, formula="formula-rules"),
        ],
        [_row(rule, metric) for rule in hits.to_dict("records")],
    )


def _row(rule: Mapping[Hashable, Any], metric: Metric) -> list[Entry]:
    points = _plain(rule["points"])
    return [
        Entry(int(rule["rule"]) + 1),
        Entry(_plain(rule["label"])),
        Entry(points, number.plain(points) if isinstance(points, float) else ""),
        Entry(str(rule["says"]), shorten(str(rule["says"]), LONGEST_TEXT), code=True),
        Entry(str(rule["because"]), shorten(str(rule["because"]), LONGEST_TEXT)),
        Entry(
            float(rule["hits"]), number.quantity(rule["hits"]), style="" if rule["hits"] else "nil"
        ),
        Entry(float(rule["coverage"]), number.percent(rule["coverage"])),
        *(_precision(rule) if metric.answer == "class" else _distance(rule, metric)),
    ]


def _precision(rule: Mapping[Hashable, Any]) -> list[Entry]:
    """Precision with its interval for people, then its ends; there is no bias."""
    precision, low, high = (
        _known(rule[name]) for name in ("precision", "precision_low", "precision_high")
    )
    shown = (
        number.share(precision, low, high)
        if precision is not None and low is not None and high is not None
        else ""
    )
    return [Entry(precision, shown), Entry(low), Entry(high), Entry()]


def _distance(rule: Mapping[Hashable, Any], metric: Metric) -> list[Entry]:
    """Distance with its interval and bias for people, then for programs."""
    if not rule["hits"]:
        return [Entry()] * 4
    ends = float(rule["distance_low"]), float(rule["distance_high"])
    interval = Interval(float(rule["distance"]), *ends, "t over items", 1, round(rule["hits"]))
    bias = number.rounded(float(rule["bias"]), interval, metric, signed=True)
    return [
        Entry(interval.estimate, number.score(interval, metric), note=f"bias {bias}"),
        Entry(interval.low),
        Entry(interval.high),
        Entry(float(rule["bias"])),
    ]


def _plain(value: Any) -> Raw:
    """A value from the table as the CSV has it: nothing where nothing is known."""
    if isinstance(value, str):
        return value or None
    return _known(value)


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
