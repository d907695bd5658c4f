"""Promises of the figure over all tasks of a study."""

import re

import pytest

from triptych.report.drawing.studies.spans import LABEL, LEAST, DrawnSpan, spans
from triptych.report.drawing.svg import inline

TITLE = "score in points: right is better"


def drawn(rows):
    return inline(spans(rows, TITLE), "n", "title", "words")


def test_a_task_is_named_once_however_many_lines_it_has():
    """In a figure of ten seconds nothing is said twice."""
    lines = [DrawnSpan(who, 20.0, 90.0) for who in ("rules", "classical", "deep")]
    picture = drawn({"digits": lines, "wine": lines[:1]})

    assert picture.count(">digits<") == picture.count(">wine<") == 1
    assert TITLE in picture


def test_what_is_not_changed_has_a_mark_alone():
    """No stroke to come from, and no line."""
    alone = drawn({"digits": [DrawnSpan("rules", None, 88.0)]})
    changed = drawn({"digits": [DrawnSpan("rules", 20.0, 88.0)]})

    strokes = 'stroke="#0173b2"'
    assert alone.count("<circle") == changed.count("<circle") == 1
    assert (alone.count(strokes), changed.count(strokes)) == (0, 2)


def test_contenders_beside_the_three_are_hollow():
    """As everywhere in the report."""
    picture = drawn({"digits": [DrawnSpan("deep:pretrained", 20.0, 88.0)]})

    assert "fill-paper" in picture


def test_what_lies_far_below_leaves_the_others_room():
    """One broken model is no reason to see nothing of the others."""
    picture = drawn(
        {"a": [DrawnSpan("rules", 20.0, 90.0)], "b": [DrawnSpan("classical", 90.0, -1e6)]}
    )

    ticks = re.findall(r">(\N{MINUS SIGN}?[\d.]+)</text>", picture)
    assert min(float(one.replace("\N{MINUS SIGN}", "-")) for one in ticks) >= LEAST - 10


@pytest.mark.parametrize("name", ["x" * 200, "a\u202eb", "<b>"])
def test_any_name_of_a_task_fits(name):
    """Long ones are cut, strange ones made visible."""
    picture = drawn({name: [DrawnSpan("rules", 20.0, 90.0)]})

    assert "x" * (LABEL + 1) not in picture
    assert "\u202e" not in picture
    assert "<b>" not in picture
