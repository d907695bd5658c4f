"""Promises of training further: from where the network stands, with what it was first given."""

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from triptych.errors import Unfit
from triptych.learners.trained_further import PORTIONS, TrainedFurther
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network


def portion(count, *, turned=False, seed=0):
    X = np.random.default_rng(seed).normal(size=(count, 2)).astype(np.float32)
    return X, np.where((X[:, 0] > 0) ^ turned, "up", "down").astype(object)


def network():
    return NetworkClassifier(
        residual_network(width=8, blocks=1, dropout=0.0),
        StandardScaler(),
        max_epochs=6,
        learning_rate=5e-2,
        batch_size=32,
        validation_share=0.0,
    )


@pytest.fixture
def trained():
    return TrainedFurther(network()).fit(*portion(300))


def test_it_learns_the_new_without_the_old(trained):
    """After the world turned round it is wrong, and right again some portions later."""
    items, truth = portion(200, turned=True, seed=1)
    before = np.mean(trained.predict(items) == truth)
    for number in range(8):
        trained.partial_fit(*portion(100, turned=True, seed=2 + number))

    assert before < 0.1
    assert np.mean(trained.predict(items) == truth) > 0.9


def test_it_goes_on_from_where_it_stands(trained):
    """One portion alone teaches little; what was known before is still known."""
    trained.partial_fit(*portion(20, seed=1))
    items, truth = portion(200, seed=2)

    assert np.mean(trained.predict(items) == truth) > 0.95


def test_how_items_are_prepared_is_learned_once(trained):
    """Items on another scale are seen as they are."""
    scaler = trained.estimator_.prepare_
    X, y = portion(100, seed=1)
    trained.partial_fit(X * 50, y)

    assert trained.estimator_.prepare_.transform(X).tolist() == scaler.transform(X).tolist()


def test_the_last_portions_alone_are_kept(trained):
    """A stream without an end needs no memory without one."""
    for number in range(10):
        trained.partial_fit(*portion(50, seed=number))

    assert len(trained._answers) == (PORTIONS - 1) * 50


def test_a_portion_that_lacks_a_class_waits(trained):
    """The network's outputs stay what they are; what is unknown to it is passed over."""
    X, _ = portion(40, seed=1)
    before = trained.estimator_
    trained.partial_fit(X, np.full(40, "up", dtype=object))
    assert trained.estimator_ is before

    trained.partial_fit(X, np.array(["up", "down", "sideways", "up"] * 10, dtype=object))
    assert trained.estimator_ is not before
    assert set(trained.predict(X)) <= {"up", "down"}


def test_what_is_no_network_cannot_be_trained_further():
    """Its cells are skipped, with the reason."""
    with pytest.raises(Unfit, match="NetworkClassifier"):
        TrainedFurther(object())
