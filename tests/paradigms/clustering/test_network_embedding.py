"""Embeddings by the task's network, learned without any answer."""

import numpy as np
import pytest
from sklearn.ensemble import VotingClassifier
from sklearn.model_selection import FixedThresholdClassifier
from sklearn.preprocessing import FunctionTransformer

from triptych.errors import Unfit
from triptych.paradigms.clustering.network_embedding import NetworkEmbedding, network_of
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.image import convolutional_network, grey_images
from triptych.paradigms.deep.networks.text import character_network, characters


def images():
    random = np.random.default_rng(0)
    drawn = random.random((40, 8, 8)) * 0.2
    drawn[:20, :, :3] += 1.0
    drawn[20:, :3, :] += 1.0
    return drawn


@pytest.mark.parametrize("aim", ["autoencoder", "contrastive"])
@pytest.mark.parametrize(
    ("network", "items"),
    [
        pytest.param(
            NetworkClassifier(convolutional_network((4, 8)), grey_images(1.0)), images(), id="image"
        ),
        pytest.param(
            NetworkClassifier(character_network(4, (8,)), characters(12)),
            np.array(["to be", "or not", "if x: y", "f(x) = 0"] * 10, dtype=object),
            id="text",
        ),
    ],
)
def test_items_get_an_embedding_without_answers(aim, network, items, monkeypatch):
    """Finite, the same for the same seed, and near for items that are alike."""
    monkeypatch.setattr("triptych.paradigms.clustering.network_embedding.STEPS", 20)
    found = NetworkEmbedding(network, aim, 0).fit(items).transform(items)
    again = NetworkEmbedding(network, aim, 0).fit(items).transform(items)

    assert np.isfinite(found).all()
    np.testing.assert_array_equal(found, again)
    if found.shape[1] and items.ndim == 3:
        within = np.linalg.norm(found[0] - found[1:20], axis=1).mean()
        assert within < np.linalg.norm(found[0] - found[20:], axis=1).mean()


def test_the_network_is_found_inside_what_wraps_it():
    """A cost threshold around a network hides none; without any network it is said."""
    network = NetworkClassifier(convolutional_network((4,)), grey_images(1.0))

    wrapped = FixedThresholdClassifier(VotingClassifier([("one", network)], voting="soft"))
    assert network_of(wrapped, "deep:contrastive") is network
    with pytest.raises(Unfit, match="holds none"):
        network_of(FunctionTransformer(), "deep:contrastive")
