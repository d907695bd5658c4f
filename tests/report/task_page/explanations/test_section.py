"""Promises of the explainability sections: sentences from data, noise said, reasons in place."""

import csv
import io
import json
import re
import shutil

import numpy as np
import pytest

from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics.contender import MILLISECONDS
from triptych.measure.explainability.metrics.curves import SUFFICIENCY
from triptych.measure.explainability.metrics.faithfulness import FAITHFULNESS
from triptych.report.build import build
from triptych.report.findings import Findings
from triptych.report.front_page.explainability import explainability_section
from triptych.report.notes.statistics import FORMULAS
from triptych.report.task_page.explanations.section import explanations_section
from triptych.report.task_page.layers import layers_section
from triptych.report.words.measured import measured
from triptych.results.disk.json_lines import lines_of
from triptych.results.run import Run
from triptych.testing import write_synthetic_run


@pytest.fixture(scope="module")
def run(run_folder):
    return Run.open(run_folder)


@pytest.fixture(scope="module")
def section(run):
    return explanations_section(Findings.of(run, "figures"))


@pytest.fixture
def copy(run_folder, tmp_path):
    """A run folder a test may change."""
    return shutil.copytree(run_folder, tmp_path / "run")


def said(section):
    """The sentences by what they are about."""
    return {fact.name: fact.text.replace("\N{NO-BREAK SPACE}", " ") for fact in section.facts}


def rows(files, name):
    return list(csv.DictReader(io.StringIO(files[f"tables/{name}.csv"])))


def edited(folder, change):
    """The section of `figures` after each line of explanations.jsonl was changed."""
    path = folder / "explanations.jsonl"
    lines = list(lines_of(path))
    for line in lines:
        change(line)
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return explanations_section(Findings.of(Run.open(folder), "figures"))


def test_each_metric_is_a_plain_sentence_made_from_the_numbers(section):
    """What it asks, what each of the three got, what is noise, and what they say themselves."""
    assert re.fullmatch(
        r"Of what the best order of units found could show, the probe's order shows 9\d ± \d% for "
        r"rules, 8\d ± \d% for the classical model and 8\d ± \d% for the network\. Told apart: "
        r"rules above the classical model and the network.*\. Native explanations: the rule trace "
        r"8\d ± \d%, the model's contributions 7\d ± \d% and the network's gradients 7\d ± \d%\.",
        said(section)["Faithfulness"],
    )
    assert "None of them are told apart." in said(section)["Stability"]


def test_what_was_proved_is_said_as_proved(section):
    """With how sure a share of so few items is."""
    assert said(section)["Reasons proved"].startswith(
        "Rules: its reason was proved sufficient for 40 of 40 items (with 95% confidence for at "
        "least 91% of decisions)"
    )


def test_wrong_decisions_have_a_line_and_rows_of_their_own(section, files):
    """An error is explained, too, and not mixed up with hits."""
    assert re.search(r"rules \d+ ± \d% on \d+ wrong decisions", said(section)["Wrong decisions"])
    faithfulness = [
        row
        for row in rows(files, "figures.explanations")
        if (row["contender"], row["track"], row["metric"]) == ("rules", "probe", "faith")
    ]
    assert [row["decisions"] for row in faithfulness] == ["all", "right", "wrong"]
    assert len({row["estimate"] for row in faithfulness}) == 3


def test_a_row_says_what_it_was_measured_on(section, files):
    """Items, draws, seeds, donors, off-manifold rate, and both controls."""
    table = next(one for one in section.tables if one.name == "table-probe")
    row = dict(zip((column.name for column in table.columns), table.rows[0], strict=True))

    assert "random" in row["faith"].note
    assert "average" in row["faith"].note
    assert row["measured_on"].shown == "40 items"
    assert "R 10, 1 seed" in row["measured_on"].note
    assert "neutral donors" in row["measured_on"].note
    assert "41% off-manifold" in row["measured_on"].note
    written = rows(files, "figures.probe")[0]
    assert (written["items"], written["draws"], written["seeds"]) == ("40", "10", "1")
    assert float(written["faith_low"]) < float(written["faith"]) < float(written["faith_high"])


def test_differences_say_whether_they_are_noise(section, files):
    """On the page and in the file."""
    table = next(one for one in section.tables if one.name == "table-explanation-differences")
    notes = {entry.note for row in table.rows for entry in row}

    assert notes >= {"not told apart", "told apart"}
    written = rows(files, "figures.explanation-differences")
    assert [row["pair"] for row in written] == [
        "rules less classical",
        "rules less deep",
        "classical less deep",
    ]
    for row in written:
        adjusted = float(row["faith_p_adjusted"])
        assert row["faith_is_noise"] == ("yes" if adjusted > 0.05 else "no")
        if float(row["faith_low"]) <= 0 <= float(row["faith_high"]):
            assert adjusted > 0.05  # adjusting makes nobody surer than the interval alone


def test_a_rounded_difference_does_not_contradict_its_word():
    """+2 ± 2 that is told apart is written with the digits that show it."""
    just_above = Interval(0.0249, 0.0046, 0.0452, "", 1, 50)
    holds_zero = Interval(0.0201, -0.0002, 0.0404, "", 1, 50)

    assert measured(just_above, FAITHFULNESS, signed=True).replace("\xa0", " ") == "+2.5 ± 2.0"
    assert measured(holds_zero, FAITHFULNESS, signed=True).replace("\xa0", " ") == "+2 ± 2"


def test_the_reason_stands_where_a_number_cannot(section, run, files):
    """In the cell, under the name of a contender that says nothing, or as the metric's sentence."""
    trust = next(one for one in section.tables if one.name == "table-probe-trust")
    native = next(one for one in section.tables if one.name == "table-native")

    assert "nothing to shuffle" in "".join(entry.note for entry in trust.rows[0])
    assert "radial kernel" in native.rows[-1][0].note
    letters = said(explanations_section(Findings.of(run, "letters")))
    assert letters["Ground truth"] == (
        "No number: nobody knows which units matter: the items are no generated ones."
    )
    assert "nobody knows which units matter" in files["letters.html"]


def test_every_table_leads_to_its_formulas(section, run):
    """From each number to the note that says how it is computed."""
    anchors = {note.anchor for note in FORMULAS}
    tables = [*section.tables, *layers_section(Findings.of(run, "figures")).figures]
    for table in tables:
        formulas = getattr(table, "formulas", None) or table.table.formulas
        assert formulas
        assert anchors.issuperset(formulas)


def test_there_is_no_combined_score(files):
    """Different questions have different answers."""
    for name in ("figures.probe", "figures.probe-trust", "explainability"):
        assert not any("score" in column or "overall" in column for column in rows(files, name)[0])


def test_one_seed_is_said_to_be_one(section):
    """Its intervals leave out how much training varies."""
    assert section.notices == [
        "Of rules one seed was explained: those intervals cover items, not how much training "
        "varies."
    ]


def test_contenders_explained_on_different_items_are_said_to_be(copy):
    """Nothing claims to be the same that is not."""

    def without_some(line):
        if line["contender"] == "deep":
            line["items"] = [item + 5 for item in line["items"]]

    section = edited(copy, without_some)

    assert "differences are taken on those that both have" in section.paragraphs[0]


def test_a_lone_contender_is_shown_without_comparison(copy):
    """Nothing is compared where there is nothing to compare with."""
    path = copy / "explanations.jsonl"
    first = path.read_text().splitlines()[0]
    path.write_text(f"{first}\n")
    section = explanations_section(Findings.of(Run.open(copy), "figures"))

    assert "told apart" not in said(section)["Faithfulness"]
    assert "table-explanation-differences" not in {table.name for table in section.tables}


def test_before_explain_the_pages_say_how_to_get_there(tmp_path):
    """A number that was not measured is not there; the command that measures it is."""
    folder = write_synthetic_run(tmp_path / "run", items=100, explanations=False)
    files = build(folder).files

    for name in ("index.html", "figures.html", "REPORT.md"):
        assert "triptych explain" in files[name]
    assert "Layers of the network" in files["figures.html"]
    assert "tables/explainability.csv" not in files


def test_a_task_has_a_row_over_all_tasks(run, files):
    """Each of the three with faithfulness, units, stability and what kind of words it has."""
    found = rows(files, "explainability")

    assert [row["task"] for row in found] == ["figures", "letters", "rents"]
    assert [found[0][f"{one}_own_words"] for one in ("rules", "classical", "deep")] == [
        "exact",
        "additive",
        "additive",
    ]
    for column in ("rules_faith", "classical_k95", "deep_stability"):
        assert float(found[0][f"{column}_low"]) <= float(found[0][column])
    section = explainability_section([Findings.of(run, task) for task in run.tasks])
    assert "27 differences below" in section.paragraphs[1]
    assert "one in twenty at most is expected to be chance" in section.paragraphs[1]
    sentences = said(section)
    assert "rules exact on 3" in sentences["Native explanations"]
    assert "On 3 tasks no two that were compared are told apart." in (sentences["Stability"])


def test_the_twin_has_the_same_numbers_about_explanations(files):
    """Markdown and HTML are made from the same pages."""
    shown = re.sub("<svg.*?</svg>", "", files["figures.html"], flags=re.DOTALL)
    text = shown.replace("\N{NO-BREAK SPACE}", " ")
    shares = set(re.findall(r"\d[\d,.]* ± \d[\d.,]*%", text))

    assert len(shares) > 20
    assert {share for share in shares if share not in files["REPORT.md"]} == set()


def test_at_an_end_of_what_is_possible_the_other_end_is_said():
    """No share is 100 ± 15%."""
    every, nobody = Interval(1.0, 0.71, 1.0, "", 1, 9), Interval(0.0, 0.0, 0.29, "", 1, 9)

    assert measured(every, SUFFICIENCY).replace("\xa0", " ") == "100% (≥ 71%)"
    assert measured(nobody, SUFFICIENCY).replace("\xa0", " ") == "0% (≤ 29%)"


def test_times_have_their_unit_with_an_interval_and_without():
    """Milliseconds over several seeds; of one seed in the unit that suits."""
    several, one = Interval(35.0, 16.0, 54.0, "", 3, 9), Interval(3.2, -np.inf, np.inf, "", 1, 9)

    assert measured(several, MILLISECONDS).replace("\xa0", " ") == "35 ± 19 ms"
    assert measured(one, MILLISECONDS).replace("\xa0", " ") == "3.2 ms"
