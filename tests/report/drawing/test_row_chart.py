import math
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triptych.report.drawing.mark import MARKS
from triptych.report.drawing.row_chart import RowChart, Scale

VALUES = st.floats(-1e6, 1e6, allow_nan=False)
SIDES = (20.0, 10.0, 8.0, 40.0)


@example(values=[2.2250738585072014e-308])
@example(values=[1.0, 1.0000000000000002])
@given(values=st.lists(VALUES | st.sampled_from([math.inf, -math.inf]), max_size=6))
def test_a_scale_holds_every_finite_value(values):
    """Endless ends and single values have a scale too, with two ticks or more and six at most."""
    scale = Scale.around(values, str)

    assert scale.low < scale.high
    assert all(scale.low <= value <= scale.high for value in values if math.isfinite(value))
    assert 2 <= len(scale.ticks) <= 7
    assert all(scale.low <= place <= scale.high for place, _ in scale.ticks)


@given(low=VALUES, high=VALUES)
def test_greater_is_further_right_and_backwards_further_left(low, high):
    """The direction of a scale is that of its values, or the opposite."""
    low, high = sorted((low, high))
    forwards, backwards = Scale.around([low, high]), Scale.around([low, high], backwards=True)

    assert forwards.share(low) <= forwards.share(high)
    assert backwards.share(low) >= backwards.share(high)


def test_a_scale_from_zero_begins_at_zero_unless_a_value_is_below():
    """What cannot be negative begins at the edge; what is negative is not cut off."""
    assert Scale.around([0.0, 3.0], from_zero=True).low == 0.0
    assert Scale.around([-1.0, 3.0], from_zero=True).low < -1.0


def test_decades_are_equally_far_apart_on_a_log_scale():
    """A thousandth, a tenth and ten are at 0, a half and 1."""
    scale = Scale(1e-3, 10.0, log=True)
    assert [scale.share(value) for value in (1e-3, 0.1, 10.0)] == pytest.approx([0, 0.5, 1])


def test_an_interval_without_end_is_left_out_and_its_mark_is_drawn():
    """What is not known is not drawn as a line from edge to edge."""
    chart = RowChart(["rules"], Scale(0.0, 1.0), width=100, row=20, sides=SIDES)
    chart.interval(0, -math.inf, math.inf, MARKS["rules"])
    chart.mark(0, 0.5, "rules")

    drawn = ElementTree.fromstring(chart.document())
    assert [element.tag.rpartition("}")[2] for element in drawn] == ["circle"]


def test_rows_are_named_and_stand_one_below_the_other():
    """A row's name is beside its mark, the first at the top; the axis has its title."""
    names = ["rules", "classical", "deep & <wide>"]
    scale = Scale.around([0.0, 1.0], str)
    chart = RowChart(names, scale, "accuracy", width=100, row=20, sides=SIDES)

    texts = list(ElementTree.fromstring(chart.document()).iter("{http://www.w3.org/2000/svg}text"))
    places = {text.text: float(text.get("y", "nan")) for text in texts}
    assert places[names[0]] < places[names[1]] < places[names[2]] < places["accuracy"]
