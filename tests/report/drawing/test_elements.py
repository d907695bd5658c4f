from xml.etree import ElementTree

import pytest

from triptych.report.drawing import elements
from triptych.report.drawing.layers import CLASS_MARKS
from triptych.report.drawing.mark import MARKS
from triptych.report.drawing.svg import INK, PAPER, inline

SHAPES = sorted({mark.shape for mark in MARKS.values()} | {shape for _, shape in CLASS_MARKS})


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_in_use_is_centred_and_has_its_size(name):
    """Marks of one size look alike in size, and stand where their value is."""
    part = elements.shape(name, 50.0, 50.0, 10.0, face=INK, edge=PAPER)
    if name == "o":
        assert 'cx="50" cy="50" r="5"' in part
        return
    path = ElementTree.fromstring(part).get("d", "").strip("MZ ")
    xs, ys = zip(*(map(float, corner.split()) for corner in path.split(" L")), strict=True)
    for places in (xs, ys):
        assert 9 <= max(places) - min(places) <= 14.2
        assert abs((max(places) + min(places)) / 2 - 50) <= 1


def test_two_shapes_in_use_are_never_the_same():
    """Classes are told apart without colour."""
    drawn = {elements.shape(name, 0, 0, 6, face=INK, edge=PAPER) for name in SHAPES}
    assert len(drawn) == len(SHAPES)


def test_elements_follow_the_theme_and_keep_odd_words():
    """Colours of the theme get their class; words are text, whatever is in them."""
    document = elements.document(10, 10, elements.text(1, 2, "a < b & c", colour=INK))
    text = ElementTree.fromstring(inline(document, "n", "t", "d")).find("text")

    assert text is not None
    assert text.text == "a < b & c"
    assert text.get("class") == "fill-ink"
    assert text.get("style") is None
