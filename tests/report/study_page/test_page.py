"""Promises of a study's page: its question, all its tasks at once, its claims, and the way back."""

import csv
import io
import json
import re

import pytest

from triptych.report.build import build
from triptych.report.findings import Findings
from triptych.report.run_claims import RunClaims
from triptych.report.study_page.glance import glance_section
from triptych.report.study_page.names import page_of, studies_of, title_of, was_run
from triptych.report.study_page.page import study_page
from triptych.report.study_page.scores import scores_section
from triptych.report.study_page.spans import one_of_each, spans_of
from triptych.results.run import Run

STUDY = "label_budget"
PAGE = "study-label_budget.html"


@pytest.fixture(scope="module")
def run(studied_folder):
    return Run.open(studied_folder)


@pytest.fixture(scope="module")
def files(studied_folder):
    return build(studied_folder).files


@pytest.fixture(scope="module")
def findings(run):
    return [Findings.of(run, task) for task in run.tasks]


def rows(files, name):
    return list(csv.DictReader(io.StringIO(files[f"tables/{name}.csv"])))


def test_a_study_has_a_page_of_its_own(files):
    """With its question, what is varied, and every task: those without figures with the reason."""
    page = files[PAGE]

    assert "How many labels does each of the three need?" in page
    assert "varied: labelled items" in page
    assert "Figures in small pictures" in page
    assert "Rents of flats" in page
    assert "its letters are too few" in page
    assert "figure-study-label_budget-glance-title" in page


def test_a_study_that_was_not_run_has_a_row_that_says_so(files):
    """No page, and the command that gives one."""
    assert "study-corruption.html" not in files
    assert "not run: `make studies`" in files["index.html"]
    (told,) = [row for row in rows(files, "studies") if row["study"] == "corruption"]
    assert "triptych run --study corruption" in told["tasks"]


def test_index_study_and_task_lead_to_each_other(files):
    """One line on the index, a link in the task's section, and from the page back to both."""
    assert f'href="{PAGE}"' in files["index.html"]
    assert f'href="{PAGE}"' in files["figures.html"]
    assert 'href="figures.html#study-label_budget"' in files[PAGE]
    assert 'href="study-corruption.html"' not in files["figures.html"]


def test_the_twin_has_the_study_too(files):
    """Every score of its page stands in REPORT.md."""
    scores = set(re.findall(r"\d[\d,.]* ± \d[\d,]*(?:\.\d+)?", files[PAGE]))

    assert len(scores) > 5
    assert {score for score in scores if score not in files["REPORT.md"]} == set()
    assert "## Study: label budget" in files["REPORT.md"]


def test_scores_at_both_ends_are_those_of_the_curves(run, files):
    """The fewest labels, and all of them, which are the plain comparison."""
    written = {
        (row["task"], row["contender"]): row for row in rows(files, "study-label_budget.tasks")
    }

    deep = written["figures", "deep"]
    assert (deep["from"], deep["to"]) == ("16.0", "all")
    assert float(deep["to_score"]) == pytest.approx(run.outcomes("figures", "deep").hits.mean())
    few = run.outcomes("figures", "deep", STUDY, 16)
    assert float(deep["from_score"]) == pytest.approx(few.hits.mean())
    assert written["figures", "rules"]["from"] == ""


def test_a_paradigm_has_one_line_in_the_figure(findings):
    """Ten seconds are for three lines a task."""
    chosen = one_of_each(findings[0].studies[STUDY])

    assert [one.contender for one in chosen] == ["rules", "classical", "deep"]
    assert chosen[0].start is None
    assert chosen[2].start is not None
    assert len(spans_of(findings[0].studies[STUDY])) == 3


def test_errors_are_in_the_figure_as_points(run, findings):
    """Right is better for every task: an error is what it leaves of the best constant answer's."""
    shown = [one for one in findings if one.studies[STUDY].curves]
    section = glance_section(STUDY, run.studies[STUDY], shown)
    (figure,) = section.figures

    words = re.search(r"rents: ([^;<]*)", figure.svg)[1]
    start, end = re.search(r"deep ([\d.\u2212]+) to ([\d.]+)", words).groups()
    assert float(start.replace("\N{MINUS SIGN}", "-")) < float(end) < 100
    assert "A mark without a stroke" in figure.caption
    assert section.notices == []


def test_the_tables_name_their_files(run, findings):
    """So that nothing on the page is without its numbers."""
    shown = [one for one in findings if one.studies[STUDY].curves]
    section = scores_section(STUDY, run.studies[STUDY], shown)

    assert section.tables[0].file == "study-label_budget.tasks.csv"
    assert len(section.tables[0].rows) == 6


def test_claims_that_rest_on_it_have_their_word(run, findings, files):
    """The same word as on the first page; of too few tasks none."""
    written = {row["claim"]: row["word"] for row in rows(files, "study-label_budget.claims")}
    on_index = {row["claim"]: row["word"] for row in rows(files, "claims")}
    few = RunClaims.of(run, [one.verdict for one in findings[:2]])

    assert "networks_from_scratch_lose_with_little_data" in written
    assert all(word == on_index[claim] for claim, word in written.items())
    sections = study_page(run, STUDY, findings[:2], few).sections
    (claims,) = [one for one in sections if one.anchor == "claims"]
    assert "decided from 3 tasks on" in " ".join(claims.notices)


def test_studies_are_named_as_they_are_run(run):
    """All that the run knows of, but for the plain comparison."""
    assert studies_of(run) == ["corruption", "label_budget"]
    assert [was_run(run, name) for name in studies_of(run)] == [False, True]
    assert page_of("a/b") == "study-a%2Fb.html"
    assert title_of("label_budget") == "label budget"


def test_a_task_called_like_a_study_keeps_its_own_page(studied_folder, tmp_path):
    """Neither overwrites the other."""
    tasks = json.loads((studied_folder / "tasks.json").read_text())
    (tmp_path / "r").mkdir()
    for path in studied_folder.iterdir():
        if path.name != "report":
            (tmp_path / "r" / path.name).symlink_to(path)
    (tmp_path / "r" / "tasks.json").unlink()
    tasks["study-label_budget"] = tasks["figures"]
    tasks.pop("digest", None)
    (tmp_path / "r" / "tasks.json").write_text(json.dumps(tasks))

    files = build(tmp_path / "r").files

    assert {PAGE, "task-study-label_budget.html"} <= files.keys()
