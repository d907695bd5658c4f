"""The network for spoken words: Google's speech embedding, run by ONNX Runtime."""

from functools import cache
from typing import Final, final

import numpy as np
import onnxruntime
from scipy.signal import resample_poly

from triptych.dataset import Raw
from triptych.downloads.download import Downloadable
from triptych.downloads.folder import located
from triptych.downloads.pretrained import SPEECH_EMBEDDING, SPEECH_NETWORK, SPEECH_SPECTROGRAM
from triptych.paradigms.pretrained.frozen_classifier import Vectors

# The network reads 16 kHz, and 76 frames of 10 ms at a time; both are given by its training.
_SAMPLES_PER_SECOND: Final = 16_000
_SECONDS: Final = 1.5
_WINDOW_FRAMES: Final = 76
_STEP_FRAMES: Final = 8
# Brings the spectrogram to the scale that the network was trained with (openWakeWord's utils.py).
_SCALE: Final = 0.1
_OFFSET: Final = 2.0
_BATCH: Final = 32


@final
class SpeechEncoder:
    """Waves of a word each, as 16-bit whole numbers, as vectors of 192 numbers.

    What is said is put into the middle of 1.5 s, with silence around it, as the network's training
    had it. A window of .76 s begins every .08 s; a word's vector is the mean and the standard
    deviation over its nine windows. Zeros at the end of a wave are no part of it.
    """

    weights = SPEECH_EMBEDDING.parameters

    def __init__(self, samples_per_second: int) -> None:
        self._samples_per_second = samples_per_second
        self._spectrogram = _session(SPEECH_SPECTROGRAM)
        self._network = _session(SPEECH_NETWORK)

    def encode(self, items: Raw) -> Vectors:
        """The vector of each wave (n, 192)."""
        waves = np.asarray(items)
        parts = [self._vectors(waves[at : at + _BATCH]) for at in range(0, len(waves), _BATCH)]
        return np.concatenate(parts)

    def _vectors(self, waves: Raw) -> Vectors:
        samples = int(_SECONDS * self._samples_per_second)
        resampled = resample_poly(
            _in_the_middle(np.asarray(waves, dtype=np.float32), samples),
            _SAMPLES_PER_SECOND,
            self._samples_per_second,
            axis=1,
        )
        # One wave at a time: levels are cut off below the loudest of all that are given.
        levels = [self._spectrogram.run(None, {"input": wave[None]})[0] for wave in resampled]
        frames = np.concatenate(levels)[:, 0] * _SCALE + _OFFSET
        starts = range(0, frames.shape[1] - _WINDOW_FRAMES + 1, _STEP_FRAMES)
        windows = np.stack([frames[:, at : at + _WINDOW_FRAMES] for at in starts], axis=1)
        flat = windows.reshape(-1, _WINDOW_FRAMES, frames.shape[2], 1)
        (vectors,) = self._network.run(None, {"input_1": flat})
        of_windows = vectors.reshape(len(waves), len(starts), -1)
        return np.hstack([of_windows.mean(axis=1), of_windows.std(axis=1)])


def _in_the_middle(waves: Vectors, samples: int) -> Vectors:
    """Each wave, without the zeros at its end, in the middle of so many samples."""
    lengths = np.minimum(waves.shape[1] - (waves[:, ::-1] != 0).argmax(axis=1), samples)
    placed = np.zeros((len(waves), samples), dtype=np.float32)
    for place, wave, length in zip(placed, waves, lengths, strict=True):
        before = (samples - length) // 2
        place[before : before + length] = wave[:length]
    return placed


@cache
def speech_encoder(samples_per_second: int) -> SpeechEncoder:
    """The network for waves of that rate, loaded once a process."""
    return SpeechEncoder(samples_per_second)


def _session(file: Downloadable) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread, as every contender has.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(located(file), options, providers=["CPUExecutionProvider"])
