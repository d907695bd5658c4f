"""Promises of kinds of models: each is known by what it learned, and counted by one of them."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC

from triptych.measure.models import kind_of

X = np.random.default_rng(0).normal(size=(50, 3))
Y = (X[:, 0] > 0).astype(int)


def test_a_linear_machine_keeps_its_vectors():
    """It has coefficients too, but that is not what is stored, nor what is multiplied."""
    machine = SVC(kernel="linear").fit(X, Y)
    vectors = len(machine.support_vectors_)

    assert kind_of(machine).size(machine) == {"support vectors": vectors}
    assert kind_of(machine).read(machine) == vectors * 3 + vectors


@pytest.mark.parametrize("model", [LogisticRegression(fit_intercept=False), Ridge()])
def test_an_intercept_is_learned_but_multiplies_nothing(model):
    """One number more than columns, whether it was fitted or is held at zero."""
    kind = kind_of(model.fit(X, Y))

    assert kind.size(model) == {"coefficients": 4}
    assert kind.read(model) == 3


def test_before_fit_nothing_is_known():
    """And of what keeps something else, nothing is guessed."""
    assert kind_of(LogisticRegression()) is None
    assert kind_of(GaussianNB().fit(X, Y)) is None
