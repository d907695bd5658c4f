import ast
from pathlib import Path

import triptych.report
from triptych.report.formula import FORMULAS

STATISTICS = Path(__file__).parents[2] / "docs" / "statistics.md"
REPORT = Path(triptych.report.__file__).parent

WITHOUT = {
    "who or what a row is about": (
        "claim",
        "class",
        "contender",
        "decision",
        "decisions",
        "first",
        "item",
        "label",
        "modality",
        "metric",
        "range",
        "ratio",
        "ratio_high",
        "ratio_low",
        "rival",
        "rule",
        "second",
        "sentence",
        "size_of",
        "study",
        "task",
        "title",
        "truth",
        "truth_high",
        "truth_low",
    ),
    "a count": (
        "calibrated_on_items",
        "distinct_confidences",
        "fits",
        "items",
        "processes",
        "rounds",
        "seeds",
        "tasks",
        "tested_items",
        "training_items",
        "kind.replace(' ', '_')",
    ),
    "declared or written by somebody": ("because", "declared", "needed_points", "points", "says"),
    "words about a number beside it": (
        "badges",
        "ended",
        "left_out",
        "method",
        "note",
        "reason",
        "remark",
        "test",
    ),
    "a drawing of numbers beside it": ("strip",),
}
"""Columns that hold no computed statistic, by what they hold instead."""


def calls_in_the_report():
    """Every call in the report's source, with the name of what is called."""
    for path in sorted(REPORT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, node


def test_every_note_names_a_chapter_that_exists():
    """From a number its reader comes to the formula, and from there to its sources."""
    text = STATISTICS.read_text(encoding="utf-8")

    assert [note.chapter for note in FORMULAS if f'<a id="{note.chapter}"></a>' not in text] == []


def test_every_computed_number_says_by_which_formula():
    """A column names its note, unless it is known to hold no statistic."""
    columns = {
        ast.unparse(call.args[0]).strip("'")
        for name, call in calls_in_the_report()
        if name == "Column" and "formula" not in {keyword.arg for keyword in call.keywords}
    }

    assert columns - {name for names in WITHOUT.values() for name in names} == set()


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

    assert named == {note.anchor for note in FORMULAS}
