"""Measurements of the strongest 40 ms of the line, as a tone receiver takes them."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.tasks.dtmf.signals import (
    HIGH_HERTZ,
    LOW_HERTZ,
    SAMPLES_PER_SECOND,
    SHORTEST_BURST_SAMPLES,
)

Floats = npt.NDArray[np.float64]

# A window of the shortest burst fits into every burst, wherever it begins.
_WINDOW: Final = np.hanning(SHORTEST_BURST_SAMPLES + 2)[1:-1]
_HOP_SAMPLES: Final = 40
# Zeros behind the window: spectral lines every 4 Hz, a tenth of the tolerance.
_TRANSFORM_SAMPLES: Final = 2048
_LINE_HERTZ: Final = SAMPLES_PER_SECOND / _TRANSFORM_SAMPLES
# Half the width of a tone's peak under this window.
_PEAK_LINES: Final = round(2 * SAMPLES_PER_SECOND / SHORTEST_BURST_SAMPLES / _LINE_HERTZ)
# A little beyond the outermost nominal frequencies, and further than any detuned tone.
_LOW_GROUP: Final = slice(round(640 / _LINE_HERTZ), round(1015 / _LINE_HERTZ))
_HIGH_GROUP: Final = slice(round(1125 / _LINE_HERTZ), round(1750 / _LINE_HERTZ))
_LEAST_POWER: Final = 1e-20
_BATCH: Final = 512

MEANINGS: Final = {
    "low tone": "nominal frequency next to the strongest tone of the low group, in Hz",
    "high tone": "nominal frequency next to the strongest tone of the high group, in Hz",
    "low deviation": "how far the low tone is from its nominal frequency, in % of it",
    "high deviation": "how far the high tone is from its nominal frequency, in % of it",
    "low share": "share of the window's power that lies in the low tone",
    "high share": "share of the window's power that lies in the high tone",
    "pair share": "share of the window's power that lies in the two tones together",
    "twist": "level of the high tone above the low one, in dB",
    "low rival": "level of the next tone of the low group below the low tone, in dB",
    "high rival": "level of the next tone of the high group below the high tone, in dB",
    "outside rival": "level of the strongest tone outside both groups under the weaker, in dB",
    **{
        f"power near {hertz:.0f} Hz": f"share of the power within 2.5 % of {hertz:.0f} Hz, in dB"
        for hertz in (*LOW_HERTZ, *HIGH_HERTZ)
    },
}
"""Every column of the table, in order, with what it means."""

_COLUMNS: Final = pd.Index(list(MEANINGS))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The measurements of each wave (n, 800): a row a wave, one column of floats each."""
    waves = np.asarray(raw, dtype=np.float64)
    parts = [_measure(waves[start : start + _BATCH]) for start in range(0, len(waves), _BATCH)]
    return pd.DataFrame(np.concatenate(parts), columns=_COLUMNS)


def _measure(waves: Floats) -> Floats:
    spectrum = _strongest(waves)
    total = spectrum.sum(axis=1)
    low, low_hertz, low_rival = _peak(spectrum, _LOW_GROUP)
    high, high_hertz, high_rival = _peak(spectrum, _HIGH_GROUP)
    outside = spectrum.copy()
    for group in (_LOW_GROUP, _HIGH_GROUP):
        outside[:, group.start - _PEAK_LINES : group.stop + _PEAK_LINES] = 0
    low_nominal, low_deviation = _nearest(low_hertz, LOW_HERTZ)
    high_nominal, high_deviation = _nearest(high_hertz, HIGH_HERTZ)
    low_share, high_share = _power(spectrum, low_hertz), _power(spectrum, high_hertz)
    return np.column_stack(
        (
            *(low_nominal, high_nominal, low_deviation, high_deviation),
            *(low_share / total, high_share / total, (low_share + high_share) / total),
            _decibels(high, low),
            *(_decibels(low_rival, low), _decibels(high_rival, high)),
            _decibels(outside.max(axis=1), np.minimum(low, high)),
            *(_decibels(_near(spectrum, hertz), total) for hertz in (*LOW_HERTZ, *HIGH_HERTZ)),
        )
    )


def _strongest(waves: Floats) -> Floats:
    """Power spectrum of the window in which the weaker of the two groups peaks highest."""
    windows = np.lib.stride_tricks.sliding_window_view(waves, len(_WINDOW), axis=1)
    framed = windows[:, ::_HOP_SAMPLES] * _WINDOW
    spectra = np.abs(np.fft.rfft(framed, n=_TRANSFORM_SAMPLES)) ** 2 + _LEAST_POWER
    weaker = np.minimum(
        spectra[:, :, _LOW_GROUP].max(axis=2), spectra[:, :, _HIGH_GROUP].max(axis=2)
    )
    return np.asarray(spectra[np.arange(len(waves)), weaker.argmax(axis=1)])


def _peak(spectrum: Floats, group: slice) -> tuple[Floats, Floats, Floats]:
    """Height and frequency of a group's highest peak, and the height of the next one."""
    rows = np.arange(len(spectrum))
    line = spectrum[:, group].argmax(axis=1) + group.start
    # The logarithm of a window's peak is nearly a parabola: its top lies between the lines.
    left, middle, right = (np.log(spectrum[rows, line + step]) for step in (-1, 0, 1))
    curve = left - 2 * middle + right
    shift = np.divide(0.5 * (left - right), curve, out=np.zeros_like(curve), where=curve < 0)
    hertz = (line + np.clip(shift, -0.5, 0.5)) * _LINE_HERTZ
    lines = np.arange(spectrum.shape[1])
    apart = np.abs(lines - line[:, None]) > _PEAK_LINES
    rival = np.where(apart[:, group], spectrum[:, group], _LEAST_POWER).max(axis=1)
    return spectrum[rows, line], hertz, rival


def _power(spectrum: Floats, hertz: Floats) -> Floats:
    """What lies under the peak at a frequency."""
    lines = np.arange(spectrum.shape[1])
    under = np.abs(lines - (hertz / _LINE_HERTZ)[:, None]) <= _PEAK_LINES
    return np.asarray((spectrum * under).sum(axis=1))


def _near(spectrum: Floats, hertz: float) -> Floats:
    first, last = (round(hertz * share / _LINE_HERTZ) for share in (0.975, 1.025))
    return np.asarray(spectrum[:, first : last + 1].sum(axis=1))


def _nearest(hertz: Floats, nominal: tuple[float, ...]) -> tuple[Floats, Floats]:
    """The nominal frequency at the smallest ratio, and the deviation from it in %."""
    known = np.array(nominal)
    nearest = known[np.abs(hertz[:, None] / known - 1).argmin(axis=1)]
    return nearest, 100 * np.abs(hertz / nearest - 1)


def _decibels(power: Floats, reference: Floats) -> Floats:
    return np.asarray(10 * np.log10(power / reference))
