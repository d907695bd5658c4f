"""Promises of the section on candidates: what was chosen, how often, and by which scores."""

import csv
import io

from triptych.report.findings import Findings
from triptych.report.task_page.champions import champions_section


def test_each_candidate_has_its_count_and_its_inner_score(run):
    """Counted over the fits of all seeds; the scores are of training items."""
    section = champions_section(Findings.of(run, "figures"))
    (table,) = section.tables
    found = {row["candidate"]: row for row in csv.DictReader(io.StringIO(table.csv))}

    assert list(found) == ["logistic", "trees"]
    assert [(row["chosen"], row["fits"]) for row in found.values()] == [("3", "6"), ("3", "6")]
    assert float(found["trees"]["inner_score"]) == 0.87
    assert "training items alone" in section.paragraphs[0]


def test_where_nobody_chooses_there_is_no_section(run):
    """Most contenders have no candidates."""
    assert champions_section(Findings.of(run, "letters")) is None
