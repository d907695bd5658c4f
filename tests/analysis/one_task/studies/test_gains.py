"""Promises of a study's gains: each contender over who it is held to, condition by condition."""

from types import SimpleNamespace

import numpy as np
import pytest

from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.one_task.studies.gains import study_gains
from triptych.analysis.statistics.interval import Interval
from triptych.metric import Metric, accuracy
from triptych.results.formats.studies import StudyCard
from triptych.study import Axis

SHARES = {
    ("deep:guessed", 10): 0.8,
    ("deep:alone", 10): 0.6,
    ("deep:guessed", 20): 0.7,
    ("deep:alone", 20): 0.9,
}


class Learned:
    """A run whose contenders have as many hits as `SHARES` says."""

    def __init__(self, hitting, metric, **baselines):
        card = StudyCard(question="?", axis=Axis(label="labels"), baselines=baselines)
        self.studies = {"few": card}
        self._hitting, self._metric = hitting, metric

    def task(self, name):
        return SimpleNamespace(metric=self._metric, classes=("no", "yes"))

    def outcomes(self, task, contender, study, condition):
        hits = np.tile(np.arange(200) < 200 * SHARES[contender, condition], (3, 1))
        return self._hitting(hits, contender=contender)


def line(*conditions):
    score = Interval(0.8, 0.7, 0.9, "t", 3, 100)
    return tuple(
        Point(condition=one, score=score, labels=one, cpu_seconds=1.0) for one in conditions
    )


CURVES = {"deep:guessed": line(10, 20, 50), "deep:alone": line(10, 20), "rules": line(10)}


def found(run):
    gains = study_gains(run, "letters", "few", CURVES).get("deep:guessed", ())
    return {one.condition: one.comparison.advantage.estimate for one in gains}


def test_gains_are_of_pairs_under_the_same_condition(hitting):
    """A loss is a gain below zero; conditions that one of them lacks have none."""
    run = Learned(hitting, accuracy(), **{"deep:guessed": "deep:alone"})

    assert found(run) == pytest.approx({10: 0.2, 20: -0.2})


def test_of_errors_less_is_a_gain(hitting):
    """Whatever the metric, positive is better."""
    falling = Metric("accuracy", "errors", "class", greater_is_better=False, decomposable=True)
    run = Learned(hitting, falling, **{"deep:guessed": "deep:alone"})

    assert found(run)[10] == pytest.approx(-0.2)


def test_who_is_held_to_nobody_has_no_gain(hitting):
    """Nor whoever is held to somebody without a result."""
    assert study_gains(Learned(hitting, accuracy()), "letters", "few", CURVES) == {}
    lonely = Learned(hitting, accuracy(), **{"deep:guessed": "deep:other"})
    assert study_gains(lonely, "letters", "few", CURVES) == {}
    assert study_gains(lonely, "letters", "other", CURVES) == {}
