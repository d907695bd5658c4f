"""The untuned network reads every kind of raw item as it is."""

import numpy as np
import pandas as pd
import pytest

from triptych.dataset import Dataset
from triptych.metric import accuracy, mean_absolute_error
from triptych.reference.network import make_network

NUMBERS = np.random.default_rng(0).normal(size=(200, 4, 3))
LABELS = np.where(NUMBERS[:, 0, 0] > 0, "yes", "no").astype(object)
TEXTS = np.array([f"{label} {n % 7} of 7" for n, label in enumerate(LABELS)], dtype=object)
TABLE = pd.DataFrame({"answer": LABELS, "noise": NUMBERS[:, 1, 1]})
ITEMS = {"images": NUMBERS, "texts": TEXTS, "table": TABLE, "numbers": NUMBERS[:, 0, 0]}


@pytest.mark.parametrize("raw", ITEMS.values(), ids=ITEMS)
def test_items_of_every_kind_are_learned(raw):
    """Pixels, words, columns and single numbers: what tells the class is found."""
    dataset = Dataset(raw=raw, target=LABELS, classes=("no", "yes"))
    network = make_network(accuracy(), dataset, 0).fit(raw[:150], LABELS[:150])

    assert np.mean(network.predict(raw[150:]) == LABELS[150:]) > 0.85


def test_large_numbers_are_predicted():
    """Answers far from 0 are scaled before they are learned."""
    target = 5000 + 1000 * NUMBERS[:, 0, 0]
    dataset = Dataset(raw=NUMBERS, target=target, classes=None)
    network = make_network(mean_absolute_error("m"), dataset, 0).fit(NUMBERS, target)

    assert np.mean(np.abs(network.predict(NUMBERS) - target)) < 500


def test_an_interruption_is_no_end_of_training(monkeypatch):
    """Who stops a comparison does not get the score of a network that has hardly learned."""

    def interrupted(*arguments, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr("sklearn.neural_network._multilayer_perceptron.gen_batches", interrupted)
    dataset = Dataset(raw=NUMBERS, target=LABELS, classes=("no", "yes"))
    with pytest.raises(KeyboardInterrupt):
        make_network(accuracy(), dataset, 0).fit(NUMBERS, LABELS)
