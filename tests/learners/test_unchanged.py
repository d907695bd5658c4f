"""Promises of who learns nothing: labels change none of its answers."""

import numpy as np

from triptych.learners.unchanged import Unchanged, Uninformed


class Said:
    def predict(self, X):
        return X + 1


def test_what_was_fitted_elsewhere_stays_as_it_is():
    """It reads what it read there."""
    kept = Unchanged(Said(), "table").fit(np.zeros(0), np.zeros(0))

    assert kept.reads == "table"
    assert kept.predict(np.array([1, 2])).tolist() == [2, 3]


def test_without_labels_every_item_is_the_same():
    """An answer all the same: nobody is left out of the comparison."""
    assert Uninformed("a", "raw").fit(None, None).predict(np.zeros(3)).tolist() == ["a"] * 3
