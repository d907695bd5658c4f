"""Short-time spectra: how much of which frequency each hundredth of a second has."""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.ndimage import uniform_filter1d

from triptych.tasks.fsdd.recordings import SAMPLES_PER_SECOND

Floats = npt.NDArray[np.float64]

WINDOW_SAMPLES: Final = 200
HOP_SAMPLES: Final = 80
TRANSFORM_SAMPLES: Final = 256
HERTZ: Final = np.fft.rfftfreq(TRANSFORM_SAMPLES, 1 / SAMPLES_PER_SECOND)
SILENCE: Final = 1e-6
"""Of the loudest frame's power: 60 dB below it."""

_WINDOW: Final = np.hanning(WINDOW_SAMPLES)
# The vowels' first resonance and most of their power; hiss and clicks have little there.
_VOWEL_HERTZ: Final = (200, 1200)
# How far below the loudest vowel another part of a word's voiced middle may lie.
_VOWEL_SHARE: Final = 10 ** (-18 / 10)
# The quietest of ten frames: what sounds all the time is noise of the room or the line.
_NOISE_QUANTILE: Final = 0.1
_NOISE_LINES: Final = 9
_NOISE_FRAMES: Final = 5
# Twice the noise is taken off, or its crests would be taken for hiss.
_NOISE_FACTOR: Final = 2.0


class Word(NamedTuple):
    """Spectra of a batch of recordings, and where in them the voiced middle of the word lies.

    power   (n, frames, lines): 1 for the loudest frame of each recording in all, noise removed
    start   first frame of the middle, end  the frame after its last
    last    the frame after the recording's last
    """

    power: Floats
    start: npt.NDArray[np.intp]
    end: npt.NDArray[np.intp]
    last: npt.NDArray[np.intp]


def power_spectra(waves: npt.NDArray[Any]) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Power (n, frames, lines), and which frames (n, frames) lie before the wave's end."""
    windows = np.lib.stride_tricks.sliding_window_view(waves, WINDOW_SAMPLES, axis=1)
    framed = windows[:, ::HOP_SAMPLES] * _WINDOW
    power = np.abs(np.fft.rfft(framed, n=TRANSFORM_SAMPLES)) ** 2
    ends = waves.shape[1] - np.argmax(waves[:, ::-1] != 0, axis=1)
    inside = np.arange(power.shape[1]) * HOP_SAMPLES + WINDOW_SAMPLES <= ends[:, None]
    inside[:, 0] = True
    return power * inside[..., None], inside


def find_words(waves: npt.NDArray[Any]) -> Word:
    """Transform each recording, remove its steady noise, and find the middle of the word.

    Nothing is cut off: hiss before and after the middle is kept, however soft it is.
    """
    heard, inside = power_spectra(waves)
    power = np.maximum(heard - _steady(heard, inside)[:, None], 0)
    loudest = power.sum(axis=2).max(axis=1)
    power /= np.where(loudest > 0, loudest, 1)[:, None, None]
    vowel = uniform_filter1d(band_power(power, *_VOWEL_HERTZ), 3, axis=1, mode="nearest")
    voiced = (vowel > _VOWEL_SHARE * vowel.max(axis=1, keepdims=True)) & inside
    voiced[:, 0] |= ~voiced.any(axis=1)
    start = voiced.argmax(axis=1)
    end = voiced.shape[1] - voiced[:, ::-1].argmax(axis=1)
    return Word(power, start, end, inside.sum(axis=1))


def band_power(spectra: Floats, lowest: float, highest: float) -> Floats:
    """Power between two frequencies in hertz, along the last axis."""
    first, last = np.searchsorted(HERTZ, (lowest, highest))
    return np.asarray(spectra[..., first:last].sum(axis=-1))


def piece_spectra(
    power: Floats, start: npt.NDArray[Any], end: npt.NDArray[Any], pieces: int
) -> Floats:
    """Mean spectra (n, pieces, lines) of equal pieces of time from frame `start` to `end`.

    A piece may begin and end within a frame, which then counts in part.
    """
    total = np.zeros((len(power), power.shape[1] + 1, power.shape[2]))
    np.cumsum(power, axis=1, out=total[:, 1:])
    edges = start[:, None] + (end - start)[:, None] * np.linspace(0, 1, pieces + 1)
    whole = np.minimum(edges.astype(np.intp), power.shape[1] - 1)
    rows = np.arange(len(power))[:, None]
    below, above = total[rows, whole], total[rows, whole + 1]
    reached = below + (above - below) * (edges - whole)[..., None]
    length = np.maximum(np.diff(edges, axis=1), 1e-9)[..., None]
    return np.asarray(np.maximum(np.diff(reached, axis=1), 0) / length)


def decibels(power: Floats) -> Floats:
    """Level over the loudest frame; -60 dB for what is softer than that."""
    return np.asarray(10 * np.log10(np.maximum(power, SILENCE)))


def _steady(power: Floats, inside: npt.NDArray[np.bool_]) -> Floats:
    """Spectrum (n, lines) of what sounds all the time: each line's level in the quietest frames.

    Averaged over neighbours in time and frequency first, as noise flickers from one to the next.
    """
    smooth = uniform_filter1d(power, _NOISE_LINES, axis=2, mode="nearest")
    smooth = uniform_filter1d(smooth, _NOISE_FRAMES, axis=1, mode="nearest")
    ordered = np.sort(np.where(inside[..., None], smooth, np.inf), axis=1)
    rank = (_NOISE_QUANTILE * (inside.sum(axis=1) - 1)).astype(np.intp)
    return np.asarray(_NOISE_FACTOR * ordered[np.arange(len(power)), rank])
