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
        "candidate",
        "claim",
        "class",
        "cluster",
        "condition",
        "constraint",
        "contender",
        "decision",
        "decisions",
        "depth",
        "first",
        "from",
        "idea",
        "item",
        "label",
        "layer",
        "made_of",
        "modality",
        "metric",
        "pair",
        "quantity",
        "question",
        "range",
        "ratio",
        "ratio_high",
        "ratio_low",
        "rival",
        "rule",
        "second",
        "seed",
        "sentence",
        "shape",
        "size_of",
        "study",
        "task",
        "title",
        "to",
        "track",
        "trial",
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
        "least_items",
        "most_items",
        "processes",
        "rounds",
        "seeds",
        "tasks",
        "share",
        "tested_items",
        "training_items",
        "units",
        "kind.replace(' ', '_')",
    ),
    "declared or written by somebody": (
        "because",
        "declared",
        "fingerprint",
        "margins",
        "measure",
        "null",
        "points",
        "quantifier",
        "says",
        "scope",
    ),
    "words about a number beside it": (
        "badges",
        "claims",
        "differences",
        "donors",
        "ended",
        "evidence",
        "left_out",
        "method",
        "note",
        "of_most",
        "reason",
        "remark",
        "test",
        "word",
        "f'{metric.key}_is_noise",
        "f'{paradigm}_why_no_words",
        "f\"{contender}_{word.replace(' ', '_')}\"",
    ),
    "the other half of a number beside it": ("y",),
    "a drawing of numbers beside it": ("strip",),
}
"""Columns that hold no computed statistic, by what they hold instead."""


ENDS = re.compile(r"(low|high)'$").search


def parsed_report():
    """The syntax tree of each of the report's files."""
    for path in sorted(REPORT.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def names_a_formula(call):
    """Whether a call says which formula its column, or every column it is the start of, has."""
    return "formula" in {keyword.arg for keyword in call.keywords}


def called(call):
    return call.func.id if isinstance(call.func, ast.Name) else ""


def columns_without_a_formula(source):
    """The first argument of each call that makes a column and names no formula.

    A column is made by `Column`, by `number_column`, or by what `partial` makes of these: a name
    that holds a column's first arguments, the formula among them or not. Such names are looked
    for in the function and in the module that uses them.
    """
    shared = {"Column": False, "number_column": False}
    makers = shared | makers_in(source.body, shared)
    for statement in source.body:
        if getattr(statement, "name", "") in shared:
            continue  # it hands on what it is called with, and its calls are looked at
        known = makers | makers_in(ast.walk(statement), makers)
        for node in ast.walk(statement):
            makes = isinstance(node, ast.Call) and called(node) in known
            if makes and not (known[called(node)] or names_a_formula(node)):
                yield ast.unparse(node.args[0])


def makers_in(nodes, known):
    """By name, whether what `partial` makes of a column has a formula already."""
    found = dict(known)
    for node in nodes:
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and is_partial(value, found):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            found[target.id] = found[value.args[0].id] or names_a_formula(value)
    return found


def is_partial(value, known):
    return (
        isinstance(value, ast.Call)
        and called(value) == "partial"
        and isinstance(value.args[0], ast.Name)
        and value.args[0].id in known
    )


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
    columns = {name for source in parsed_report() for name in columns_without_a_formula(source)}
    # The ends of an interval are computed as what stands between them.
    numbers = {name.removeprefix("'").removesuffix("'") for name in columns if not ENDS(name)}

    assert numbers - {name for names in WITHOUT.values() for name in names} == set()


@pytest.mark.parametrize(
    "source",
    [
        "Column('p_value', 'p')",
        "column = partial(number_column, write=plain)\ncolumn('p_value', 'p')",
        "def table():\n    one = partial(Column)\n    two = partial(one, write=plain)\n"
        "    other = partial(one, formula='formula-score')\n"
        "    return [two('p_value'), other('score')]",
    ],
)
def test_a_computed_number_without_a_formula_is_found(source):
    """Neither a column made at once nor one made by `partial` escapes the test above."""
    assert [*columns_without_a_formula(ast.parse(source))] == ["'p_value'"]


def test_every_formula_that_is_named_is_there():
    """A column that points to no note helps nobody."""
    named = {
        node.value
        for source in parsed_report()
        for node in ast.walk(source)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("formula-")
    }

    # A metric of explanation holds its note itself.
    assert named | {card.note.anchor for card in CARDS} == {note.anchor for note in FORMULAS}
