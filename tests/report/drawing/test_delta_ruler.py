"""Promises of the δ ruler: whatever the ranges, a drawing with a row for each answer."""

from xml.etree import ElementTree

import numpy as np
import pytest

from triptych.analysis.one_task.answer.delta_ranges import DeltaRange
from triptych.metric import accuracy, mean_absolute_error
from triptych.report.drawing.delta_ruler import delta_ruler
from triptych.report.drawing.svg import inline


@pytest.mark.parametrize("metric", [accuracy(), mean_absolute_error("euros")])
@pytest.mark.parametrize("delta", [0.0, 0.02, 5.0])
def test_every_answer_has_a_row(metric, delta):
    """Named beside it, so that no distinction rests on colour."""
    ranges = [
        DeltaRange(0.0, 0.01, "deep"),
        DeltaRange(0.01, 0.04, "undecided"),
        DeltaRange(0.04, np.inf, "rules"),
    ]

    drawn = inline(delta_ruler(ranges, delta, metric), "n", "title", "words")

    texts = "".join(ElementTree.fromstring(drawn).itertext())
    assert all(name in texts for name in ("rules", "deep", "undecided", "δ"))
    assert "classical" not in texts
    assert "nan" not in texts


def test_one_answer_for_all_deltas_is_drawn(markup):
    """A task that every δ decides alike has one bar."""
    drawn = inline(delta_ruler([DeltaRange(0.0, np.inf, "rules")], 0.0, accuracy()), "n", "t", "w")

    assert markup(drawn).unbalanced == []
