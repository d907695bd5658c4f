"""Agreement of clusters with classes, and what each item adds to it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.measure.agreement import agreement, agreement_without_each, grouped_otherwise
from triptych.metric import adjusted_mutual_information, adjusted_rand_index

METRICS = [adjusted_rand_index(), adjusted_mutual_information()]


def labels(seed, items=60):
    random = np.random.default_rng(seed)
    truth = random.integers(0, 3, items)
    return truth, np.where(random.random(items) < 0.8, truth + 4, random.integers(4, 7, items))


@pytest.mark.parametrize("metric", METRICS, ids=lambda one: one.name)
def test_numbers_of_clusters_mean_nothing(metric):
    """The same groups under other numbers are the same groups, and agree fully."""
    truth, clusters = labels(0)

    assert agreement(metric, truth, (truth + 1) % 3) == pytest.approx(1.0)
    assert agreement(metric, truth, 10 - clusters) == pytest.approx(
        agreement(metric, truth, clusters)
    )


@settings(max_examples=10)
@given(st.integers(0, 200))
def test_without_each_item_is_what_is_left_when_it_is_removed(seed):
    """Exactly for pairs; of information up to what chance explains, which one item moves little."""
    truth, clusters = labels(seed)
    for metric, tolerance in zip(METRICS, (1e-9, 2e-3), strict=True):
        found = agreement_without_each(metric, truth, clusters)
        left = [
            agreement(metric, np.delete(truth, item), np.delete(clusters, item))
            for item in range(len(truth))
        ]
        np.testing.assert_allclose(found, left, atol=tolerance)


def test_an_item_is_wrongly_grouped_with_those_of_other_classes():
    """Four items, one of them in the wrong cluster: with two wrongly together, one apart."""
    truth, clusters = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])

    np.testing.assert_allclose(grouped_otherwise(truth, clusters), [1 / 3, 1 / 3, 1.0, 1 / 3])
