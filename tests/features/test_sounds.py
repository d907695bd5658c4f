"""Promises of measurements of sounds."""

import numpy as np
import pytest

from triptych.features.sounds import frame_levels, meanings, measure_sounds

RATE = 8000


def tone(hertz, seconds=0.5, loudness=0.5):
    return loudness * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)


def test_a_tone_lies_where_it_sounds():
    """The centre is the tone's frequency; it crosses zero twice a wave."""
    table = measure_sounds(np.stack([tone(440), tone(1760)]), RATE)

    np.testing.assert_allclose(table["centre"], [440, 1760], rtol=0.02)
    np.testing.assert_allclose(table["crossings"], [0.11, 0.44], rtol=0.02)
    assert list(table) == list(meanings())


def test_levels_do_not_depend_on_how_loud_it_is():
    """They are relative to the loudest moment of each sound."""
    quiet, loud = (frame_levels(tone(440, loudness=one)[None], RATE) for one in (0.01, 0.9))

    np.testing.assert_allclose(quiet, loud, atol=1e-6)


@pytest.mark.parametrize("samples", [1, 100, 4000])
def test_silence_of_any_length_has_every_column(samples):
    table = measure_sounds(np.zeros((2, samples)), RATE)

    assert np.isfinite(table.to_numpy()).all()
