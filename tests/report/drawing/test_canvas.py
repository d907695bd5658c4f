"""Promises of canvases: a drawing is the same whatever was drawn before, and by whom."""

import matplotlib as mpl

from triptych.report.drawing.canvas import drawing, round_ticks, style
from triptych.report.drawing.svg import inline


def line(kind, values=(1, 2, 3), *, log=False, words="a"):
    """A drawing of a line, on a shared canvas where a kind is given."""
    with drawing(200, 100, kind=kind) as picture:
        axes = picture.axes(20, 20, 10, 10)
        axes.plot(values)
        axes.text(0.5, 0.5, words)
        if log:
            axes.set_xscale("log")
            axes.invert_yaxis()
        return inline(picture.finish(), "n", "title", "words")


def test_nothing_of_an_earlier_drawing_is_left():
    """A shared canvas saves time; what stood on it must not show through."""
    fresh = line("alone")
    line("shared", (1000, 5), log=True, words="left over")

    again = line("shared")

    assert "left over" not in again
    assert again == fresh


def test_the_reader_s_own_settings_change_nothing_and_stay():
    """A report is the same on every machine; whoever builds it keeps their style."""
    plain = line("")
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9, "text.parse_math": True}):
        assert line("") == plain
        assert mpl.rcParams["font.size"] == 30


def test_a_style_around_many_is_taken_back_once():
    """One drawing inside does not end the style of the next."""
    before = mpl.rcParams["font.size"]
    with style():
        inside = mpl.rcParams["font.size"]
        line("")
        assert mpl.rcParams["font.size"] == inside

    assert mpl.rcParams["font.size"] == before


def test_a_dollar_in_a_name_is_a_dollar():
    """Class names are nobody's formulas."""
    assert "$x^2$" in line("", words="$x^2$")


def test_ticks_are_few_and_round():
    """At most as many steps as asked for, each written as its caller writes numbers."""
    with drawing(200, 100) as picture:
        axes = picture.axes(20, 20, 10, 10)
        axes.set_xlim(0, 0.97)
        round_ticks(axes.xaxis, "{:.0%}".format)
        text = picture.finish()

    assert [f"{share}%" in text for share in (0, 20, 40, 60, 80)] == [True] * 5
    assert "97%" not in text
