"""Promises of "When to use what": the answers of `triptych advise`, on the first page."""

import csv
import io

import pytest

from triptych.report.advice.advice import advise
from triptych.report.findings import Findings
from triptych.report.front_page.when_to_use import CONSTRAINTS, when_to_use_section
from triptych.report.run_claims import RunClaims
from triptych.results.run import Run
from triptych.task import PARADIGMS


@pytest.fixture(scope="module")
def run(run_folder):
    return Run.open(run_folder)


@pytest.fixture(scope="module")
def section(run):
    findings = [Findings.of(run, task) for task in run.tasks]
    return when_to_use_section(run, findings, RunClaims.of(run, [one.verdict for one in findings]))


def rows(table):
    return {row["constraint"]: row for row in csv.DictReader(io.StringIO(table.csv))}


@pytest.mark.parametrize("constraint", ["200 labels", "images", "tables", "a decision within 1 ms"])
def test_the_page_says_what_the_command_says(run, section, constraint):
    """One engine: the same word and the same numbers of tasks."""
    told = advise(run, CONSTRAINTS[constraint])

    row = rows(section.tables[0])[constraint]
    assert {name: row[name] for name in PARADIGMS} == {
        name: one.word for name, one in told.advice.items()
    }
    assert int(row["deep_passes"]) == len(told.advice["deep"].on("passes"))
    assert all(one.claim.sentence.rstrip(".") in row["claims"] for one in told.claims)


def test_a_word_has_an_example_with_its_figure(section):
    """A task, its interval, and a link to the page that shows it."""
    table = section.tables[0]
    (images,) = [row for row in table.rows if row[0].value == "images"]
    deep = images[[column.name for column in table.columns].index("deep")]

    assert deep.href == "figures.html"
    assert deep.note.startswith("1 of 1 pass; figures, best: 9")


def test_what_is_not_known_names_what_would_measure_it(section):
    """The study, or that the run has no such task."""
    table = section.tables[0]
    (labels,) = [row for row in table.rows if row[0].value == "200 labels"]
    rules = labels[[column.name for column in table.columns].index("rules")]

    assert rules.value == "not known"
    assert "label_budget was not run: `make studies`" in rules.note
    assert "sounds" in section.notices[0]
    assert "sounds" not in rows(table)


def test_all_evidence_is_in_its_file(section, files):
    """A row for each constraint, contender and task of the kind."""
    told = list(csv.DictReader(io.StringIO(section.tables[1].csv)))

    assert len([one for one in told if one["constraint"] == "200 labels"]) == 3 * 3
    assert len([one for one in told if one["constraint"] == "images"]) == 3
    assert "When to use what" in files["index.html"]
    assert "## When to use what" in files["REPORT.md"]
