"""Promises of exactness: whether the named units are enough."""

import numpy as np

from triptych.measure.explainability.exactness import exactness
from triptych.measure.explainability.masking import Masking
from triptych.units import Frames


def test_the_units_that_decide_are_enough_and_others_are_not():
    """A contender that reads the first two of four units."""
    random = np.random.default_rng(0)
    items, donors = np.ones((4, 4)), random.choice([-1.0, 1.0], size=(100, 4))

    def decide(rows):
        return (rows[:, 0] > 0) & (rows[:, 1] > 0)

    masking = Masking(decide, Frames(4), donors, draws=30)
    named = [np.array(units, dtype=bool) for units in ([1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 0])]

    found = exactness(masking, items, decide(items), [*named, None])

    assert found.values[0] == 1
    assert found.values[1] == found.values[2] < 0.6
    assert np.isnan(found.values[3])
    assert found.named_units.tolist()[:3] == [2, 2, 0]
    assert np.isnan(found.named_units[3])
