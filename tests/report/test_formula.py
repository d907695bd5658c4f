from pathlib import Path

from triptych.report.formula import FORMULAS

STATISTICS = Path(__file__).parents[2] / "docs" / "statistics.md"


def test_every_note_names_a_chapter_that_exists():
    """From a number its reader comes to the formula, and from there to its sources."""
    text = STATISTICS.read_text(encoding="utf-8")

    assert [note.chapter for note in FORMULAS if f'<a id="{note.chapter}"></a>' not in text] == []
