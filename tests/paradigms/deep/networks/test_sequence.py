"""Promises of networks over sequences: they read codes and measurements, in their order."""

import numpy as np
import pytest
import torch
from sklearn.preprocessing import FunctionTransformer

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.sequence import recurrent_network, sequence_network

BUILDERS = {
    "recurrent": recurrent_network(width=16),
    "convolutional": sequence_network(channels=(8, 16), width=5),
}
OVER_CODES = {
    "recurrent": recurrent_network(width=16, codes=6),
    "convolutional": sequence_network(channels=(8, 16), width=5, codes=6),
}


def trained(build, items, answers, epochs):
    network = NetworkClassifier(
        build,
        FunctionTransformer(),
        max_epochs=epochs,
        learning_rate=2e-2,
        batch_size=50,
        validation_share=0,
    )
    return network.fit(items, answers)


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("shape", [(12,), (12, 3), (13,), (1,)])
def test_measurements_of_any_length_and_depth_are_read(kind, shape):
    """One logit a class for each sequence, whether a step is one number or several."""
    network = BUILDERS[kind](shape, 4).eval()

    assert network(torch.zeros(5, *shape)).shape == (5, 4)


@pytest.mark.parametrize("kind", OVER_CODES)
def test_codes_are_read(kind):
    """One logit a class for each sequence of codes, up to the largest."""
    network = OVER_CODES[kind]((7,), 2).eval()

    assert network(torch.full((3, 7), 5)).shape == (3, 2)


@pytest.mark.parametrize("kind", BUILDERS)
def test_longer_strips_of_one_shape_need_no_other_network(kind):
    """Neither network counts its steps: a longer sequence goes through the same weights."""
    network = BUILDERS[kind]((12,), 2).eval()

    assert network(torch.zeros(2, 40)).shape == (2, 2)


@pytest.mark.parametrize("kind", OVER_CODES)
def test_order_matters(kind):
    """Both learn whether 2 follows 1 at once, though all sequences hold the same codes."""
    generator = np.random.default_rng(0)
    items = np.array([[0, 1, 2, 3, 4, 5], [0, 2, 1, 3, 4, 5]] * 120)
    for item in items:
        item[:] = np.roll(item, generator.integers(0, 6))
    answers = np.array(["forward", "backward"] * 120, dtype=object)

    network = trained(OVER_CODES[kind], items[:180], answers[:180], epochs=20)

    assert np.mean(network.predict(items[180:]) == answers[180:]) > 0.9


def test_a_wave_is_found_wherever_it_is():
    """Trained on bumps of the first half only, the convolutional network finds later ones."""
    generator = np.random.default_rng(0)
    items = generator.normal(0, 0.3, (300, 64)).astype(np.float32)
    answers = np.array(["bump", "flat"] * 150, dtype=object)
    bump = np.array([0.5, 1.5, 2.0, 1.5, 0.5], dtype=np.float32)
    for number in range(0, 300, 2):
        place = generator.integers(4, 26) + (32 if number >= 200 else 0)
        items[number, place : place + 5] += bump

    network = trained(BUILDERS["convolutional"], items[:200], answers[:200], epochs=8)

    assert np.mean(network.predict(items[200:]) == answers[200:]) > 0.9
