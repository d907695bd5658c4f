from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.report.drawing.square_chart import SquareChart, exactly
from triptych.report.drawing.svg import INK

SHARES = st.floats(0, 1, allow_nan=False)


def circles(chart):
    drawn = ElementTree.fromstring(chart.document())
    found = drawn.iter("{http://www.w3.org/2000/svg}circle")
    return [(float(one.get("cx", "nan")), float(one.get("cy", "nan"))) for one in found]


@given(one=SHARES, other=SHARES)
def test_points_where_both_are_equal_lie_on_the_diagonal(one, other):
    """Both axes have one scale: what is right as often as it is sure lies on the line."""
    chart = SquareChart(exactly(0.0, 1.0, str), "confidence", "right")
    for value in (0.0, 1.0, one, other):
        chart.shape((value, value), "o", 5, face=INK, edge=INK)
    (left, bottom), (right, top), *places = circles(chart)

    for x, y in places:
        assert (x - left) / (right - left) == pytest.approx((bottom - y) / (bottom - top), abs=1e-2)


def test_more_is_further_right_and_further_up():
    """The directions are those every reader expects."""
    chart = SquareChart(exactly(0.0, 1.0, str), "truth", "predicted")
    for point in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8)):
        chart.shape(point, "o", 5, face=INK, edge=INK)
    origin, across, up = circles(chart)

    assert across[0] > origin[0]
    assert across[1] == origin[1]
    assert up[1] < origin[1]
