"""Promises of the order of a stream: the same items, the first in place, the rest as said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.learners.stream_order import GRADUAL, RECURRING, in_order

STREAM = np.arange(1000, 3000)
CHANGE = 2200


def ordered(kind, seed=0, changes=(CHANGE,)):
    return in_order(STREAM, 200, changes, kind, width=400, seed=seed)


@given(
    st.sampled_from(["abrupt", GRADUAL, RECURRING]),
    st.integers(0, 99),
    st.lists(st.integers(0, 4000), max_size=4, unique=True).map(sorted),
)
def test_no_item_is_lost_and_none_before_the_start_moves(kind, seed, changes):
    """Whatever the kind, and wherever the changes lie."""
    order = ordered(kind, seed, tuple(changes))

    assert sorted(order) == STREAM.tolist()
    assert order[:200].tolist() == STREAM[:200].tolist()


def test_an_abrupt_stream_is_as_it_came():
    """So is any other that nobody rearranges."""
    assert ordered("recorded").tolist() == STREAM.tolist()


def test_a_gradual_change_mixes_old_and_new_around_it():
    """Half of both at the change, nearly none of the others a width away from it."""
    is_new = np.mean([ordered(GRADUAL, seed) >= CHANGE for seed in range(200)], axis=0)

    assert is_new[1180:1220].mean() == pytest.approx(0.5, abs=0.05)
    assert is_new[800 - 20 : 800 + 20].mean() < 0.05 < 0.95 < is_new[1580:1620].mean()
    at_a_quarter = 1 / (1 + np.exp(-4 * 100 / 400))
    assert is_new[1280:1320].mean() == pytest.approx(at_a_quarter, abs=0.05)


def test_what_was_before_comes_back():
    """Old, new, old, new: each half of what there is of it, in the order it came in."""
    is_new = ordered(RECURRING) >= CHANGE
    flips = np.flatnonzero(np.diff(is_new)) + 1

    assert flips.tolist() == [200 + 500, 200 + 500 + 400, 200 + 1000 + 400]
    assert (np.diff(ordered(RECURRING)[is_new]) > 0).all()
