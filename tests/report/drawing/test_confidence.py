from xml.etree import ElementTree

import numpy as np
import pytest

from triptych.analysis.one_task.calibration import reliability_bins
from triptych.analysis.one_task.expected_cost import CostCurves, Lead
from triptych.report.drawing import confidence as confidence_charts
from triptych.report.drawing.svg import inline


@pytest.mark.parametrize("confidence", [1.0, 0.5, 0.0], ids=["certain", "even", "none"])
def test_one_confidence_for_all_is_drawn(confidence):
    """A single point, wherever it lies."""
    bins = reliability_bins(np.full((1, 3), confidence), np.ones((1, 3)))
    least = min(one.right.low for one in bins)

    picture = inline(confidence_charts.reliability("rules", bins, least), "n", "title", "words")

    assert ElementTree.fromstring(picture).findtext("desc") == "words"


def test_no_error_is_drawn():
    """A line along zero is a line."""
    points = [(0.5, 0.0), (1.0, 0.0)]

    picture = inline(
        confidence_charts.risk_coverage({"deep": points}, {"deep": points}), "n", "t", "d"
    )

    assert ElementTree.fromstring(picture).get("viewBox")


def test_costs_of_nothing_are_drawn():
    """Nobody errs at any ratio."""
    ratios = tuple(10 ** (step / 10) for step in range(-20, 21))
    curves = CostCurves(
        ratios=ratios,
        costs={"rules": (0.0,) * 41, "deep": (0.0,) * 41},
        differences={},
        leads=(Lead(ratios[0], ratios[-1], ("rules",), shown=True),),
    )

    assert (
        ElementTree.fromstring(inline(confidence_charts.cost_ratio(curves), "n", "t", "d"))
        is not None
    )


@pytest.mark.parametrize(
    ("ratio", "text"), [(1.0, "1:1"), (100.0, "100:1"), (0.01, "1:100"), (0.3162, "1:3.2")]
)
def test_ratios_are_written_as_people_say_them(ratio, text):
    """The larger side first or last, to two digits."""
    assert confidence_charts.ratio(ratio) == text
