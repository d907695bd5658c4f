"""Recordings of any rate, width and number of channels, as one array of waves."""

import math
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.errors import raised
from triptych.own_data.media.unreadable import left_out
from triptych.own_data.understood import Finding

ENDINGS: Final = frozenset({".wav", ".wave"})
OTHERS: Final = frozenset({".mp3", ".flac", ".ogg", ".m4a", ".aac", ".aiff", ".aif", ".opus"})
"""Sounds that are not read: they have to be saved as wav."""

HIGHEST_RATE: Final = 16_000
"""Samples a second: speech and most sounds are told apart below 8 kHz."""

_MOST_BYTES: Final = 300_000_000
_MOST_SAMPLES: Final = 60_000_000
_OUTLYING: Final = 2.0
_USUAL: Final = 0.98

Waves = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Sounds:
    """Recordings that could be read.

    waves   float32 (n, samples), -1 to 1; zeros after the end of a shorter one
    rows    their numbers among the files (n,)
    forms   rate, width and channels of each file (n,), as a word
    """

    waves: Waves
    rate: int
    rows: npt.NDArray[np.intp]
    forms: npt.NDArray[Any]
    findings: tuple[Finding, ...]
    described: str


def read_sounds(paths: Sequence[Path]) -> Sounds:
    """All wav files, one channel, at their usual rate or 16 kHz, and of one length.

    Raises DataError where more than one file in ten cannot be read.
    """
    reasons = dict[Path, str]()
    read = {path: one for path in paths if (one := _read(path, reasons)) is not None}
    found = [*left_out(reasons, paths, "recordings")]
    rates = Counter(rate for rate, _, _ in read.values())
    rate = min(rates.most_common(1)[0][0], HIGHEST_RATE)
    resampled = {path: _resampled(wave, own, rate) for path, (own, wave, _) in read.items()}
    rows = np.array([row for row, path in enumerate(paths) if path in read], dtype=np.intp)
    waves = [resampled[paths[row]] for row in rows]
    lengths = np.array([len(wave) for wave in waves])
    length = _common_length(lengths)
    stacked = np.zeros((len(waves), length), dtype=np.float32)
    for row, wave in enumerate(waves):
        stacked[row, : len(wave)] = wave[:length]
    if set(rates) != {rate}:
        before = ", ".join(f"{own:,}" for own in sorted(rates))
        found.append(Finding("note", f"Recordings at {before} Hz are resampled to {rate:,} Hz."))
    stereo = sum("2 channels" in form for _, _, form in read.values())
    if stereo:
        found.append(Finding("note", f"{stereo:,} stereo recordings: their channels are averaged."))
    if cut := int((lengths > length).sum()):
        text = f"{cut:,} recordings are longer than {length / rate:.2f} s: their end is cut off."
        found.append(Finding("warning", text))
    forms = np.array([read[paths[row]][2] for row in rows], dtype=object)
    described = f"{rate:,} Hz, {lengths.min() / rate:.2f} to {lengths.max() / rate:.2f} s"
    return Sounds(stacked, rate, rows, forms, tuple(found), described)


def _read(path: Path, reasons: dict[Path, str]) -> tuple[int, Waves, str] | None:
    """Rate, wave and form of a file; None, with the reason, where it cannot be read."""
    from scipy.io import wavfile  # tables need not pay for it

    try:
        size = path.stat().st_size
        if not size or size > _MOST_BYTES:
            reasons[path] = "it is empty" if not size else "it is larger than 300 MB"
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", wavfile.WavFileWarning)
            warnings.filterwarnings("error", "Reached EOF prematurely")
            rate, data = wavfile.read(path)
    except wavfile.WavFileWarning:
        reasons[path] = "it is cut off"
        return None
    except Exception as error:  # scipy raises whatever a broken file leads to
        reasons[path] = "there is no such file" if not path.exists() else _why(error)
        return None
    channels = 1 if data.ndim == 1 else data.shape[1]
    wave = _as_wave(data)
    if not len(wave) or not rate:
        reasons[path] = "it has no sample"
        return None
    if not np.isfinite(wave).all():
        reasons[path] = "it has samples that are no numbers"
        return None
    return int(rate), wave, f"{rate} Hz {data.dtype} {channels} channels"


def _why(error: Exception) -> str:
    words = str(error)
    return "it is no wav file" if "not understood" in words else raised(error)


def _as_wave(data: npt.NDArray[Any]) -> Waves:
    """Samples from -1 to 1, channels averaged; those of 8 bits are around 128."""
    wave: npt.NDArray[Any] = data.astype(np.float32)
    if data.dtype == np.uint8:
        wave = (wave - 128) / 128
    elif data.dtype.kind == "i":
        wave = wave / np.float32(-np.iinfo(data.dtype).min)
    return np.asarray(wave if wave.ndim == 1 else wave.mean(axis=1), dtype=np.float32)


def _resampled(wave: Waves, own: int, rate: int) -> Waves:
    if own == rate:
        return wave
    from scipy.signal import resample_poly  # a second, which recordings of one rate need not pay

    shared = math.gcd(own, rate)
    return np.asarray(resample_poly(wave, rate // shared, own // shared), dtype=np.float32)


def _common_length(lengths: npt.NDArray[np.intp]) -> int:
    """The longest, unless a few are much longer than most, or all together fill the memory."""
    longest = int(lengths.max())
    if longest > _OUTLYING * np.median(lengths):
        longest = int(np.quantile(lengths, _USUAL))
    return max(1, min(longest, _MOST_SAMPLES // len(lengths)))
