"""Promises of pseudo-labels: the surest guesses, of each class its share, in equal steps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from triptych.errors import ContractError
from triptych.learners.pseudo_labels import TRAININGS, PseudoLabels, surest


class Nearest:
    """Guesses the class of the nearest item it was fitted on, and is surer the nearer it is."""

    def __init__(self):
        self.rows = []

    def fit(self, X, y):
        self.rows.append(len(X))
        self.X, self.y, self.classes_ = X, y, np.unique(y)
        return self

    def predict_proba(self, X):
        distances = [np.abs(X[:, None] - self.X[self.y == name]).min(axis=1) for name in "ab"]
        near = np.exp(-np.stack(distances, axis=1))
        return near / near.sum(axis=1, keepdims=True)

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]


@given(arrays(np.float64, (30, 3), elements=st.floats(0.01, 1)), st.floats(0, 1))
def test_no_class_gets_more_than_its_share_and_none_is_forgotten(weights, share):
    """As long as somebody is guessed to be of it."""
    probabilities = weights / weights.sum(axis=1, keepdims=True)
    guessed = probabilities.argmax(axis=1)
    chosen = surest(probabilities, np.full(3, share / 3))

    for number in np.unique(guessed):
        taken = chosen[guessed[chosen] == number]
        left = np.setdiff1d(np.flatnonzero(guessed == number), taken)
        assert 1 <= len(taken) <= max(1, round(share * 10))
        sure = probabilities.max(axis=1)
        assert not len(left) or sure[taken].min() >= sure[left].max()


def test_answers_spread_along_what_lies_between():
    """From two labels to items that are nearer to the other label than to their own."""
    X = np.array([0.0, 5.0])
    unlabelled = np.concatenate([np.linspace(0.1, 2.9, 40), np.linspace(4.5, 5.5, 20)])
    network = Nearest()
    learner = PseudoLabels(network, 256, {"a": 2 / 3, "b": 1 / 3}, seed=0)
    learner.fit_semi_supervised(X, np.array(["a", "b"]), unlabelled)

    assert learner.predict(np.array([2.6]))[0] == "a"
    assert len(network.rows) == TRAININGS
    assert {*network.rows} == {256}


def test_who_cannot_say_how_sure_it_is_is_told_so():
    """Before it has been trained for long."""

    class Silent:
        def fit(self, X, y):
            return self

        def predict(self, X):
            return X

    with pytest.raises(ContractError, match="predict_proba"):
        PseudoLabels(Silent(), 8, {"a": 1}, seed=0).fit_semi_supervised(
            np.zeros(1), np.array(["a"]), np.zeros(3)
        )
    with pytest.raises(ContractError, match="items without answers"):
        PseudoLabels(Silent(), 8, {"a": 1}, seed=0).fit(np.zeros(1), np.array(["a"]))
