import ast
import re
from pathlib import Path

import pytest

import triptych.report
from triptych.measure.explainability.metrics import CARDS
from triptych.report.notes.statistics import FORMULAS

ROOT = Path(__file__).parents[3]
REPORT = Path(triptych.report.__file__).parent

WITHOUT = {
    "who or what a row is about": (
        "claim",
        "class",
        "condition",
        "contender",
        "decision",
        "decisions",
        "depth",
        "first",
        "item",
        "label",
        "layer",
        "made_of",
        "modality",
        "metric",
        "pair",
        "range",
        "ratio",
        "ratio_high",
        "ratio_low",
        "rival",
        "rule",
        "second",
        "sentence",
        "shape",
        "size_of",
        "study",
        "task",
        "title",
        "track",
        "truth",
        "truth_high",
        "truth_low",
    ),
    "a count": (
        "calibrated_on_items",
        "distinct_confidences",
        "draws",
        "fits",
        "items",
        "labels",
        "processes",
        "rounds",
        "seeds",
        "tasks",
        "tested_items",
        "training_items",
        "units",
        "kind.replace(' ', '_')",
    ),
    "declared or written by somebody": ("because", "declared", "needed_points", "points", "says"),
    "words about a number beside it": (
        "badges",
        "differences",
        "donors",
        "ended",
        "left_out",
        "method",
        "note",
        "reason",
        "remark",
        "test",
        "f'{metric.key}_is_noise",
        "f'{paradigm}_why_no_words",
    ),
    "the other half of a number beside it": ("y",),
    "a drawing of numbers beside it": ("strip",),
}
"""Columns that hold no computed statistic, by what they hold instead."""


ENDS = re.compile(r"(low|high)'$").search


def calls_in_the_report():
    """Every call in the report's source, with the name of what is called."""
    for path in sorted(REPORT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, node


@pytest.mark.parametrize("document", sorted({note.document for note in FORMULAS}))
def test_every_note_names_a_chapter_that_exists(document):
    """From a number its reader comes to the formula, and from there to its sources."""
    text = (ROOT / document).read_text(encoding="utf-8")
    chapters = [note.chapter for note in FORMULAS if note.document == document]

    assert [name for name in chapters if f'<a id="{name}"></a>' not in text] == []


def test_every_note_has_an_anchor_of_its_own():
    """No link to a formula leads to another."""
    anchors = [note.anchor for note in FORMULAS]

    assert len(anchors) == len(set(anchors))


def test_each_document_is_named_by_some_note():
    """Scores are explained in one document, explanations in another."""
    assert {note.document for note in FORMULAS} == {"docs/statistics.md", "docs/explainability.md"}


def test_every_computed_number_says_by_which_formula():
    """A column names its note, unless it is known to hold no statistic."""
    columns = {
        ast.unparse(call.args[0])
        for name, call in calls_in_the_report()
        if name == "Column" and "formula" not in {keyword.arg for keyword in call.keywords}
    }
    # The ends of an interval are computed as what stands between them.
    numbers = {name.removeprefix("'").removesuffix("'") for name in columns if not ENDS(name)}

    assert numbers - {name for names in WITHOUT.values() for name in names} == set()


def test_every_formula_that_is_named_is_there():
    """A column that points to no note helps nobody."""
    named = {
        node.value
        for path in REPORT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("formula-")
    }

    # A metric of explanation holds its note itself.
    assert named | {card.note.anchor for card in CARDS} == {note.anchor for note in FORMULAS}
