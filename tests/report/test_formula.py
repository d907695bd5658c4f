from pathlib import Path

import pytest

from triptych.report.formula import FORMULAS

ROOT = Path(__file__).parents[2]


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
