"""Promises of retraining on alarm: nothing while all is well, what came since when it is not."""

import numpy as np
import pytest

pytest.importorskip("river")

from triptych.learners.retrained_on_alarm import RetrainedOnAlarm


class Majority:
    """Says what most of its training items were; remembers on how many it was fitted."""

    def __init__(self):
        self.fitted_on = []

    def fit(self, X, y):
        self.fitted_on.append(len(y))
        names, counts = np.unique(y, return_counts=True)
        self.says = names[counts.argmax()]
        return self

    def predict(self, X):
        return np.full(len(X), self.says, dtype=object)


def portion(often, rare, count=200):
    """Answers of which one in twenty is the rare one."""
    names = np.array([often, rare], dtype=object)
    return np.zeros((count, 1)), names[(np.arange(count) % 20 == 0).astype(int)]


@pytest.fixture
def watched():
    return RetrainedOnAlarm(Majority(), "classical", window=600).fit(*portion("a", "b", 600))


def test_while_errors_stay_as_rare_nothing_is_trained(watched):
    """However long."""
    for _ in range(20):
        watched.partial_fit(*portion("a", "b"))

    assert watched.estimator.fitted_on == [600]


def test_an_alarm_forgets_what_came_before_and_fills_the_window_anew(watched):
    """Trained with each portion until a window is full; then it rests."""
    for _ in range(5):
        watched.partial_fit(*portion("a", "b"))
    for _ in range(10):
        watched.partial_fit(*portion("b", "a"))
    first, *others = watched.estimator.fitted_on

    assert first == 600
    assert others[0] <= 300  # of items before the change ADWIN may keep a bucket
    assert others == sorted(others)
    assert others[-1] == 600
    assert len(others) <= 4
    assert watched.predict(np.zeros((3, 1))).tolist() == ["b"] * 3


def test_fewer_errors_are_no_alarm():
    """Who has become better stays as it is."""
    watched = RetrainedOnAlarm(Majority(), "classical", window=600).fit(*portion("a", "b", 600))
    X = np.zeros((200, 1))
    mixed = np.array(["a", "b"] * 100, dtype=object)
    watched.detector_.update(True)
    for _ in range(3):
        watched.partial_fit(X, mixed)
    trained = len(watched.estimator.fitted_on)
    for _ in range(5):
        watched.partial_fit(X, np.full(200, watched.estimator.says, dtype=object))

    assert len(watched.estimator.fitted_on) == trained


def test_a_model_is_not_trained_on_one_class_alone():
    """Most could not be fitted; the next portion brings the others."""
    watched = RetrainedOnAlarm(Majority(), "classical", window=400).fit(*portion("a", "b", 400))
    for _ in range(3):
        watched.partial_fit(np.zeros((100, 1)), np.full(100, "b", dtype=object))

    assert watched.estimator.fitted_on[0] == 400
    assert all(
        len(np.unique(watched.answers_)) > 1 or count == 400
        for count in watched.estimator.fitted_on[-1:]
    )
