"""Promises of the ideas: each is on trial somewhere, and the docs have the same sentences."""

import csv
import io
from pathlib import Path

import pytest

from triptych.claims import declared_claims
from triptych.report.findings import Findings
from triptych.report.front_page.ideas import IDEAS, ideas_section
from triptych.report.run_claims import RunClaims
from triptych.results.run import Run

PAGE = (Path(__file__).parents[3] / "docs" / "ideas.md").read_text()


@pytest.fixture(scope="module")
def section(run_folder):
    run = Run.open(run_folder)
    findings = [Findings.of(run, task) for task in run.tasks]
    claims = RunClaims.of(run, [one.verdict for one in findings])
    return ideas_section(run, findings, claims)


@pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: idea.term)
def test_an_idea_stands_in_the_docs_and_is_on_trial_once(idea):
    """By a declared claim, by a study, or shown on pages of tasks."""
    row = f"| {idea.term} | {idea.sentence} |"
    claims = declared_claims()

    assert row in PAGE
    assert sum(map(bool, (idea.claim, idea.study, idea.shown))) == 1
    assert not idea.claim or idea.claim in claims
    if idea.claim:
        assert f"{row} [claim {claims[idea.claim].number}]" in PAGE


def test_the_docs_have_no_idea_that_the_report_has_not():
    """A sentence that nothing tries has no place there."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "](#" in line]

    assert len(rows) == len(IDEAS)


def test_an_idea_has_the_word_of_its_claim(section, files):
    """The same as in the table of claims; what was not run says so."""
    claims = {
        row["claim"]: row["word"] for row in csv.DictReader(io.StringIO(files["tables/claims.csv"]))
    }
    written = {
        row["idea"]: row["word"] for row in csv.DictReader(io.StringIO(section.tables[0].csv))
    }

    for idea in IDEAS:
        if idea.claim:
            assert written[idea.term] == claims[idea.claim]
    assert written["semi-supervised learning"] == "open: not run"
    assert written["patterns as weights"].startswith("not run: `make studies`")


def test_of_too_few_tasks_no_claim_has_a_word(run_folder):
    """It is open, and the section says why; the address of claims that are not there is no link."""
    run = Run.open(run_folder)
    findings = [Findings.of(run, "figures")]
    section = ideas_section(run, findings, RunClaims.of(run, [one.verdict for one in findings]))
    recipe = section.tables[0].rows[0]

    assert "decided from 3 tasks on" in section.notices[0]
    assert recipe[3].value == "open"
    assert recipe[2].href == ""


def test_what_is_shown_leads_to_where_it_is(section, files):
    """Walks and layers are sections of a task's page; the index has the table."""
    links = {row[0].value: row[2].href for row in section.tables[0].rows}

    assert links["tensor"] == "figures.html#walk"
    assert links["patterns as embeddings"] == "figures.html#layers"
    assert "The ideas, measured" in files["index.html"]
    assert "## The ideas, measured" in files["REPORT.md"]
