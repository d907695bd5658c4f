"""Promises of network training: scikit-learn's protocol, one seed one answer, small artefacts."""

import pickle

import numpy as np
import pytest
import torch
from sklearn.base import clone
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from torch import nn

from triptych.paradigms.deep.batches import Batches
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import residual_network


def network(**settings):
    defaults = {"max_epochs": 12, "learning_rate": 1e-2, "seed": 3}
    return NetworkClassifier(
        residual_network(width=16, blocks=1), StandardScaler(), **(defaults | settings)
    )


@pytest.fixture(scope="module")
def fitted(rows):
    return network().fit(*rows)


def test_it_learns_what_no_line_can(fitted, rows):
    """A network finds a bounded region from standardised columns of very different size."""
    X, y = rows

    assert np.mean(fitted.predict(X) == y) > 0.9
    assert fitted.classes_.tolist() == ["inside", "outside"]


def test_the_same_seed_gives_the_same_network(fitted, rows):
    """One seed decides everything, to the last bit; another seed gives another network."""
    X, y = rows
    again = network().fit(X, y)
    other = network(seed=4).fit(X, y)

    np.testing.assert_array_equal(again.predict_proba(X), fitted.predict_proba(X))
    assert not np.array_equal(other.predict_proba(X), fitted.predict_proba(X))


def test_fitting_leaves_the_global_random_state_alone(rows):
    """What others draw after a fit does not depend on the fit."""
    torch.manual_seed(0)
    expected = torch.rand(3)
    torch.manual_seed(0)
    network(max_epochs=1).fit(*rows)

    assert torch.equal(torch.rand(3), expected)


def test_it_is_small_when_pickled_and_answers_the_same(fitted, rows):
    """What is pickled is the network, not the training data, and it decides as before."""
    X, _ = rows
    content = pickle.dumps(fitted)
    parameters = fitted.size()["parameters"]

    assert len(content) < 4 * parameters + 10_000
    np.testing.assert_array_equal(pickle.loads(content).predict_proba(X), fitted.predict_proba(X))


def test_probabilities_of_an_item_do_not_depend_on_its_neighbours(fitted, rows):
    """One by one or in one batch: the same answer, up to the last digits of a float."""
    X, _ = rows
    alone = np.vstack([fitted.predict_proba(X[[number]]) for number in range(20)])

    np.testing.assert_allclose(alone, fitted.predict_proba(X[:20]), atol=1e-6)


def test_a_clone_is_unfitted_and_keeps_every_setting(fitted):
    """scikit-learn's clone and set_params work, so that a search could be put around it."""
    copy = clone(fitted).set_params(batch_size=7)

    assert not hasattr(copy, "module_")
    assert copy.max_epochs == fitted.max_epochs
    assert copy.batch_size == 7


def test_patience_ends_training_early(rows):
    """Where the validation loss stops improving, the epochs that are left are not run."""
    X, y = rows
    labels = np.random.default_rng(0).permutation(y)
    hurried = network(max_epochs=60, patience=3, validation_share=0.2).fit(X, labels)

    assert hurried.size()["epochs"] < 60


def test_without_a_validation_part_it_trains_to_the_end(rows):
    """With no item held back every epoch is run, and nothing stops it."""
    assert network(max_epochs=4, validation_share=0).fit(*rows).size()["epochs"] == 4


def test_one_item_a_class_is_enough_to_fit():
    """Where items are too few to hold any back, all of them train."""
    X, y = np.eye(3), np.array(["a", "b", "c"], dtype=object)

    assert network(max_epochs=40).fit(X, y).predict(X).tolist() == ["a", "b", "c"]


def test_whole_numbers_reach_the_network_as_codes():
    """A transformer that returns whole numbers feeds an embedding, as text does."""

    def embedding(inputs, classes):
        return nn.Sequential(nn.Embedding(5, 8), nn.Flatten(), nn.Linear(8 * inputs[0], classes))

    X = np.array([[0, 1], [1, 0], [2, 3], [3, 2]] * 10)
    y = np.array(["low", "low", "high", "high"] * 10, dtype=object)
    model = NetworkClassifier(embedding, FunctionTransformer(), max_epochs=30, learning_rate=0.05)

    assert (model.fit(X, y).predict(X) == y).all()


def test_validation_items_and_test_items_are_never_varied(rows):
    """Augmentation sees training batches alone, and each training item once an epoch."""
    seen = []

    def note(batch):
        seen.append(len(batch))
        return batch

    X, y = rows
    model = network(max_epochs=2, validation_share=0.2, augment=note).fit(X, y)
    model.predict(X)

    assert sum(seen) == 2 * 0.8 * len(X)


@pytest.mark.parametrize("size", [1, 64, 65, 129, 130])
def test_batches_hold_every_item_once_and_none_is_left_over_alone(size):
    """Batches differ by one item at most: batch normalisation never meets a single item."""
    numbers = torch.arange(size)
    batches = Batches(torch.utils.data.TensorDataset(numbers, numbers), 64, shuffle=True)
    sizes = [len(answers) for _, answers in batches]
    items = torch.cat([answers for _, answers in batches])

    assert sorted(items.tolist()) == numbers.tolist()
    assert len(sizes) == len(batches)
    assert max(sizes) <= 64
    assert max(sizes) - min(sizes) <= 1
