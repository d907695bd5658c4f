"""Promises of the jackknife: its pseudo-values scatter as the score does."""

import numpy as np
import pytest

from triptych.analysis.statistics.jackknife import item_pseudo_values, pseudo_values
from triptych.metric import balanced_accuracy, f1

CLASSES = ("no", "yes")


def simulated(random, items):
    truth = (random.random(items) < 0.3).astype(int)
    return truth, np.where(random.random((1, items)) < 0.85, truth, 1 - truth)


@pytest.mark.parametrize("metric", [balanced_accuracy(), f1("yes")], ids=lambda one: one.name)
def test_its_error_is_that_of_repeated_samples(metric):
    """The standard error from one sample is the scatter over many, with units of ten items."""
    random = np.random.default_rng(1)
    unit = np.repeat(np.arange(60), 10)
    scores, errors = [], []
    for _ in range(300):
        values, score = pseudo_values(metric, *simulated(random, 600), CLASSES, unit=unit)
        scores.append(score)
        errors.append(values.std(ddof=1) / np.sqrt(values.size))

    assert np.mean(errors) == pytest.approx(np.std(scores), rel=0.1)


def test_a_contender_less_itself_scatters_not_at_all():
    """The same decisions on both sides differ by nothing in any unit."""
    truth, decisions = simulated(np.random.default_rng(2), 100)
    unit = np.arange(100) % 7

    values, score = pseudo_values(f1("yes"), truth, decisions, CLASSES, unit=unit, minus=decisions)

    assert values.shape == (1, 7)
    assert not values.any()
    assert score == 0


@pytest.mark.parametrize("metric", [balanced_accuracy(), f1("yes")], ids=lambda one: one.name)
def test_single_items_are_units_of_one(metric):
    """By fields of the confusion or one by one: the same values, within what items could have."""
    truth, decisions = simulated(np.random.default_rng(3), 80)

    found = item_pseudo_values(metric, truth, decisions, CLASSES)

    values, score = pseudo_values(metric, truth, decisions, CLASSES, unit=np.arange(80))
    np.testing.assert_allclose(found.values, values)
    assert found.score == pytest.approx(score)
    for number, low, high in zip((0, 1), found.lows, found.highs, strict=True):
        of_class = found.values[:, truth == number]
        assert low <= of_class.min() <= of_class.max() <= high
