"""Promises of measurements of series."""

import numpy as np
import pytest

from triptych.features.series import MEANINGS, meanings_of, measure_series


def test_a_wave_has_its_period():
    """Eight waves in 160 steps: a period of an eighth of the length, and all of the variance."""
    steps = np.arange(160)
    row = measure_series(np.sin(2 * np.pi * steps / 20)[None]).iloc[0]

    assert row["period"] == pytest.approx(1 / 8)
    assert row["share of the wave"] == pytest.approx(1)
    assert row["mean"] == pytest.approx(0)


def test_a_ramp_changes_and_a_constant_does_not():
    table = measure_series(np.stack([np.arange(40.0), np.full(40, 3.0)]))

    assert table["change"].tolist() == [30, 0]
    assert np.isfinite(table.to_numpy()).all()


def test_channels_have_columns_of_their_own():
    """As many as their meanings say."""
    series = np.random.default_rng(0).normal(size=(3, 30, 2))

    assert list(measure_series(series)) == list(meanings_of(series))
    assert len(meanings_of(series)) == 2 * len(MEANINGS)
