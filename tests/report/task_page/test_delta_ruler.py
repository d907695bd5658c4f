"""Promises of the δ ruler: every δ is in one row of its file, and the page draws the same."""

import csv
import io
from dataclasses import replace

import pytest

from triptych.analysis.one_task.verdict import judge
from triptych.report.findings import Findings
from triptych.report.task_page.delta_ruler import delta_section


@pytest.mark.parametrize("task", ["figures", "letters", "rents"])
def test_the_file_holds_every_range(run, task):
    """From 0 on, the last without an end, with the switching points at full precision."""
    findings = Findings.of(run, task)

    section = delta_section(findings)

    (table,) = section.tables
    rows = list(csv.DictReader(io.StringIO(table.csv)))
    assert [row["from"] for row in rows[1:]] == [row["to"] for row in rows[:-1]]
    assert float(rows[0]["from"]) == 0
    assert rows[-1]["to"] == ""
    assert [row["answer"] for row in rows] == [one.answer for one in findings.verdict.delta_ranges]
    assert "task's δ is" in section.figures[0].svg


def test_without_an_answer_there_is_no_ruler(run):
    """Of a task that nobody ran nothing is drawn."""
    findings = Findings.of(run, "figures")

    assert delta_section(replace(findings, verdict=judge(findings.card, {}))) is None
