"""Promises of reports of runs that lost item tables: no verdict is replaced by another one."""

import csv
import io
import shutil

import pytest

from triptych.analysis.one_task.verdict import verdict
from triptych.analysis.one_task.verdict_notes import notes
from triptych.errors import ItemTableMissing
from triptych.report import task_study
from triptych.report.build import build
from triptych.report.findings import Findings
from triptych.report.task_page import studies
from triptych.report.task_page.recorded_scores import recorded_score, recorded_scores_section
from triptych.report.words.verdict import headline, lost_tables, sentence
from triptych.results.formats.studies import StudyCard
from triptych.results.run import Run


def lose(folder, tmp_path, how):
    """A copy of the run in which the item tables of `figures` are gone, or a bit of them."""
    copy = shutil.copytree(folder, tmp_path / "standard")
    path = copy / "items" / "figures.0.parquet"
    content = bytearray(path.read_bytes())
    path.unlink()
    if how == "damaged":
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    return copy


@pytest.fixture(params=["missing", "damaged"])
def lost(request, run_folder, tmp_path):
    """The state of the tables, and the folder."""
    return request.param, lose(run_folder, tmp_path, request.param)


def rows(files, name):
    return list(csv.DictReader(io.StringIO(files[f"tables/{name}.csv"])))


def test_what_cannot_be_recomputed_is_said_and_not_replaced(lost, run_folder, files):
    """The task's page and the first page say why, how to get it, and what the trials recorded."""
    state, folder = lost
    built = build(folder).files
    words = f"Cannot be recomputed: its item tables are {state}"

    assert words in built["figures.html"]
    assert "`triptych run` with the same options runs these cells again" in built["figures.html"]
    assert words in built["index.html"]
    before = {row["task"]: row for row in rows(files, "verdicts")}
    after = {row["task"]: row for row in rows(built, "verdicts")}
    assert after["figures"]["answer"] == "not recomputed"
    assert after["figures"]["rules_word"] == "not recomputed"
    assert after["figures"]["rules_score_low"] == ""
    assert float(after["figures"]["rules_score"]) == pytest.approx(
        float(before["figures"]["rules_score"])
    )
    assert {task: after[task] for task in ("letters", "rents")} == {
        task: before[task] for task in ("letters", "rents")
    }


def test_no_claim_is_decided_by_the_tasks_that_are_left(lost):
    """Fewer tasks may say something else than all did."""
    built = build(lost[1]).files

    assert "Claims over tasks, the pairwise matrix and mean ranks cannot be recomputed" in " ".join(
        built["index.html"].split()
    )
    assert not {"tables/claims.csv", "tables/pairings.csv", "tables/ranks.csv"} & built.keys()


def test_no_page_tells_where_the_run_lies(lost, tmp_path):
    """A published page says which table is missing by its place in the run."""
    built = build(lost[1]).files

    assert [name for name, text in built.items() if str(tmp_path) in text] == []
    assert "standard/items" in built["figures.html"]


def test_scores_of_each_seed_are_shown_as_recorded(lost):
    """The records know them without any item table."""
    run = Run.open(lost[1])
    findings = Findings.of(run, "figures")
    (table,) = recorded_scores_section(findings).tables
    records = run.records_of("figures", "rules")

    assert list(findings.lost) == ["rules", "classical", "deep", "classical:logistic"]
    assert len(table.rows) == 4 * 3
    assert recorded_score(findings, "rules") == pytest.approx(
        sum(record.score for record in records) / 3
    )
    assert recorded_scores_section(Findings.of(run, "letters")) is None
    assert recorded_score(Findings.of(run, "letters"), "rules") is None


def test_one_lost_rival_leaves_no_verdict_either(run, run_folder, tmp_path, monkeypatch):
    """Whether rules suffice depends on every rival: without deep's items nobody knows."""
    opened = Run.open(run_folder)
    outcomes = opened.outcomes

    def without_deep(task, contender, *place):
        if contender == "deep":
            raise ItemTableMissing("standard/items: the item table of 3 of 3 cells is missing")
        return outcomes(task, contender, *place)

    monkeypatch.setattr(opened, "outcomes", without_deep)
    judged = verdict(opened, "figures")

    assert judged.answer == "not recomputed"
    assert {one.word for one in judged.standings.values()} == {"not recomputed"}
    assert judged.leader is None
    assert all(one.p_value is None for one in judged.standings.values())
    assert sentence(judged) == "Cannot be recomputed: item tables of deep are missing."
    assert "it cannot be recomputed on 1" in headline(
        [judged, verdict(Run.open(run_folder), "rents")]
    )
    assert lost_tables(judged.lost) == "item tables of deep are missing"


def test_a_study_without_its_tables_says_so(run_folder, monkeypatch):
    """A page is made all the same, and shows no curve of less."""

    def study_curves(run, task, study, metric):
        raise ItemTableMissing("standard/items: the item table of 3 of 3 cells is missing")

    monkeypatch.setattr(task_study, "study_curves", study_curves)
    run = Run.open(run_folder)
    run.studies = {"label_budget": StudyCard(question="How many labels are needed?")}
    (section,) = studies.study_sections(Findings.of(run, "letters"))

    assert section.notices == [
        "Cannot be recomputed: standard/items: the item table of 3 of 3 cells is missing"
    ]
    assert not section.tables


def test_a_contender_that_failed_stays_what_it_is(run_folder, tmp_path):
    """A task whose trials never ended has no verdict, as before; nothing of it was lost."""
    run = Run.open(run_folder)

    assert verdict(run, "rents").answer != "not recomputed"
    assert verdict(run, "rents").lost == {}


def test_notes_of_a_verdict_are_of_what_is_there(run):
    """Nothing is known to limit a verdict on no outcomes."""
    assert notes(run.task("figures"), []) == ()


def test_the_machine_section_says_what_is_damaged_or_cannot_be_verified(lost, files):
    """One line each, on every page; a run that is whole and new says neither."""
    state, folder = lost
    (folder / "environment.json").write_text("{")
    built = build(folder).files

    assert "environment.json is damaged: `triptych run` sets it aside" in built["index.html"]
    assert ("items/figures.0.parquet is damaged" in built["index.html"]) == (state == "damaged")
    assert "Not verifiable" not in files["index.html"]
    assert "Damaged, and left out" not in files["index.html"]
