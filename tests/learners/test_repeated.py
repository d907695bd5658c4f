"""Promises of repetition: as many rows as asked for, each item about equally often."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from triptych.learners.repeated import Repeated, repeated, whole_batches


class Counting:
    """Remembers what it was fitted on."""

    def fit(self, X, y):
        self.X, self.y = X, y
        return self

    def predict(self, X):
        return np.full(len(X), self.y[0])


@given(st.integers(1, 40), st.integers(1, 300))
def test_each_item_comes_equally_often_up_to_one(count, size):
    """Whatever the numbers are."""
    rows = repeated(count, size, np.random.default_rng(0))
    times = np.bincount(rows, minlength=count)

    assert len(rows) == size
    assert times.max() - times.min() <= 1


@given(st.floats(1, 10_000))
def test_parts_of_whole_batches_take_as_many_steps_as_all_of_them(items):
    """For every usual batch size: four trainings and one that is four times as long."""
    rows = whole_batches(items)

    for batch in (16, 32, 64, 128, 256):
        assert 4 * -(-rows // batch) == -(-4 * rows // batch)


def test_items_stay_with_their_answers_and_others_are_not_seen():
    """Fewer rows than items are no reason to leave items out."""
    X, y = np.arange(10), np.arange(10) * 2
    network = Counting()
    Repeated(network, 25, seed=1).fit_semi_supervised(X, y, np.arange(100, 200))
    assert len(network.X) == 25
    assert (network.y == 2 * network.X).all()

    Repeated(network, 3, seed=1).fit(X, y)
    assert sorted(network.X) == list(range(10))
