"""Promises of activations: every step in order, from what goes in to the logits."""

import numpy as np
import pytest
import torch
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.image import convolutional_network, grey_images
from triptych.paradigms.deep.networks.sequence import recurrent_network, sequence_network
from triptych.paradigms.deep.networks.tabular import residual_network
from triptych.paradigms.deep.networks.text import character_network, characters
from triptych.paradigms.deep.networks.words import WordCodes, word_network

TEXTS = np.array(["win now", "see you", "win 100", "are you there"] * 5, dtype=object)
SERIES = np.random.default_rng(0).normal(size=(20, 32))
CODES = np.random.default_rng(0).integers(0, 5, (20, 8))
IMAGES = np.random.default_rng(0).random((20, 8, 8))
ROWS = np.random.default_rng(0).normal(size=(20, 4))
KINDS = np.array(["a", "b"] * 10, dtype=object)


@pytest.mark.parametrize(
    ("network", "prepare", "items", "layers"),
    [
        pytest.param(
            convolutional_network((4, 8), convolutions=(1, 1)),
            grey_images(1.0),
            IMAGES,
            [
                ("input", "as prepared", (1, 8, 8)),
                ("seen.3", "Conv2d, BatchNorm2d, ReLU, MaxPool2d", (4, 4, 4)),
                ("seen.6", "Conv2d, BatchNorm2d, ReLU", (8, 4, 4)),
                ("decided.2", "Linear", (2,)),
            ],
            id="images",
        ),
        pytest.param(
            residual_network(width=8, blocks=2),
            StandardScaler(),
            ROWS,
            [
                ("input", "as prepared", (4,)),
                ("first", "Linear", (8,)),
                ("blocks.0", "ResidualBlock", (8,)),
                ("blocks.1", "ResidualBlock", (8,)),
                ("last.1", "LayerNorm, ReLU", (8,)),
                ("last.2", "Linear", (2,)),
            ],
            id="tables",
        ),
        pytest.param(
            character_network(4, (6,)),
            characters(10),
            TEXTS,
            [
                ("input", "as prepared", (10,)),
                ("embedded", "Embedding", (10, 4)),
                ("seen.2", "ConvolutionOverTime, BatchNorm2d, ReLU", (6, 1, 10)),
                ("into decided.1", "as Linear reads it", (12,)),
                ("decided.1", "Linear", (2,)),
            ],
            id="characters",
        ),
        pytest.param(
            word_network(4, 3, widths=(2, 5)),
            WordCodes(5),
            TEXTS,
            [
                ("input", "as prepared", (5, 17)),
                ("words", "WordVectors", (5, 4)),
                ("seen.2", "Windows, ReLU", (6, 5)),
                ("into decided.1", "as Linear reads it", (12,)),
                ("decided.1", "Linear", (2,)),
            ],
            id="words",
        ),
        pytest.param(
            recurrent_network(8, codes=5),
            FunctionTransformer(),
            CODES,
            [
                ("input", "as prepared", (8,)),
                ("first", "StepVectors", (8, 8)),
                ("memory", "GRU", (8, 8)),
                ("into last", "as Linear reads it", (8,)),
                ("last", "Linear", (2,)),
            ],
            id="codes",
        ),
        pytest.param(
            sequence_network((4,)),
            FunctionTransformer(),
            SERIES,
            [
                ("input", "as prepared", (32,)),
                ("seen.2", "ConvolutionOverTime, BatchNorm2d, ReLU", (4, 1, 32)),
                ("into decided.1", "as Linear reads it", (8,)),
                ("decided.1", "Linear", (2,)),
            ],
            id="series",
        ),
    ],
)
def test_each_step_is_shown_in_order(network, prepare, items, layers):
    """Steps have a name, a kind and a shape, and the last are the logits."""
    model = NetworkClassifier(network, prepare, max_epochs=1).fit(items, KINDS)
    found = model.activations(items)

    shapes = [(one.name, one.layer, one.values.shape[1:]) for one in found]
    assert shapes == layers
    assert all(len(one.values) == len(items) for one in found)
    probable = torch.from_numpy(found[-1].values).double().softmax(dim=1).numpy()
    np.testing.assert_allclose(probable, model.predict_proba(items), atol=1e-6)


def test_many_items_are_shown_as_few_are():
    """Items pass in batches, which changes nothing."""
    model = NetworkClassifier(residual_network(8, 1), StandardScaler(), max_epochs=1)
    model.fit(ROWS, KINDS)
    many = model.activations(np.tile(ROWS, (30, 1)))

    for one, other in zip(model.activations(ROWS), many, strict=True):
        np.testing.assert_allclose(other.values[-len(ROWS) :], one.values, atol=1e-6)
        assert other.values.dtype == np.float32


class InPlace(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.seen = torch.nn.Sequential(torch.nn.Linear(4, 6), torch.nn.ReLU(inplace=True))
        self.last = torch.nn.Linear(6, 2)

    def forward(self, rows):
        return self.last(self.seen(rows))


def test_what_works_in_place_is_part_of_the_step_before():
    """Its name says so: what that step made is there no more."""
    network = NetworkClassifier(
        lambda shape, classes: InPlace(), StandardScaler(), max_epochs=1, validation_share=0
    ).fit(ROWS, KINDS)
    steps = network.activations(ROWS)

    assert [(step.name, step.layer) for step in steps] == [
        ("input", "as prepared"), ("seen.1", "Linear, ReLU"), ("last", "Linear"),
    ]  # fmt: skip
    assert steps[1].values.min() == 0
