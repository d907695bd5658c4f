"""Promises of remembered features: the same rows, asked for once."""

import numpy as np
import pandas as pd
import pytest

from triptych.explain import feature_cache
from triptych.explain.feature_cache import RememberedFeatures


class Counting:
    """Features that count the items they are asked for."""

    def __init__(self, dtype=np.float64):
        self.asked = 0
        self.dtype = dtype

    def __call__(self, raw):
        self.asked += len(raw)
        return pd.DataFrame({"sum": raw.sum(axis=1), "first": raw[:, 0]}).astype(self.dtype)


@pytest.fixture
def series():
    return np.random.default_rng(0).integers(0, 3, (50, 4)).astype(np.int16)


@pytest.mark.parametrize("dtype", [np.float64, np.int64])
def test_the_table_is_that_of_the_features(series, dtype):
    """Whatever was asked before, and however often an item comes."""
    features = Counting(dtype)
    remembered = RememberedFeatures(features)
    remembered(series[:20])

    pd.testing.assert_frame_equal(remembered(series), features(series))


def test_known_items_are_not_asked_for_again(series):
    """Each different item costs once."""
    features = Counting()
    remembered = RememberedFeatures(features)
    remembered(series)
    remembered(series)

    assert features.asked <= len(np.unique(series, axis=0)) + 1


def test_memory_is_bounded(series, monkeypatch):
    """What was asked for long ago is forgotten, not answered wrongly."""
    monkeypatch.setattr(feature_cache, "_MOST_ROWS", 10)
    features = Counting()
    remembered = RememberedFeatures(features)
    for start in range(0, 50, 5):
        part = series[start : start + 5]
        pd.testing.assert_frame_equal(remembered(part), features(part))
