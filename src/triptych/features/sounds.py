"""Measurements of any sound."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.features.mel import mel_filters

Floats = npt.NDArray[np.float64]

BANDS: Final = 24
"""Mel bands whose level is measured."""

_FRAME_SECONDS: Final = 0.032
_LOWEST_HERTZ: Final = 60.0
_SILENCE: Final = 1e-10
_QUIET_DECIBELS: Final = 40.0

_OF_THE_WHOLE: Final = {
    "seconds": "how long it is louder than 40 dB below its loudest moment",
    "loudness": "mean power, in decibels of a full-scale square wave",
    "crossings": "how often the wave crosses zero, as a share of its samples",
    "centre": "where its power lies, in hertz",
    "width": "standard deviation of its power over frequency, in hertz",
    "swell": "when half of its power is over, from 0 (start) to 1 (end)",
    "unevenness": "standard deviation of the loudness of its frames, in decibels",
}


def meanings() -> dict[str, str]:
    """What each column of `measure_sounds` means."""
    names = dict(_OF_THE_WHOLE)
    for band in range(BANDS):
        names[f"level {band + 1}"] = f"mean level of mel band {band + 1} of {BANDS}, in decibels"
        names[f"movement {band + 1}"] = f"standard deviation of band {band + 1} over time, decibels"
    return names


def frame_levels(sounds: npt.NDArray[Any], samples_per_second: int) -> Floats:
    """Levels (n, frames, bands) of the mel bands in frames of 32 ms, in decibels of the loudest."""
    return _levels(*_spectra(sounds, samples_per_second))


def _levels(power: Floats, hertz: Floats) -> Floats:
    filters = mel_filters(BANDS, hertz, _LOWEST_HERTZ, float(hertz[-1]))
    levels = power @ filters.T
    loudest = np.maximum(levels.max(axis=(1, 2), keepdims=True), _SILENCE)
    return np.asarray(10 * np.log10(np.maximum(levels / loudest, _SILENCE)))


def measure_sounds(sounds: npt.NDArray[Any], samples_per_second: int) -> pd.DataFrame:
    """A row of the columns in `meanings` for each sound (n, samples) from -1 to 1."""
    waves = np.asarray(sounds, dtype=np.float64)
    power, hertz = _spectra(waves, samples_per_second)
    levels = _levels(power, hertz)
    whole = power.sum(axis=1)
    total = np.maximum(whole.sum(axis=1), _SILENCE)
    of_frames = power.sum(axis=2)
    heard = 10 * np.log10(np.maximum(of_frames, _SILENCE))
    loud = heard > heard.max(axis=1, keepdims=True) - _QUIET_DECIBELS
    centre = whole @ hertz / total
    width = np.sqrt(np.maximum((whole @ hertz**2) / total - centre**2, 0))
    passed = np.cumsum(of_frames, axis=1) / np.maximum(of_frames.sum(axis=1), _SILENCE)[:, None]
    columns = {
        "seconds": loud.sum(axis=1) * _FRAME_SECONDS / 2,
        "loudness": 10 * np.log10(np.maximum((waves**2).mean(axis=1), _SILENCE)),
        "crossings": (np.diff(np.signbit(waves), axis=1) != 0).sum(axis=1) / waves.shape[1],
        "centre": centre,
        "width": width,
        "swell": (passed < 0.5).mean(axis=1),
        "unevenness": heard.std(axis=1),
    }
    for band in range(BANDS):
        columns[f"level {band + 1}"] = levels[:, :, band].mean(axis=1)
        columns[f"movement {band + 1}"] = levels[:, :, band].std(axis=1)
    return pd.DataFrame(columns)


def _spectra(sounds: npt.NDArray[Any], samples_per_second: int) -> tuple[Floats, Floats]:
    """Power (n, frames, frequencies) of half-overlapping frames, and the frequencies in hertz."""
    waves = np.asarray(sounds, dtype=np.float64)
    window = max(int(_FRAME_SECONDS * samples_per_second), 8)
    if waves.shape[1] < window:
        waves = np.pad(waves, ((0, 0), (0, window - waves.shape[1])))
    frames = np.lib.stride_tricks.sliding_window_view(waves, window, axis=1)[:, :: window // 2]
    power = np.abs(np.fft.rfft(frames * np.hanning(window), axis=2)) ** 2
    return power, np.asarray(np.fft.rfftfreq(window, 1 / samples_per_second), dtype=np.float64)
