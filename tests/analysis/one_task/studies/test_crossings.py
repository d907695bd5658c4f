"""Promises of a study's crossings: of each pair, on the items and sizes that both have."""

from types import SimpleNamespace

import numpy as np
import pytest

from triptych.analysis.one_task.studies.crossings import study_crossings
from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.statistics.interval import Interval
from triptych.metric import Metric, accuracy, balanced_accuracy
from triptych.results.aggregates import Aggregates
from triptych.results.formats.studies import StudyCard
from triptych.study import MAIN_STUDY, Axis


class Learned:
    """A run whose contender of a share has as many hits as the share says, under any condition."""

    def __init__(self, hitting, shares, metric: Metric, folder):
        self.aggregates = Aggregates(folder)
        self.studies = {
            "label_budget": StudyCard(question="?", axis=Axis(label="labels", main="all"))
        }
        self._hitting, self._shares, self._metric = hitting, shares, metric

    def task(self, name):
        return SimpleNamespace(metric=self._metric)

    def records_of(self, task, contender, study=MAIN_STUDY, condition=None):
        return ()

    def outcomes(self, task, contender, study=MAIN_STUDY, condition=None):
        share = self._shares[contender][None if study == MAIN_STUDY else condition]
        random = np.random.default_rng(0)
        hits = random.permuted(np.tile(np.arange(200) < 200 * share, (3, 1)), axis=1)
        return self._hitting(hits, contender=contender)


def point(condition, labels):
    score = Interval(0.8, 0.7, 0.9, "t", 3, 100)
    return Point(condition=condition, score=score, labels=labels, cpu_seconds=1.0)


CURVES = {
    "rules": (point(None, 40.0),),
    "deep": (point(16, 16.0), point(64, 64.0), point("all", 256.0)),
}
SHARES = {"rules": {None: 0.8}, "deep": {16: 0.5, 64: 0.7, None: 0.95}}


def test_a_level_line_is_passed_between_two_sizes(hitting, tmp_path):
    """The last point is the main study's, whose outcomes are looked up there."""
    run = Learned(hitting, SHARES, accuracy(), tmp_path)
    (found,) = study_crossings(run, "letters", "label_budget", CURVES)

    assert (found.other, found.challenger) == ("rules", "deep")
    assert 64 <= found.range.low <= found.range.high <= 256
    assert (found.range.smallest, found.range.largest) == (16, 256)


def test_smaller_errors_are_ahead(hitting, tmp_path):
    """Of a metric that falls, the one with less is ahead: here rules at every size."""
    falling = Metric("accuracy", "errors", "class", greater_is_better=False, decomposable=True)
    run = Learned(hitting, {**SHARES, "rules": {None: 0.1}}, falling, tmp_path)
    (found,) = study_crossings(run, "letters", "label_budget", CURVES)

    assert found.range.low == np.inf


@pytest.mark.parametrize(
    ("metric", "curves"),
    [
        pytest.param(balanced_accuracy(), CURVES, id="no mean over items"),
        pytest.param(accuracy(), {**CURVES, "deep": CURVES["deep"][:1]}, id="one size is no curve"),
    ],
)
def test_where_nothing_can_be_said_there_is_no_crossing(hitting, tmp_path, metric, curves):
    """The lines are all there is to see."""
    run = Learned(hitting, SHARES, metric, tmp_path)

    assert study_crossings(run, "letters", "label_budget", curves) == ()
