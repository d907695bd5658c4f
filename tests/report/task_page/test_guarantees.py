"""Promises of guarantees: what is promised holds, costs answers, and is absent where unshown."""

import csv
import io

import pytest

from triptych.analysis.one_task.conformal import LEVEL
from triptych.analysis.one_task.guaranteed_coverage import RISKS
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.report.findings import Findings
from triptych.report.task_page.guarantees import conformal_tables, guarantee_table
from triptych.task import PARADIGMS


def rows(table):
    return list(csv.DictReader(io.StringIO(table.csv)))


def of(run, task):
    """Findings of a task, and the probabilities of its three contenders, where it has classes."""
    findings = Findings.of(run, task)
    names = PARADIGMS if findings.card.classes else ()
    return findings, {name: ClassProbabilities.of_run(run, task, name) for name in names}


def test_who_bears_more_errors_gets_more_answers(run):
    """Coverage grows with the share of wrong answers that is bearable; none is 0, not empty."""
    for row in rows(guarantee_table(*of(run, "figures"))):
        coverages = [float(row[f"coverage_at_{risk:g}"] or 0) for risk in sorted(RISKS)]
        assert coverages == sorted(coverages)
        assert 0 <= coverages[0] <= coverages[-1] <= 1


def test_a_guarantee_is_kept_by_its_bound(run):
    """What is shown is shown at the stated risk: the bound computed on the other half is below."""
    bounds = [
        (risk, float(row[f"bound_at_{risk:g}"]))
        for row in rows(guarantee_table(*of(run, "figures")))
        for risk in RISKS
        if int(row[f"shown_at_{risk:g}"])
    ]

    assert bounds
    assert all(bound <= risk for risk, bound in bounds)


@pytest.mark.parametrize("task", ["figures", "letters", "rents"])
def test_conformal_answers_hold_the_truth_as_often_as_promised(run, task):
    """Nine times in ten, about: equal confidences push it above."""
    table, *_ = conformal_tables(*of(run, task))
    found = rows(table)

    assert {row["contender"] for row in found} >= {"rules", "classical", "deep"}
    for row in found:
        assert float(row["coverage"]) >= float(LEVEL) - 0.03
        assert float(row["expected_low"]) < float(LEVEL) < float(row["expected_high"])


def test_of_classes_the_coverage_of_each_is_told(run):
    """The promise is for all items together; a rare class may fare worse, and the file says so."""
    findings, said = of(run, "figures")
    _, by_class = conformal_tables(findings, said)

    assert [row["class"] for row in rows(by_class)] == list(findings.card.classes)


def test_an_interval_names_no_class(run):
    """Where the answer is a number, columns about classes are in the file and not on the page."""
    (table,) = conformal_tables(*of(run, "rents"))
    shown = {column.label for column in table.shown_columns}

    assert "width, euros" in shown
    assert not shown & {"names none", "worst class"}
