"""Clustering methods find plain groups, told how many or not."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from triptych.paradigms.clustering.methods import METHODS

CENTRES = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])


@pytest.fixture(scope="module")
def blobs():
    random = np.random.default_rng(0)
    truth = np.repeat(np.arange(4), 50)
    return CENTRES[truth] + 0.06 * random.standard_normal((200, 2)), truth


@pytest.mark.parametrize("count", [4, None], ids=["told", "chosen"])
@pytest.mark.parametrize("method", METHODS)
def test_plain_groups_are_found(blobs, method, count):
    """Four clouds far from each other are four clusters, numbered from 0 on."""
    points, truth = blobs
    found = METHODS[method](points, count, 0)

    assert adjusted_rand_score(truth, found) > 0.9
    assert found.min() == 0


def test_noise_is_a_cluster_of_its_own(blobs):
    """HDBSCAN's -1 is no number of a cluster."""
    points, _ = blobs
    far = np.array([[5.0, 5.0], [-5.0, 5.0], [5.0, -5.0]])
    found = METHODS["hdbscan"](np.concatenate([points, far]), None, 0)

    assert found.min() == 0
    assert len({*found[-3:]}) == 1
    assert found[-1] not in found[:200] or np.mean(found[:200] == found[-1]) < 0.1
