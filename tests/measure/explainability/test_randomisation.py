"""Promises of randomisation: explanations of a twin that learned nothing."""

import numpy as np
import pytest

from triptych.measure.explainability.randomisation import randomisation

RANDOM = np.random.default_rng(0)


def test_a_twin_with_other_explanations_lies_below_the_level():
    """Maps of different items are alike by what they have in common; a twin's not at all."""
    in_common = np.arange(12.0)
    own = in_common + RANDOM.normal(size=(40, 12))
    twin = RANDOM.normal(size=(40, 12))

    found = randomisation(list(own), list(twin))

    assert abs(found.mean) < 0.2
    assert found.level > 0.7


def test_a_method_that_ignores_the_contender_lies_above():
    """The same explanation whatever was learned, as of an edge detector."""
    own = list(RANDOM.normal(size=(40, 12)))

    found = randomisation(own, own)

    assert found.spearman == pytest.approx(np.ones(40))
    assert abs(found.level) < 0.2


def test_maps_over_other_units_are_not_compared():
    """The level is over pairs of items with equally many units; what has no pair says nothing."""
    short, long = np.arange(2.0), np.arange(5.0)

    mixed = randomisation([short, short, long, None], [short, -short, None, None])

    assert mixed.level == pytest.approx(1)
    assert mixed.spearman[:2] == pytest.approx([1, -1])
    assert np.isnan(mixed.spearman[2:]).all()
    assert np.isnan(randomisation([short, long], [short, long]).level)
    assert np.isnan(randomisation([None], [None]).mean)
