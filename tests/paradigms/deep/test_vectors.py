"""Promises of vectors: where codes become numbers is found, whatever the network calls it."""

import numpy as np
import pytest
import torch
from torch import nn

from triptych.paradigms.deep.vectors import embedding_of, hooked, mean_vectors

CODES = torch.tensor([[1, 2, 0], [3, 1, 0]])
FLOATS = torch.tensor([[1.0, 2.0], [3.0, 6.0]])


class Embedder(nn.Module):
    """Vectors of codes, shifted: an embedding inside an embedding."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(4, 2)
        self.shift = nn.Parameter(torch.ones(2))

    def forward(self, codes):
        return self.table(codes) + self.shift


class Reader(nn.Module):
    def __init__(self, embedder):
        super().__init__()
        self.embedder = embedder
        self.decide = nn.Linear(2, 3)

    def forward(self, codes):
        return self.decide(self.embedder(codes).mean(dim=1))


def test_the_outermost_part_that_makes_vectors_is_the_embedding():
    """A path through vectors must begin after all that is made of a code alone."""
    network = Reader(Embedder())

    assert embedding_of(network, CODES) is network.embedder


def test_floats_need_no_vectors():
    assert embedding_of(nn.Linear(2, 2), FLOATS) is None


def test_a_network_that_hides_its_vectors_is_found_out():
    """Then nothing can be explained, and the reason says why; the mean is empty."""

    class Hidden(nn.Module):
        def __init__(self):
            super().__init__()
            self.weights = nn.Parameter(torch.ones(4, 2))

        def forward(self, codes):
            return self.weights[codes].mean(dim=1)

    with pytest.raises(LookupError, match="no part of the network makes vectors"):
        embedding_of(Hidden(), CODES)
    assert mean_vectors(Hidden(), CODES, 10).shape == (0,)


@pytest.mark.parametrize("batch_size", [1, 2])
def test_the_mean_is_that_of_all_items_in_any_batches(batch_size):
    """Of floats their own, of codes that of the vectors in each place."""
    network = Reader(Embedder())
    with torch.no_grad():
        expected = network.embedder(CODES).mean(dim=0).numpy()

    assert mean_vectors(network, CODES, batch_size) == pytest.approx(expected)
    assert mean_vectors(nn.Linear(2, 2), FLOATS, batch_size) == pytest.approx(np.array([2.0, 4.0]))


def test_a_hook_lasts_no_longer_than_asked():
    """A network that was looked into is pickled and timed afterwards, as it was."""
    part, calls = nn.Linear(2, 2), []
    with hooked([part], lambda *given: calls.append(given)):
        part(FLOATS)
    part(FLOATS)
    with pytest.raises(RuntimeError), hooked([part], lambda *given: calls.append(given)):
        raise RuntimeError
    part(FLOATS)

    assert len(calls) == 1
