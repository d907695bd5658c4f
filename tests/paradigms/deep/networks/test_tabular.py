"""Promises of networks over tables: what numbers and words become, and that they are learned."""

import numpy as np
import pandas as pd
import pytest
import torch

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.tabular import (
    PiecewiseLinear,
    residual_network,
    table_encoder,
)


def test_a_number_fills_the_pieces_below_it():
    """Pieces below are full, the one it lies in is filled in part, those above are empty."""
    encoder = PiecewiseLinear(pieces=2).fit(pd.DataFrame({"age": [0, 10, 20]}))

    encoded = encoder.transform(pd.DataFrame({"age": [5.0, 15.0, -3.0, 99.0]}))
    assert encoded[:, :2].tolist() == [[0.5, 0], [1, 0.5], [0, 0], [1, 1]]


def test_a_missing_number_fills_nothing_and_says_so():
    """It differs from the smallest number by an indicator of its own."""
    encoder = PiecewiseLinear(pieces=2).fit(pd.DataFrame({"age": [0, 10, 20, None]}))

    encoded = encoder.transform(pd.DataFrame({"age": [None, 0.0]}))
    assert encoded.tolist() == [[0, 0, 1], [0, 0, 0]]


def test_a_value_most_items_share_takes_one_edge():
    """Nine in ten have no gain: the pieces still tell the gains of the others apart."""
    gains = pd.DataFrame({"gain": [0] * 90 + [1000, 2000, 3000, 4000, 5000] * 2})

    encoder = PiecewiseLinear(pieces=5).fit(gains)
    assert encoder.edges_[0] == pytest.approx([0, 1000, 2000, 3000, 4000, 5000])


@pytest.mark.parametrize("values", [[3, 3, 3], [None, None, None]])
def test_a_column_without_a_range_is_no_error(values):
    """One value, or none at all: nothing to tell apart, and numbers to come are answered."""
    encoder = PiecewiseLinear().fit(pd.DataFrame({"a": pd.Series(values, dtype=float)}))

    assert np.isfinite(encoder.transform(pd.DataFrame({"a": [1.0, np.nan]}))).all()


def test_words_become_indicators_learned_in_fitting():
    """An unknown or missing word has no indicator; numbers and words stand side by side."""
    table = pd.DataFrame({"job": ["cook", "nurse", "cook"], "age": [20, 30, 40]})
    encoder = table_encoder(pieces=1).fit(table)

    unknown = pd.DataFrame({"job": ["pilot", None], "age": [30, 30]})
    assert encoder.transform(table).tolist() == [[0, 0, 1, 0], [0.5, 0, 0, 1], [1, 0, 1, 0]]
    assert encoder.transform(unknown).tolist() == [[0.5, 0, 0, 0]] * 2


def test_repeated_numbers_are_told_apart_as_words_are():
    """A number met often has an indicator; all rare ones share one."""
    table = pd.DataFrame({"hours": [40] * 5 + [20] * 5 + [31, 32]})
    encoder = table_encoder(pieces=1, repeated=5).fit(table)

    indicators = encoder.transform(pd.DataFrame({"hours": [40, 20, 31, 35]}))[:, 2:]
    assert indicators.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 1]]


def test_a_network_learns_from_numbers_and_words_together():
    """The answer needs a bend in a number and a word: neither alone tells it."""
    random = np.random.default_rng(0)
    table = pd.DataFrame(
        {"age": random.uniform(0, 90, 600), "job": random.choice(["cook", "nurse"], 600)}
    )
    middle = table["age"].between(30, 60)
    answers = np.where(middle == (table["job"] == "cook"), "yes", "no").astype(object)
    network = NetworkClassifier(
        residual_network(width=32, blocks=1), table_encoder(), max_epochs=15, learning_rate=1e-2
    )

    network.fit(table[:400], answers[:400])
    assert np.mean(network.predict(table[400:]) == answers[400:]) >= 0.95


def test_a_residual_network_gives_a_logit_for_each_class():
    """Any number of columns, any number of classes."""
    module = residual_network(width=8, blocks=3)((5,), 4)

    assert module(torch.zeros(2, 5)).shape == (2, 4)
