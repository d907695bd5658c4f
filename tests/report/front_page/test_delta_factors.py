"""Promises of the counts with other δ: the column of the declared δ is the headline's."""

import csv
import io

from triptych.analysis.across_tasks.answers import JUDGED, count_answers
from triptych.report.findings import Findings
from triptych.report.front_page.delta_factors import delta_factors_section


def test_the_counts_of_every_factor_are_of_all_tasks(run):
    """Each judged task has one answer, with whatever δ."""
    findings = [Findings.of(run, task) for task in run.tasks]

    (section,) = delta_factors_section(findings)

    (table,) = section.tables
    rows = list(csv.DictReader(io.StringIO(table.csv)))
    assert [row["answer"] for row in rows] == list(JUDGED)
    for factor in ("0.25", "0.5", "1", "2", "3"):
        assert sum(int(row[f"tasks_at_{factor}_delta"]) for row in rows) == len(findings)
    now = count_answers(one.verdict for one in findings)
    assert [int(row["tasks_at_1_delta"]) for row in rows] == [now[one] for one in JUDGED]


def test_one_task_has_no_counts(run):
    """Its own page shows for which δ which answer holds."""
    assert delta_factors_section([Findings.of(run, "figures")]) == []
