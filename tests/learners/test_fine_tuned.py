"""Promises of fine-tuning: the source is known before, and what is learned comes on top."""

import numpy as np
import pytest
import torch
from torch import nn

from triptych.errors import ContractError
from triptych.learners.fine_tuned import FineTuned, Pretrained
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.image import convolutional_network, grey_images


def bars(count, names, seed=0):
    """Images (n, 4, 4) of a bright row or column: `names` of the two."""
    random = np.random.default_rng(seed)
    images = random.integers(0, 4, (count, 4, 4)).astype(np.uint8)
    upright = np.arange(count) % 2 == 1
    images[upright, :, 1] = images[~upright, 1] = 16
    return images, np.array(names, dtype=object)[upright.astype(int)]


def network():
    return NetworkClassifier(
        convolutional_network(channels=(4,), convolutions=(1,), dropout=0.0),
        grey_images(brightest=16),
        max_epochs=8,
        learning_rate=2e-2,
        batch_size=16,
        validation_share=0,
    )


def test_without_labels_it_answers_as_its_source_taught_it():
    """Where the classes are the same, none is needed."""
    images, names = bars(64, ("lying", "upright"))
    tuned = FineTuned(network(), (images, names), size=64, seed=0)
    tuned.fit(images[:0], names[:0])
    others, truth = bars(40, ("lying", "upright"), seed=1)

    assert np.mean(tuned.predict(others) == truth) > 0.95


def test_other_classes_get_a_last_layer_of_their_own():
    """Their number may be another one, too."""
    tuned = FineTuned(network(), bars(64, ("lying", "upright")), size=64, seed=0)
    images, names = bars(12, ("one", "two"), seed=2)
    others, truth = bars(40, ("one", "two"), seed=3)

    assert np.mean(tuned.fit(images, names).predict(others) == truth) > 0.95


def test_a_start_leaves_the_trained_network_as_it_is():
    """And copies all but the last layer."""
    module = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
    kept = Pretrained(module, keeps_last=True)((3,), 2)
    made = Pretrained(module, keeps_last=False)((3,), 5)

    assert torch.equal(kept[2].weight, module[2].weight)
    assert kept[2].weight is not module[2].weight
    assert torch.equal(made[0].weight, module[0].weight)
    assert made[2].out_features == 5


def test_what_is_no_network_is_refused():
    """Its weights cannot be trained further."""
    with pytest.raises(ContractError, match="NetworkClassifier"):
        FineTuned(object(), bars(4, ("a", "b")), size=4, seed=0)
