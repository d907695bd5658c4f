import csv
import io
import json
import shutil
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import numpy as np
import pytest

from triptych.analysis.across_tasks.effect import Effect
from triptych.analysis.across_tasks.mean_effect import mean_effect
from triptych.analysis.across_tasks.pairwise import Pairing
from triptych.analysis.across_tasks.ranking import Ranking
from triptych.claims import declared_claims
from triptych.report.drawing import claims as claim_charts
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.front_page.across_tasks import sections_across_tasks
from triptych.report.words import number
from triptych.results.disk.json_lines import lines_of
from triptych.results.run import Run
from triptych.task import PARADIGMS


def rows(files, name):
    return list(csv.DictReader(io.StringIO(files[f"tables/{name}.csv"])))


def parsed(drawing):
    return ElementTree.fromstring(drawing)


def effect(value, error=1.0):
    return Effect(
        task="t", first="deep", second="rules", points=value, standard_error=error, delta_points=2
    )


def test_every_claim_has_a_row(files):
    """On the first page, in Markdown, and at full precision in its file."""
    claims = declared_claims()

    written = rows(files, "claims")

    assert [row["claim"] for row in written] == list(claims)
    assert {row["declared"] for row in written} == {
        one.declared.isoformat() for one in claims.values()
    }
    for claim in claims.values():
        assert claim.sentence in files["index.html"]
        assert claim.sentence in files["REPORT.md"]
    assert "inconclusive by design" in files["index.html"] or "one task" in files["index.html"]


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
def test_claims_younger_than_the_run_are_marked(run_folder, day, said):
    """They may have been written by somebody who knew its results."""
    run = Run.open(run_folder)
    run.header = replace(run.header, created=f"{day}T00:00:00+00:00")
    assert all(one.declared < date(2027, 1, 1) for one in declared_claims().values())

    claims, *_ = sections_across_tasks(run, [Findings.of(run, task) for task in run.tasks])

    assert any("describes them rather than" in notice for notice in claims.notices) is said


def test_claims_wait_for_a_third_task(run_folder):
    """Of one or two tasks nothing over tasks is said: no claim, no pairing, no rank."""
    run = Run.open(run_folder)
    findings = [Findings.of(run, task) for task in run.tasks]

    assert len(findings) == 3
    assert sections_across_tasks(run, findings) != []
    assert sections_across_tasks(run, findings[:2]) == []


def test_a_run_without_any_result_has_claims_and_no_pictures(run_folder, tmp_path):
    """Every claim is inconclusive, every task is named with its reason, nothing is drawn."""
    folder = shutil.copytree(run_folder, tmp_path / "run")
    lines = list(lines_of(folder / "records.jsonl"))
    skipped = {"status": "skipped", "reason": "data not downloaded: x"}
    failed = [json.dumps(line | skipped) for line in lines]
    (folder / "records.jsonl").write_text("\n".join(failed) + "\n")
    run = Run.open(folder)

    (claims,) = sections_across_tasks(run, [Findings.of(run, task) for task in run.tasks])

    (table,) = claims.tables
    written = list(csv.DictReader(io.StringIO(table.csv)))
    assert {row["word"] for row in written} == {"inconclusive"}
    assert any("letters" in notice and "data not downloaded" in notice for notice in claims.notices)


@pytest.mark.parametrize(
    "effects",
    [[0.0], [5.0, -400.0], [0.0, 0.0], [1e-12, 3.0], list(range(22))],
    ids=["one", "far apart", "ties", "tiny", "many"],
)
@pytest.mark.parametrize("error", [0.0, 1.0, 500.0])
def test_effects_of_any_size_are_drawn(effects, error):
    """One task, no width, or widths beyond the picture: a drawing all the same."""
    drawn = [("Same title", effect(value, error)) for value in effects]
    mean = mean_effect(effects, [error] * len(effects))

    picture = parsed(inline(claim_charts.effects(drawn, mean, 1.0), "n", "title", "words"))

    assert picture.get("viewBox")
    assert picture.findtext("desc") == "words"
    assert "nan" not in ElementTree.tostring(picture, encoding="unicode")


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
