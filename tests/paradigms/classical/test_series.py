"""Promises of random convolutions."""

import pickle

import numpy as np
import pytest

from triptych.paradigms.classical.series import (
    RandomConvolutions,
    random_convolutions,
    random_convolutions_regression,
)


def bumps(count=160, steps=100, channels=1):
    """Noise; half of the series have a bump of ten steps somewhere."""
    random = np.random.default_rng(0)
    series = random.normal(size=(count, steps, channels))
    has = np.arange(count) % 2 == 0
    for row in np.flatnonzero(has):
        start = random.integers(0, steps - 12)
        series[row, start : start + 12, 0] += 2.5
    return (series[:, :, 0] if channels == 1 else series), np.where(has, "bump", "noise")


@pytest.mark.parametrize("channels", [1, 3])
def test_a_shape_is_found_wherever_it_is(channels):
    series, truth = bumps(channels=channels)
    model = random_convolutions(seed=0).fit(series[:100], truth[:100])

    assert np.mean(model.predict(series[100:]) == truth[100:]) > 0.85


def test_how_high_a_series_is_counts_too():
    """Two kinds of noise that differ in their mean alone."""
    random = np.random.default_rng(0)
    truth = np.array(["low", "high"] * 60)
    series = random.normal(size=(120, 40)) + (truth == "high")[:, None]
    model = random_convolutions(seed=0).fit(series[:80], truth[:80])

    assert np.mean(model.predict(series[80:]) == truth[80:]) > 0.9


def test_each_series_is_transformed_by_itself():
    """Alone, in a batch, after pickling: the same shares."""
    series, _ = bumps(count=40)
    fitted = RandomConvolutions(features=500, seed=1).fit(series)

    together = fitted.transform(series)
    alone = np.concatenate([fitted.transform(one[None]) for one in series])
    again = pickle.loads(pickle.dumps(fitted)).transform(series)

    np.testing.assert_allclose(alone, together, atol=1e-6)
    np.testing.assert_array_equal(again, together)
    assert ((together >= 0) & (together <= 1)).all()


def test_numbers_are_predicted_from_shapes():
    """How often a series jumps, from the series."""
    random = np.random.default_rng(0)
    counts = random.integers(0, 9, 200)
    series = random.normal(size=(200, 120)) * 0.3
    for row, count in zip(series, counts, strict=True):
        row[random.permutation(120)[:count]] += 4
    model = random_convolutions_regression(seed=0).fit(series[:150], counts[:150])

    missed = np.abs(model.predict(series[150:]) - counts[150:]).mean()

    assert missed < np.abs(counts[150:] - np.median(counts)).mean() / 2


@pytest.mark.parametrize("steps", [2, 9, 30])
def test_short_series_are_accepted(steps):
    """Shorter than a kernel too."""
    series = np.random.default_rng(0).normal(size=(30, steps))

    assert len(RandomConvolutions(features=200).fit(series).transform(series)) == 30
