"""Promises of networks that answer with a number."""

import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.preprocessing import StandardScaler

from triptych.paradigms.deep.classifier_and_regressor import NetworkRegressor
from triptych.paradigms.deep.networks.tabular import residual_network


def network(**settings):
    defaults = {"max_epochs": 30, "learning_rate": 1e-2, "seed": 3}
    return NetworkRegressor(
        residual_network(width=16, blocks=1), StandardScaler(), **(defaults | settings)
    )


@pytest.fixture(scope="module")
def numbers():
    """Rows of three numbers, and a bent function of them far from zero."""
    X = np.random.default_rng(0).normal(size=(300, 3)) * [1, 10, 100]
    return X, 5000 + 800 * np.abs(X[:, 0]) + 3 * X[:, 2]


@pytest.fixture(scope="module")
def fitted(numbers):
    return network().fit(*numbers)


def test_it_learns_what_no_line_can_in_the_unit_of_the_answers(fitted, numbers):
    """Answers of any size and offset: they are standardised inside."""
    X, y = numbers
    straight = np.polynomial.Polynomial.fit(X[:, 2], y, 1)(X[:, 2])

    assert fitted.predict(X).shape == y.shape
    assert np.abs(fitted.predict(X) - y).mean() < 0.5 * np.abs(straight - y).mean()


def test_another_unit_gives_the_same_answers_in_that_unit(fitted, numbers):
    """Euros or cents: the same network, up to the last digits of a float."""
    X, y = numbers
    cents = network().fit(X, 100 * y)

    np.testing.assert_allclose(cents.predict(X), 100 * fitted.predict(X), rtol=1e-3)


def test_half_of_the_answers_lie_above_where_nothing_is_known():
    """The mean absolute error is smallest at the median, not at the mean."""
    X = np.zeros((400, 1))
    y = np.random.default_rng(0).exponential(size=400)
    named = network(max_epochs=60, validation_share=0).fit(X, y).predict(X[:1])[0]

    assert abs(named - np.median(y)) < abs(named - np.mean(y))


def test_the_same_seed_gives_the_same_network(fitted, numbers):
    """One seed decides everything, to the last bit; another seed gives another network."""
    X, y = numbers

    np.testing.assert_array_equal(network().fit(X, y).predict(X), fitted.predict(X))
    assert not np.array_equal(network(seed=4).fit(X, y).predict(X), fitted.predict(X))


def test_it_can_be_pickled_cloned_and_counted(fitted, numbers):
    """What is pickled answers the same; a clone is unfitted and keeps every setting."""
    X, _ = numbers
    copy = clone(fitted).set_params(batch_size=7)

    np.testing.assert_array_equal(pickle.loads(pickle.dumps(fitted)).predict(X), fitted.predict(X))
    assert not hasattr(copy, "module_")
    assert copy.max_epochs == fitted.max_epochs
    assert fitted.size()["epochs"] <= 30


@pytest.mark.parametrize("y", [[4.0, 4, 4, 4], [1.0]], ids=["all the same", "a single item"])
def test_answers_without_any_spread_are_learned(y):
    """Where nothing varies nothing can be divided by, and every answer is that one."""
    X = np.arange(len(y), dtype=float)[:, None]
    model = network(max_epochs=2).fit(X, np.array(y))

    assert np.abs(model.predict(X) - y[0]).max() < 3
