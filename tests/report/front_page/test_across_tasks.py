import csv
import io
import json
import shutil
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from triptych.analysis.across_tasks.claims import decide
from triptych.analysis.across_tasks.mean_effect import mean_effect
from triptych.analysis.across_tasks.measures.measure import ClaimAxis
from triptych.analysis.across_tasks.pairwise import Pairing
from triptych.analysis.across_tasks.ranking import Ranking
from triptych.analysis.across_tasks.task_tests import ClaimTests, TaskTest
from triptych.claim import Scope
from triptych.claims import declared_claims
from triptych.claims.declared.table import declarations
from triptych.report import run_claims
from triptych.report.drawing import claims as claim_charts
from triptych.report.drawing.claim_tasks import TaskRow, claim_tasks
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.front_page.across_tasks import sections_across_tasks
from triptych.report.front_page.claim_declarations import scope_in_words
from triptych.report.front_page.claims import claims_section
from triptych.report.run_claims import RunClaims
from triptych.report.words import number
from triptych.results.disk.json_lines import lines_of
from triptych.results.run import Run
from triptych.task import PARADIGMS


def rows(files, name):
    return list(csv.DictReader(io.StringIO(files[f"tables/{name}.csv"])))


def across(run, tasks):
    """The sections over these tasks of a run."""
    findings = [Findings.of(run, task) for task in tasks]
    return sections_across_tasks(findings, RunClaims.of(run, [one.verdict for one in findings]))


def parsed(drawing):
    return ElementTree.fromstring(drawing)


def test_every_claim_has_a_row(files):
    """On the first page, in Markdown, and at full precision in its file."""
    claims = declared_claims()

    written = {row["claim"]: row for row in rows(files, "claims")}
    declared = {row["claim"]: row for row in rows(files, "claim_declarations")}

    assert written.keys() == declared.keys() == claims.keys()
    for name, claim in claims.items():
        assert claim.sentence in files["index.html"]
        assert claim.sentence in files["REPORT.md"]
        assert declared[name]["fingerprint"] == claim.fingerprint
        assert declared[name]["declared"] == declarations()[name].declared.date().isoformat()
    assert "shown on at least" in files["index.html"]


def test_a_claim_without_a_study_says_that_it_was_not_run(files):
    """It has no numbers of tasks, and what would settle it is its study."""
    written = {row["claim"]: row for row in rows(files, "claims")}

    row = written["unlabelled_data_help_when_labels_are_few"]
    assert (row["word"], row["tasks"]) == ("open: not run", "")
    assert "semi_supervised" in row["settled_by"]


def test_a_claim_says_on_how_many_of_its_tasks_it_is_shown(files):
    """Tasks of one source once; each has a row with its p-values."""
    written = {row["claim"]: row for row in rows(files, "claims")}
    for name in ("classical_suffices_on_tables", "networks_from_scratch_win_on_raw_data"):
        of_claim = [row for row in rows(files, "claim_effects") if row["claim"] == name]
        assert 0 < int(written[name]["tasks"]) <= len(of_claim)
        shown = sum(float(row["p_value"]) <= 0.05 for row in of_claim)
        assert int(written[name]["shown"]) <= int(written[name]["like_these_shown"]) <= shown


def test_claims_come_after_the_verdicts(files):
    """The first screen says what each task needs, then what all of them say."""
    page = files["index.html"]

    places = [page.index(f'<h2 id="{name}"') for name in ("verdicts", "claims", "contest", "tasks")]
    assert places == sorted(places)


def test_every_effect_behind_a_claim_is_in_its_file(files):
    """A row a claim and task, with its rival and standard error."""
    written = rows(files, "claim_effects")

    behind = {
        (row["claim"], row["task"]): float(row["effect_points"])
        for row in written
        if row["effect_points"]
    }
    assert behind["deep_wins_on_unstructured_data", "figures"] == pytest.approx(8, abs=1.5)
    assert ("classical_is_enough_on_tables", "rents") in behind
    assert all(float(row["standard_error_points"]) > 0 for row in written if row["effect_points"])


def test_everyone_is_paired_with_everyone(files):
    """Both ways round, over all tasks that have both."""
    written = rows(files, "pairings")

    assert len(written) == 6
    assert {row["tasks"] for row in written} == {"3"}
    assert {row["contender"] for row in rows(files, "ranks")} == set(PARADIGMS)
    assert "Ranks hide sizes" in files["index.html"]


@pytest.mark.parametrize(("day", "said"), [("2026-01-01", True), ("2027-01-01", False)])
def test_tasks_scored_before_the_claims_are_called_exploratory(run_folder, tmp_path, day, said):
    """The claims may have been written by somebody who knew the results."""
    folder = shutil.copytree(run_folder, tmp_path / "run")
    records = [line | {"started_at": ""} for line in lines_of(folder / "records.jsonl")]
    text = "".join(f"{json.dumps(record)}\n" for record in records)
    (folder / "records.jsonl").write_text(text)
    run = Run.open(folder)
    run.header = replace(run.header, created=f"{day}T00:00:00+00:00")
    assert all(one.declared.year == 2026 for one in declarations().values())

    claims, *_ = across(run, run.tasks)

    assert any("(exploratory)" in notice for notice in claims.notices) is said
    written = list(csv.DictReader(io.StringIO(claims.tables[0].csv)))
    kind = "exploratory" if said else "confirmation"
    tested = [row for row in written if row["tasks"]]
    assert tested
    assert all(row[f"{kind}_tasks"] == row["tasks"] for row in tested)


def test_a_claim_that_was_changed_since_is_not_declared(run_folder, monkeypatch):
    """Its date is that of another claim: whatever it says of a run is exploratory."""
    run = Run.open(run_folder)
    run.header = replace(run.header, created="2027-01-01T00:00:00+00:00")
    claims = {name: replace(one, sentence="New.") for name, one in declared_claims().items()}
    monkeypatch.setattr(run_claims, "declared_claims", lambda: claims)

    section, *_ = across(run, run.tasks)

    written = list(csv.DictReader(io.StringIO(section.tables[0].csv)))
    dates = list(csv.DictReader(io.StringIO(section.tables[1].csv)))
    assert all(row["exploratory_tasks"] == row["tasks"] for row in written)
    assert {row["declared"] for row in dates} == {""}


def test_claims_wait_for_a_third_task(run_folder):
    """Of one or two tasks nothing over tasks is said: no claim, no pairing, no rank."""
    run = Run.open(run_folder)

    assert len(run.tasks) == 3
    assert across(run, run.tasks) != []
    assert across(run, [*run.tasks][:2]) == []


def test_a_run_without_any_result_has_claims_and_no_pictures(run_folder, tmp_path):
    """Every claim is open, every task is named with its reason, nothing is drawn."""
    folder = shutil.copytree(run_folder, tmp_path / "run")
    lines = list(lines_of(folder / "records.jsonl"))
    skipped = {"status": "skipped", "reason": "data not downloaded: x"}
    failed = [json.dumps(line | skipped) for line in lines]
    (folder / "records.jsonl").write_text("\n".join(failed) + "\n")
    run = Run.open(folder)

    (claims,) = across(run, run.tasks)

    table, _ = claims.tables
    written = list(csv.DictReader(io.StringIO(table.csv)))
    assert {row["word"] for row in written} == {"open", "open: not run"}
    assert any("letters" in notice and "data not downloaded" in notice for notice in claims.notices)


ROWS = {
    "one": [TaskRow("A task", 0.0, -1.0, 1.0, "open", "deep")],
    "far apart": [
        TaskRow("Same title", 5.0, 4.0, 6.0, "holds", "deep"),
        TaskRow("Same title", -400.0, -900.0, 100.0, "fails", "rules"),
    ],
    "no width": [TaskRow("A task", 0.0, 0.0, 0.0, "holds", "classical")] * 2,
    "endless": [TaskRow("A task", 1e-12, -np.inf, np.inf, "open", "rules")],
    "many": [TaskRow(f"Task {place}", place, 0, 22, "open", "deep") for place in range(22)],
}


@pytest.mark.parametrize("drawn", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize(("margin", "unit"), [(-1.0, "δ"), (1.0, "δ"), (0.5, "%"), (0.01, "%")])
def test_effects_of_any_size_are_drawn(drawn, margin, unit):
    """One task, no width, or widths beyond the picture: a drawing all the same."""
    groups = [("confirmation", drawn), ("exploratory", drawn)]

    picture = parsed(
        inline(
            claim_tasks(groups, ClaimAxis(label="it", margin=margin, unit=unit)),
            "n",
            "title",
            "words",
        )
    )

    assert picture.get("viewBox")
    assert picture.findtext("desc") == "words"
    text = ElementTree.tostring(picture, encoding="unicode")
    assert "nan" not in text
    assert all(said in text for said in ("holds", "fails", "confirmation", "exploratory"))


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(), "all that fit the study"),
        (Scope(modalities=("text", "image")), "text or image"),
        (Scope(most_conditions=10), "rules with at most 10 conditions"),
        (Scope(fewest_conditions=11), "rules with at least 11 conditions"),
        (Scope(ordered=True), "items in the order of time"),
    ],
)
def test_the_rule_that_selects_tasks_is_read_as_words(scope, said):
    """Each of its parts is named."""
    assert scope_in_words(scope) == said


def test_a_matrix_shows_what_is_missing():
    """A pair without a task says so; one task's mean has no end."""
    one = mean_effect([3.0], [1.0])
    pairings = {
        (first, second): Pairing(
            first=first,
            second=second,
            won=int(first == "deep"),
            tied=0,
            lost=int(second == "deep"),
            mean=one if "deep" in (first, second) else None,
        )
        for first in PARADIGMS
        for second in PARADIGMS
        if first != second
    }

    picture = inline(claim_charts.matrix(PARADIGMS, pairings), "n", "title", "words")

    assert picture.count("no task") == 2
    assert f"[{number.signed_points(-np.inf)}, {number.signed_points(np.inf)}]" in picture


@pytest.mark.parametrize("cliques", [[], [PARADIGMS], [PARADIGMS[:2], PARADIGMS[1:]]])
def test_mean_ranks_are_drawn_with_their_bars(cliques):
    """However many bars there are, and where all share one rank."""
    for ranks in ((1.2, 2.0, 2.8), (2.0, 2.0, 2.0), (1.0, 2.0, 3.0)):
        ranking = Ranking(
            tasks=9,
            mean_ranks=dict(zip(PARADIGMS, ranks, strict=True)),
            statistic=1.0,
            p_value=0.1,
            pair_p_values={},
            cliques=cliques,
        )

        picture = inline(claim_charts.critical_difference(ranking), "n", "title", "words")

        assert all(name in picture for name in PARADIGMS)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.26, "+1.3"),
        (-1.26, "\N{MINUS SIGN}1.3"),
        (-0.04, "0.0"),
        (np.inf, "+\N{INFINITY}"),
        (-np.inf, "\N{MINUS SIGN}\N{INFINITY}"),
        (np.nan, "\N{EN DASH}"),
    ],
)
def test_points_have_one_decimal_and_a_sign(value, shown):
    """Nothing has no sign, and no end is a sign of its own."""
    assert number.signed_points(value) == shown


def test_every_tested_claim_has_a_figure(files):
    """What its table counts can be seen task by task."""
    tested = [row["claim"] for row in rows(files, "claims") if row["tasks"]]

    assert tested
    assert all(f'id="claim-{name}-title"' in files["index.html"] for name in tested)


def test_a_task_does_not_count_only_where_no_claim_counts_it():
    """What one claim leaves out and another tests is no task without a result."""
    claims = {
        name: declared_claims()[name]
        for name in ("short_rules_suffice", "classical_suffices_on_tables")
    }
    test = TaskTest(
        task="wine", source="", p_value=0.5, opposite_p_value=0.5, evidence="confirmation"
    )
    left_out = {"wine": "no CPU seconds", "trec": "timeout"}
    found = {
        "short_rules_suffice": ClaimTests(left_out=left_out),
        "classical_suffices_on_tables": ClaimTests(tests=(test,)),
    }

    section = claims_section(decide(claims, lambda name, _: found[name]), {})

    assert section.notices == ["Tasks that do not count: trec (timeout)."]
