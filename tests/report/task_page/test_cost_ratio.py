"""Promises of the cost ratio: who errs cheapest at any ratio, and whether that is shown."""

import csv
import io
from itertools import pairwise

import pytest

from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.report.findings import Findings
from triptych.report.task_page.cost_ratio import AS_IS, MOVED, cost_ratio_part
from triptych.task import PARADIGMS


@pytest.fixture(scope="module")
def findings(run):
    """Two classes: begging letters, and others."""
    return Findings.of(run, "letters")


@pytest.fixture(scope="module")
def said(findings):
    return {name: ClassProbabilities.of_run(findings.run, "letters", name) for name in PARADIGMS}


@pytest.fixture(scope="module")
def part(findings, said):
    return cost_ratio_part(findings, said)


def rows(table):
    return list(csv.DictReader(io.StringIO(table.csv)))


def test_the_positive_class_is_the_one_the_metric_is_about(part):
    """A reader must know which error is the miss."""
    assert "Positive is the class begging, which the metric is about." in part.paragraph


def test_leads_follow_each_other_from_the_smallest_ratio_to_the_largest(part):
    """Whatever a miss costs, somebody is named for it, and nobody twice."""
    for way in (AS_IS, MOVED):
        leads = [one for one in rows(part.tables[0]) if one["decisions"] == way]
        ends = [(float(one["ratio_low"]), float(one["ratio_high"])) for one in leads]
        assert ends
        assert all(low < high for low, high in ends)
        assert all(one[1] == other[0] for one, other in pairwise(ends))


def test_whoever_leads_costs_least(part):
    """The table of leads says nothing that the table of costs does not."""
    leads, costs = (rows(table) for table in part.tables)
    for row in costs:
        named = {name: float(row[f"cost_{name}"]) for name in PARADIGMS}
        leaders = [
            name
            for lead in leads
            for name in lead["leaders"].split(" or ")
            if lead["decisions"] == row["decisions"]
            and float(lead["ratio_low"]) <= float(row["ratio"]) <= float(lead["ratio_high"])
        ]
        assert min(named, key=named.get) in leaders


def test_a_threshold_can_only_be_moved_with_probabilities(findings, said):
    """Where one of the three has none, only decisions as they are can be compared."""
    part = cost_ratio_part(findings, {name: said[name] for name in ("rules", "deep")})

    assert len(part.figures) == 1
    assert {one["decisions"] for one in rows(part.tables[0])} == {AS_IS}
