"""The network for voices: Resemblyzer's speaker encoder, as an LSTM of torch."""

from functools import cache
from typing import Final, final

import numpy as np
import numpy.typing as npt
import torch
from scipy.signal import get_window, resample_poly
from torch import Tensor, nn

from triptych.dataset import Raw
from triptych.downloads.folder import located
from triptych.downloads.pretrained import RESEMBLYZER, SPEAKER_WEIGHTS
from triptych.paradigms.pretrained.frozen_classifier import Vectors

Floats = npt.NDArray[np.float32]

# What the network was trained on: Resemblyzer's hparams.py.
_SAMPLES_PER_SECOND: Final = 16_000
_TRANSFORM_SAMPLES: Final = 400
_HOP_SAMPLES: Final = 160
_BANDS: Final = 40
_UNITS: Final = 256
_LAYERS: Final = 3
_FRAMES: Final = 160
_SAMPLES: Final = _FRAMES * _HOP_SAMPLES
_LEAST_DECIBELS: Final = -30.0
"""Of full scale: quieter recordings are made as loud."""

_FULL_SCALE: Final = 2.0**15
_BATCH: Final = 32


@final
class SpeakerEncoder(nn.Module):
    """Waves as 16-bit whole numbers, as vectors of 256 numbers and of length 1: alike for a voice.

    The first 1.6 s of a wave are read. Zeros at its end count as silence; Resemblyzer also cuts
    out silence inside, by a detector of speech that is not used here.
    """

    weights = RESEMBLYZER.parameters

    def __init__(self, samples_per_second: int) -> None:
        super().__init__()
        self._samples_per_second = samples_per_second
        self.lstm = nn.LSTM(_BANDS, _UNITS, _LAYERS, batch_first=True)
        self.linear = nn.Linear(_UNITS, _UNITS)
        self._filters = _mel_filters().astype(np.float32)
        published = torch.load(located(SPEAKER_WEIGHTS), map_location="cpu", weights_only=True)
        state = published["model_state"]
        self.load_state_dict({name: state[name] for name in self.state_dict()})
        self.eval()

    def encode(self, items: Raw) -> Vectors:
        """The vector of each wave (n, 256)."""
        waves = np.asarray(items)
        parts = [self._vectors(waves[at : at + _BATCH]) for at in range(0, len(waves), _BATCH)]
        return np.concatenate(parts)

    def _vectors(self, waves: Raw) -> Vectors:
        signal = np.asarray(waves, dtype=np.float32) / np.float32(_FULL_SCALE)
        signal = resample_poly(signal, _SAMPLES_PER_SECOND, self._samples_per_second, axis=1)
        power = self._power(_as_loud(signal))
        return np.asarray(self(torch.from_numpy(power)).numpy())

    def _power(self, signal: Floats) -> Floats:
        """The power in each band of each frame (n, frames, bands)."""
        half = _TRANSFORM_SAMPLES // 2
        after = max(_SAMPLES - signal.shape[1], 0) + half
        padded = np.pad(signal[:, :_SAMPLES], ((0, 0), (half, after)))
        frames = np.lib.stride_tricks.sliding_window_view(padded, _TRANSFORM_SAMPLES, axis=1)
        window = get_window("hann", _TRANSFORM_SAMPLES).astype(np.float32)
        spectrum = np.abs(np.fft.rfft(frames[:, ::_HOP_SAMPLES][:, :_FRAMES] * window)) ** 2
        return np.asarray(spectrum @ self._filters.T, dtype=np.float32)

    @torch.inference_mode()
    def forward(self, power: Tensor) -> Tensor:
        """The vector of each spectrogram (n, frames, bands)."""
        _, (hidden, _) = self.lstm(power)
        return nn.functional.normalize(self.linear(hidden[-1]).relu())


@cache
def speaker_encoder(samples_per_second: int) -> SpeakerEncoder:
    """The network for waves of that rate, loaded once a process."""
    return SpeakerEncoder(samples_per_second)


def _as_loud(signal: Floats) -> Floats:
    """The waves, the quiet ones louder; zeros at the end of a wave are no part of it."""
    lengths = signal.shape[1] - (signal[:, ::-1] != 0).argmax(axis=1)
    energy = np.maximum((signal**2).sum(axis=1) / lengths, np.finfo(np.float32).tiny)
    gain = 10 ** (_LEAST_DECIBELS / 20) / np.sqrt(energy)
    return np.asarray(signal * np.maximum(gain, 1)[:, None], dtype=np.float32)


def _mel_filters() -> npt.NDArray[np.float64]:
    """Triangular bands (bands, frequencies) of equal area on Slaney's mel scale, as librosa's."""
    top = float(_mel(_SAMPLES_PER_SECOND / 2))
    edges = _hertz(np.linspace(0, top, _BANDS + 2))
    hertz = np.fft.rfftfreq(_TRANSFORM_SAMPLES, 1 / _SAMPLES_PER_SECOND)
    below, middle, above = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (hertz - below) / (middle - below), (above - hertz) / (above - middle)
    return np.asarray(np.maximum(np.minimum(rising, falling), 0) * 2 / (above - below))


_LINEAR_HERTZ: Final = 200 / 3
_LOG_FROM_MEL: Final = 15.0
_LOG_STEP: Final = np.log(6.4) / 27


def _mel(hertz: float) -> float:
    """Slaney's scale: straight up to 1 kHz, logarithmic above."""
    linear = hertz / _LINEAR_HERTZ
    if linear < _LOG_FROM_MEL:
        return linear
    return float(_LOG_FROM_MEL + np.log(linear / _LOG_FROM_MEL) / _LOG_STEP)


def _hertz(mel: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    curved = _LOG_FROM_MEL * np.exp(_LOG_STEP * (mel - _LOG_FROM_MEL))
    return np.asarray(_LINEAR_HERTZ * np.where(mel < _LOG_FROM_MEL, mel, curved))
