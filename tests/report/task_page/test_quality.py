"""Promises of scores on a task's page: who is better comes first, and every number has its ends."""

import csv
import io

import pytest

from triptych.analysis.statistics.interval import Interval
from triptych.metric import accuracy
from triptych.report.findings import Findings
from triptych.report.model.columns import interval_columns
from triptych.report.task_page.quality import comparisons_section, scores_section


def rows(section):
    (table,) = section.tables
    return list(csv.DictReader(io.StringIO(table.csv)))


@pytest.mark.parametrize("task", ["figures", "letters", "rents"])
def test_in_a_pair_the_better_one_comes_first(run, task):
    """Whether more is better or less: nobody has to turn a sign round in their head."""
    findings = Findings.of(run, task)
    found = rows(comparisons_section(findings))

    assert len(found) == 3
    for row in found:
        first, second = (findings.scores[row[name]].estimate for name in ("first", "second"))
        assert float(row["advantage"]) >= 0
        assert (first >= second) is findings.card.metric.greater_is_better or first == second


def test_a_score_lies_within_its_interval(run):
    """At full precision in the file, for every contender that has a result."""
    findings = Findings.of(run, "figures")
    found = rows(scores_section(findings))

    assert [row["contender"] for row in found] == list(findings.scores)
    for row in found:
        assert float(row["score_low"]) <= float(row["score"]) <= float(row["score_high"])


def test_the_seeds_and_the_authors_part_stand_beside_a_score(run):
    """The worst and best seed of who has several, and what rules score on what their author saw."""
    section = scores_section(Findings.of(run, "letters"))
    found = {row["contender"]: row for row in rows(section)}

    for row in found.values():
        low, score, high = (float(row[name]) for name in ("lowest_seed", "score", "highest_seed"))
        assert low - 1e-12 <= score <= high + 1e-12
    assert float(found["deep"]["lowest_seed"]) < float(found["deep"]["highest_seed"])
    assert float(found["rules"]["author_score"]) > 0.5
    assert found["deep"]["author_score"] == ""
    notes = {entry.note for row in section.tables[0].rows for entry in row}
    assert "3 seeds cannot show a failure rarer than 1 in 3" in notes


def test_references_are_said_to_be_no_part_of_the_verdict(run):
    """A variant may be better than all three, and decides nothing."""
    section = scores_section(Findings.of(run, "figures"))
    words = {row["contender"]: row["word"] for row in rows(section)}

    assert words["classical:logistic"] == "reference"
    assert "classical:logistic" in section.paragraphs[0]
    assert scores_section(Findings.of(run, "letters")).paragraphs == []


def test_without_results_there_is_a_sentence_and_no_empty_picture(run):
    findings = Findings.of(run, "letters")
    empty = Findings(**{**vars(findings), "scores": {}})

    section = scores_section(empty)

    assert section.notices == ["No contender has a result yet."]
    assert not section.figures


def test_an_interval_fills_its_columns():
    """One for people and two for programs; of nothing, three empty ones."""
    columns = interval_columns("score", "score", "formula-score", lambda one: one, accuracy())
    interval = Interval(
        estimate=0.912345, low=0.9, high=0.93, items=100, seeds=1, method="Wilson", note=""
    )

    assert [column.name for column in columns] == ["score", "score_low", "score_high"]
    assert [column.entry(interval).value for column in columns] == [0.912345, 0.9, 0.93]
    assert [column.entry(None).value for column in columns] == [None] * 3
