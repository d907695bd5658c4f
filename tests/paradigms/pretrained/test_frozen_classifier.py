"""Promises of a classifier on a frozen network, with a network of the test's own."""

import pickle

import numpy as np

from triptych.paradigms.pretrained.frozen_classifier import FrozenNetworkClassifier
from triptych.paradigms.pretrained.heads import logistic_head


class Doubling:
    """A network that doubles its items, and counts how many it saw."""

    weights = 5
    seen = 0

    def encode(self, items):
        Doubling.seen += len(items)
        return np.asarray(items, dtype=np.float32) * 2


def doubling():
    return Doubling()


X = np.random.default_rng(0).normal(size=(80, 3))
Y = np.where(X[:, 0] > 0, "large", "small").astype(object)


def fitted():
    return FrozenNetworkClassifier(doubling, logistic_head(1.0, 0)).fit(X, Y)


def test_it_learns_on_the_networks_vectors():
    """Decisions are classes; probabilities are in the order of `classes_`, and agree with them."""
    model = fitted()
    chances = model.predict_proba(X)

    assert (model.predict(X) == Y).mean() > 0.95
    assert list(model.classes_) == ["large", "small"]
    assert np.array_equal(model.classes_[chances.argmax(axis=1)], model.predict(X))
    assert np.allclose(chances.sum(axis=1), 1)


def test_every_decision_pays_for_the_network():
    """Nothing is remembered: a timed decision has the network's work in it, however often."""
    model = fitted()
    before = Doubling.seen
    for _ in range(3):
        model.predict(X[:2])

    assert Doubling.seen - before == 6


def test_what_is_saved_is_the_head_alone():
    """The network is loaded where the saved contender answers."""
    model = fitted()
    saved = pickle.dumps(model)

    assert b"Doubling" not in saved
    assert np.array_equal(pickle.loads(saved).predict(X), model.predict(X))


def test_its_size_tells_apart_what_was_learned_here():
    """Weights of others, and coefficients of its own."""
    assert fitted().size() == {"pretrained parameters": 5, "coefficients": 4}
