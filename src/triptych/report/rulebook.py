"""Which rules fired: the rulebook with each rule's hits, coverage and precision."""

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from triptych.analysis.rule_hits import rule_hits
from triptych.errors import StoreError
from triptych.report import number
from triptych.report.findings import Findings, slug
from triptych.report.page import Section
from triptych.report.table import Column, Entry, Raw, Table
from triptych.report.text import shorten
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
    fired = hits.sort_values("hits", ascending=False, kind="stable").iloc[0]
    remark = (
        f"{contender.capitalize()}: {number.count(len(hits))} rules; rule {fired['rule'] + 1} "
        f"fired most, on {number.percent(fired['coverage'])} of the tested items."
    )
    if dead:
        remark += f" {number.counted(dead, 'rule')} never fired on them."
    return remark


def _rules_table(findings: Findings, contender: str, hits: pd.DataFrame) -> Table:
    has_points = any(str(points) for points in hits["points"])
    rows = [_row(rule, has_points=has_points) for rule in hits.to_dict("records")]
    points = [Column("points", "points", numeric=True)] if has_points else []
    return Table(
        f"table-{slug(contender)}",
        findings.file("rulebook", contender),
        f"{contender.capitalize()}, in the order they are tried; items are counted on average "
        "over seeds, precision is times 100 with its 95% interval.",
        [
            Column("rule", "#", numeric=True),
            Column("label", "decides"),
            *points,
            Column("says", "when", style="wide"),
            Column("because", "because", style="wide"),
            Column("hits", "hits", numeric=True, formula="formula-rules"),
            Column("coverage", "coverage", numeric=True),
            Column("precision", "precision", numeric=True),
            Column("precision_low", shown=False),
            Column("precision_high", shown=False),
        ],
        rows,
    )


def _row(rule: Mapping[Hashable, Any], *, has_points: bool) -> list[Entry]:
    precision, low, high = (
        _known(rule[name]) for name in ("precision", "precision_low", "precision_high")
    )
    shown = (
        number.share(precision, low, high)
        if precision is not None and low is not None and high is not None
        else ""
    )
    return [
        Entry(int(rule["rule"]) + 1),
        Entry(_plain(rule["label"])),
        *([Entry(_plain(rule["points"]))] if has_points else []),
        Entry(str(rule["says"]), shorten(str(rule["says"]), LONGEST_TEXT), code=True),
        Entry(str(rule["because"]), shorten(str(rule["because"]), LONGEST_TEXT)),
        Entry(
            float(rule["hits"]), number.quantity(rule["hits"]), style="" if rule["hits"] else "nil"
        ),
        Entry(float(rule["coverage"]), number.percent(rule["coverage"])),
        Entry(precision, shown),
        Entry(low),
        Entry(high),
    ]


def _plain(value: Any) -> Raw:
    """A value from the table as the CSV has it: nothing where nothing is known."""
    if isinstance(value, str):
        return value or None
    return _known(value)


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
