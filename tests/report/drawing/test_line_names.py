"""Promises of names beside lines: of those alone that look alike, and none over another."""

from itertools import pairwise
from types import SimpleNamespace

import pytest

from triptych.report.drawing.line_names import alike, name_lines


class Drawn:
    """Axes that remember where a name was written."""

    def __init__(self, bottom, top):
        self.limits, self.heights = (bottom, top), {}

    def get_ylim(self):
        return self.limits

    def set_ylim(self, *limits):
        self.limits = limits

    def annotate(self, name, place, **style):
        self.heights[name] = place[1]


def test_lines_of_one_look_are_named():
    """The three of the verdict have marks of their own, and so has a single variant."""
    assert alike(["rules", "deep", "deep:pretrained"]) == []
    assert alike(["classical:one", "classical:two", "deep:three"]) == [
        "classical:one",
        "classical:two",
    ]


@pytest.mark.parametrize("limits", [(0.0, 1.0), (1.0, 0.0)])
def test_no_name_lies_over_another(limits):
    """Whichever way the axis goes; all of them stay within it."""
    axes = Drawn(*limits)
    name_lines(axes, {f"classical:name_{one}": (0.0, 0.97 + one / 1000) for one in range(5)})
    heights = sorted(axes.heights.values())

    assert min(b - a for a, b in pairwise(heights)) > 0.05
    assert min(axes.limits) <= heights[0] <= heights[-1] <= max(axes.limits)
    assert "name 0" in axes.heights


def test_no_lines_leave_the_axes_alone():
    """As most figures are."""
    axes = SimpleNamespace(get_ylim=lambda: (0.0, 1.0), set_ylim=lambda *limits: None)
    name_lines(axes, {})
