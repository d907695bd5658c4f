"""Promises of the classical models: scikit-learn's protocol, and the same seed the same answer."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.datasets import make_classification

from triptych.paradigms.classical.kernel import support_vectors
from triptych.paradigms.classical.linear import logistic
from triptych.paradigms.classical.trees import boosting

MODELS = {
    "logistic": logistic,
    "support_vectors": lambda seed: support_vectors(1.0, 0.1, seed),
    "boosting": boosting,
}


@pytest.fixture(scope="module")
def items():
    X, y = make_classification(200, 6, n_informative=4, n_classes=3, random_state=0)
    return X, np.array(["left", "middle", "right"], dtype=object)[y]


@pytest.mark.parametrize("make", MODELS.values(), ids=MODELS.keys())
def test_the_same_seed_gives_the_same_probabilities(make, items):
    """Two models made with one seed agree to the last bit, and name classes as they came."""
    X, y = items
    first, second = (make(7).fit(X, y) for _ in range(2))

    np.testing.assert_array_equal(first.predict_proba(X), second.predict_proba(X))
    assert set(first.predict(X)) <= {"left", "middle", "right"}


@pytest.mark.parametrize("make", MODELS.values(), ids=MODELS.keys())
def test_a_model_can_be_cloned_and_learns(make, items):
    """A clone is a fresh model that does much better than guessing."""
    X, y = items
    model = clone(make(0)).fit(X[:150], y[:150])

    assert np.mean(model.predict(X[150:]) == y[150:]) > 0.5


def test_calibration_changes_no_decision(items):
    """The most probable class is the one the machine decides on."""
    X, y = items
    model = support_vectors(1.0, 0.1, 0).fit(X, y)
    probable = model.classes_[model.predict_proba(X).argmax(axis=1)]

    np.testing.assert_array_equal(probable, model.predict(X))
