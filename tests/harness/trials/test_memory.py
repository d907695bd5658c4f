"""Promises of memory: the most that was resident since it was asked, and nothing from before."""

import sys

import numpy as np
import pytest

from triptych.harness.trials.memory import forget_peak, peak_above

MEGABYTES_80 = 10_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells it so")
def test_what_was_given_back_counts_and_what_was_before_does_not():
    large = np.ones(2 * MEGABYTES_80)
    del large
    before = forget_peak()
    passing = np.ones(MEGABYTES_80)
    del passing

    assert 70e6 < peak_above(before) < 120e6


def test_without_a_beginning_nothing_is_known():
    assert peak_above(None) is None
