"""What tells a voice, and the room it is in: pitch, timbre, loudness, pauses."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.fft import dct

from triptych.features.mel import mel_filters
from triptych.tasks.fsdd.recordings import SAMPLES_PER_SECOND
from triptych.tasks.fsdd.spectra import (
    HERTZ,
    HOP_SAMPLES,
    TRANSFORM_SAMPLES,
    Floats,
    band_power,
    power_spectra,
)

_FULL_SCALE: Final = 2.0**15
_BATCH: Final = 250
_LEAST_POWER: Final = 1e-9
# Frames within 15 dB of the loudest are speech, most of them voiced.
_SPEECH_SHARE: Final = 10 ** (-15 / 10)
_BANDS: Final = {
    "100 to 300": (100, 300),
    "300 to 700": (300, 700),
    "700 to 1,200": (700, 1200),
    "1,200 to 2,000": (1200, 2000),
    "2,000 to 3,000": (2000, 3000),
    "3,000 to 4,000": (3000, 4001),
}
_COEFFICIENTS: Final = 16
_FILTERS: Final = mel_filters(28, HERTZ, 80, 4000)

_PITCH_WINDOW_SAMPLES: Final = 400
_PITCH_HOP_SAMPLES: Final = 160
_SHORTEST_PERIOD: Final = SAMPLES_PER_SECOND // 320
_LONGEST_PERIOD: Final = SAMPLES_PER_SECOND // 70

MEANINGS: Final = {
    "pitch": "vibrations of the voice in a second, median of the periodic tenths of the word",
    "pitch spread": "how far the pitch lies apart within the word, as a share of it",
    "periodicity": "how much the loudest parts repeat themselves from vibration to vibration",
    "loudness": "level of the loudest hundredth of a second, in dB below full scale",
    "noise": "level of the quietest tenth of the recording, in dB below full scale",
    "noise brightness": "power above 2,000 Hz over that below, where it is quietest, in dB",
    "duration": "length of the recording, in seconds",
    "pause before": "share of the recording before speech begins",
    "pause after": "share of the recording after speech has ended",
    **{f"power {band} Hz": f"share of speech power from {band} Hz, in dB" for band in _BANDS},
    **{
        f"cepstrum {number}": f"mel-frequency cepstral coefficient {number}, mean over speech"
        for number in range(1, _COEFFICIENTS + 1)
    },
    **{
        f"cepstrum {number} spread": f"standard deviation of coefficient {number} over speech"
        for number in range(1, _COEFFICIENTS + 1)
    },
}
"""Every column of the table, in order, with what it means."""

_COLUMNS: Final = pd.Index(list(MEANINGS))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The measurements of each wave (n, samples): a row a wave, one column of floats each."""
    parts = []
    for start in range(0, len(raw), _BATCH):
        waves = np.asarray(raw[start : start + _BATCH], dtype=np.float64) / _FULL_SCALE
        power, inside = power_spectra(waves)
        columns = (*_voice(waves), *_room(power, inside), *_timbre(power))
        parts.append(np.column_stack(columns))
    return pd.DataFrame(np.concatenate(parts), columns=_COLUMNS)


def _voice(waves: Floats) -> tuple[Floats, ...]:
    """Pitch by autocorrelation: median and spread of the frames that repeat themselves best."""
    windows = np.lib.stride_tricks.sliding_window_view(waves, _PITCH_WINDOW_SAMPLES, axis=1)
    frames = windows[:, ::_PITCH_HOP_SAMPLES]
    spectrum = np.abs(np.fft.rfft(frames, n=2 * _PITCH_WINDOW_SAMPLES)) ** 2
    correlation = np.fft.irfft(spectrum)[..., : _LONGEST_PERIOD + 1]
    energy = correlation[..., 0]
    # Of shifted frames only a part overlaps: what is left out would favour short periods.
    overlap = 1 - np.arange(_LONGEST_PERIOD + 1) / _PITCH_WINDOW_SAMPLES
    likeness = correlation / (energy[..., None] * overlap + _LEAST_POWER)
    likeness = likeness[..., _SHORTEST_PERIOD:]
    best = likeness.max(axis=2, keepdims=True)
    # The first period that repeats nearly as well as the best: multiples of it do so too.
    period = (likeness >= 0.9 * best).argmax(axis=2)
    period = _climb(likeness, period) + _SHORTEST_PERIOD
    hertz = SAMPLES_PER_SECOND / period
    loud = energy > 0.05 * energy.max(axis=1, keepdims=True)
    periodic = loud & (best[..., 0] > 0.5)
    periodic |= ~periodic.any(axis=1, keepdims=True)
    chosen = np.where(periodic, hertz, np.nan)
    low, middle, high = np.nanquantile(chosen, (0.25, 0.5, 0.75), axis=1)
    weights = energy + _LEAST_POWER
    return middle, (high - low) / middle, (best[..., 0] * weights).sum(1) / weights.sum(1)


def _climb(likeness: Floats, place: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """From a place on a flank to the top of the peak, at most a few samples on."""
    steps = np.minimum(place[..., None] + np.arange(8), likeness.shape[2] - 1)
    return np.asarray(place + np.take_along_axis(likeness, steps, axis=2).argmax(axis=2))


def _room(power: Floats, inside: npt.NDArray[np.bool_]) -> tuple[Floats, ...]:
    """Loudness, noise and pauses."""
    scale = 4 / TRANSFORM_SAMPLES**2
    total = power.sum(axis=2)
    count = inside.sum(axis=1)
    quiet = np.where(inside, total, np.inf)
    rank = np.sort(quiet, axis=1)[np.arange(len(total)), (count - 1) // 10]
    quietest = (quiet <= rank[:, None])[..., None]
    noise = (power * quietest).sum(axis=1) / quietest.sum(axis=1)
    speech = total > _SPEECH_SHARE * total.max(axis=1, keepdims=True)
    speech[:, 0] |= ~speech.any(axis=1)
    first = speech.argmax(axis=1)
    last = speech.shape[1] - speech[:, ::-1].argmax(axis=1)
    return (
        _decibels(scale * total.max(axis=1)),
        _decibels(scale * noise.sum(axis=1)),
        _decibels(band_power(noise, 2000, 4001)) - _decibels(band_power(noise, 0, 2000)),
        count * HOP_SAMPLES / SAMPLES_PER_SECOND,
        first / count,
        np.maximum(count - last, 0) / count,
    )


def _timbre(power: Floats) -> tuple[Floats, ...]:
    """The spectrum of speech: shares of bands, and cepstra with their spread."""
    total = power.sum(axis=2)
    speech = total > _SPEECH_SHARE * total.max(axis=1, keepdims=True)
    speech[:, 0] |= ~speech.any(axis=1)
    weight = speech / speech.sum(axis=1, keepdims=True)
    mean = (power * weight[..., None]).sum(axis=1)
    whole = _decibels(mean.sum(axis=1))
    shares = [_decibels(band_power(mean, *band)) - whole for band in _BANDS.values()]
    loudest = total.max(axis=1)[:, None, None] + _LEAST_POWER
    logarithms = np.log(power @ _FILTERS.T / loudest + 1e-7)
    coefficients = dct(logarithms, norm="ortho", axis=2)[..., 1 : _COEFFICIENTS + 1]
    middle = (coefficients * weight[..., None]).sum(axis=1)
    square = (coefficients**2 * weight[..., None]).sum(axis=1)
    spread = np.sqrt(np.maximum(square - middle**2, 0))
    return (*shares, *middle.T, *spread.T)


def _decibels(power: Floats) -> Floats:
    return np.asarray(10 * np.log10(power + _LEAST_POWER))
