"""Promises of a study's curves: conditions are named as people read them, on every scale."""

import re

import pytest

from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.statistics.interval import Interval
from triptych.metric import accuracy
from triptych.report.drawing.curves import curves
from triptych.report.drawing.svg import inline
from triptych.study import Axis


def drawn(axis, conditions):
    line = [
        Point(
            condition=one,
            score=Interval(0.8, 0.7, 0.9, "t", 3, 100),
            labels=None,
            cpu_seconds=1.0,
        )
        for one in conditions
    ]
    return inline(curves({"rules": line}, axis, accuracy()), "curves", "Accuracy", "rules .8")


def words(svg):
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_numbers_stand_where_they_were_measured(scale):
    """Not at round powers that nobody measured, and not in the notation of mathematics."""
    found = words(drawn(Axis(label="labelled items", scale=scale), (16, 64, 256)))

    assert [word for word in found if word in ("16", "64", "256")] == ["16", "64", "256"]
    assert "labelled items" in found
    assert not any("$" in word for word in found)


def test_names_stand_in_their_order():
    """A policy is no number; the same drawing after one of numbers is not disturbed by it."""
    drawn(Axis(label="labelled items", scale="log"), (16, 64))
    found = words(drawn(Axis(label="policy", scale="names"), ("frozen", "retrained")))

    assert [word for word in found if word in ("frozen", "retrained")] == ["frozen", "retrained"]
