"""Agreement as numbers of items: their mean is the score, and intervals hold it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.analysis.statistics.agreement import of_each_item
from triptych.analysis.statistics.score import of_outcomes, of_seeds
from triptych.measure.agreement import agreement
from triptych.measure.quality import loss
from triptych.metric import adjusted_mutual_information, adjusted_rand_index
from triptych.results.outcomes import Outcomes

METRICS = [adjusted_rand_index(), adjusted_mutual_information()]


def outcomes(seed, seeds=3, items=200):
    random = np.random.default_rng(seed)
    truth = random.integers(0, 3, items)
    found = np.array(
        [
            np.where(random.random(items) < 0.8, truth, random.integers(0, 4, items))
            for _ in range(seeds)
        ]
    )
    return Outcomes(
        contender="deep:contrastive",
        seeds=tuple(range(seeds)),
        items=np.arange(items),
        truth=truth,
        predictions=found,
        losses=np.array([loss(METRICS[0], truth, row) for row in found]),
    )


@settings(max_examples=10)
@given(st.integers(0, 50))
def test_the_mean_over_items_is_the_score(seed):
    """Of every seed, for both indices."""
    one = outcomes(seed)
    for metric in METRICS:
        scores = [agreement(metric, one.truth, row) for row in one.predictions]
        np.testing.assert_allclose(of_each_item(one, metric).mean(axis=1), scores)
        assert of_seeds(one, metric, ()) == pytest.approx(scores)


def test_intervals_hold_what_a_large_sample_gives():
    """Of clusters that err by chance with a fixed rate, 19 of 20 intervals hold their agreement."""
    for metric in METRICS:
        true = np.mean(of_seeds(outcomes(1000, seeds=1, items=20_000), metric, ()))
        found = [
            of_outcomes(outcomes(seed, seeds=1), metric, ("a", "b", "c")) for seed in range(60)
        ]
        assert sum(one.low <= true <= one.high for one in found) >= 52
        assert "not that other items would be grouped otherwise" in found[0].note
