"""Networks over the spectrogram of a sound."""

from dataclasses import dataclass
from functools import partial
from typing import Final, final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.preprocessing import FunctionTransformer
from torch import Tensor, nn
from torch.nn import functional

from triptych.dataset import Raw
from triptych.features.mel import mel_filters
from triptych.paradigms.additive import Floats
from triptych.paradigms.deep.classifier_and_regressor import BuildModule
from triptych.paradigms.deep.networks.convolution import convolution
from triptych.paradigms.deep.networks.over_time import ConvolutionsOverTime

# Sounds transformed at once: the spectra of all of them would not fit into a small memory.
_BATCH: Final = 256
_SILENCE: Final = 1e-10


@dataclass(frozen=True, kw_only=True)
class Spectrogram:
    """Settings of spectrograms: sounds (n, samples) to scaled decibels (n, bands, frames).

    window_samples, hop_samples  length of a frame, and distance between frames
    transform_samples            length of the Fourier transform; zeros fill the frame up to it
    lowest_hertz, highest_hertz  range of kept frequencies
    mel_bands                    number of mel bands; None keeps every frequency
    pre_emphasis                 share of the previous sample that is subtracted from each sample:
                                 near 1 it amplifies high frequencies, where speech is soft
    range_decibels               levels further below the reference become 0
    frames                       number of frames to which the sound without trailing zeros is
                                 stretched, so that it does not reveal its length; None keeps the
                                 original time
    full_scale                   amplitude of the sine that becomes 1; None normalises each sound by
                                 its maximum, so that it does not reveal its loudness
    """

    samples_per_second: int
    window_samples: int
    hop_samples: int
    transform_samples: int
    lowest_hertz: float
    highest_hertz: float
    mel_bands: int | None = None
    pre_emphasis: float = 0.0
    range_decibels: float = 60.0
    frames: int | None = None
    full_scale: float | None = None

    def __call__(self, waves: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
        """The spectrogram of each wave (n, samples), each by itself."""
        bands, window = self._bands(), torch.hann_window(self.window_samples)
        parts = []
        for start in range(0, len(waves), _BATCH):
            batch = torch.from_numpy(waves[start : start + _BATCH].astype(np.float32))
            decibels = self._decibels(batch, window, bands)
            parts.append(decibels if self.frames is None else self._stretched(decibels, batch))
        return torch.cat(parts).numpy()

    def parts(self, waves: Raw, credit: Floats) -> list[Floats]:
        """The credit (samples,) of each wave, from the `credit` (n, bands, frames) of its frames.

        Within a frame, the window's weights share the credit.
        """
        heard = credit.sum(axis=1)
        sounds = np.asarray(waves)
        count = (sounds.shape[1] - self.window_samples) // self.hop_samples + 1
        if self.frames is not None:
            before, after, share = self._places(torch.from_numpy(sounds.astype(np.float32)), count)
            each, stretched = np.arange(len(heard))[:, None], heard
            heard = np.zeros((len(heard), count))
            np.add.at(heard, (each, before.numpy()), stretched * (1 - share.numpy()))
            np.add.at(heard, (each, after.numpy()), stretched * share.numpy())
        window = torch.hann_window(self.window_samples).double().numpy()
        samples = np.zeros(sounds.shape)
        for frame in range(count):
            start = frame * self.hop_samples
            shares = heard[:, [frame]] * window / window.sum()
            samples[:, start : start + self.window_samples] += shares
        return list(samples)

    def _decibels(self, waves: Tensor, window: Tensor, bands: Tensor) -> Tensor:
        frames = waves.unfold(1, self.window_samples, self.hop_samples) * window
        power = torch.fft.rfft(frames, n=self.transform_samples).abs().square()
        # A sine of amplitude 1 has a level of 1.
        level = 4 * (power @ bands.T).transpose(1, 2) / window.sum().square()
        reference = (
            level.amax(dim=(1, 2), keepdim=True)
            if self.full_scale is None
            else torch.tensor(self.full_scale**2)
        )
        decibels = 10 * torch.log10((level / reference.clamp_min(_SILENCE)).clamp_min(_SILENCE))
        return 1 + decibels.clamp_min(-self.range_decibels) / self.range_decibels

    def _stretched(self, decibels: Tensor, waves: Tensor) -> Tensor:
        """Spectrograms of `frames` frames, interpolated between the frames of the sound."""
        before, after, share = self._places(waves, decibels.shape[2])
        one, other = (decibels.take_along_dim(at[:, None], dim=2) for at in (before, after))
        return torch.lerp(one, other, share[:, None])

    def _places(self, waves: Tensor, count: int) -> tuple[Tensor, Tensor, Tensor]:
        """The two neighbours of each stretched frame among `count`, and the second's weight."""
        samples = waves.shape[1] - (waves.flip(1) != 0).int().argmax(dim=1)
        last = (samples - self.window_samples).clamp_min(0) / self.hop_samples
        places = last[:, None] * torch.linspace(0, 1, self.frames or 1)
        before = places.floor().long().clamp_max(count - 1)
        return before, (before + 1).clamp_max(count - 1), places - before

    def _bands(self) -> Tensor:
        """Weights (bands, frequencies of the transform)."""
        hertz = np.fft.rfftfreq(self.transform_samples, 1 / self.samples_per_second)
        kept = (hertz >= self.lowest_hertz) & (hertz <= self.highest_hertz)
        if self.mel_bands is None:
            weights = np.eye(len(hertz))[kept]
        else:
            weights = mel_filters(self.mel_bands, hertz, self.lowest_hertz, self.highest_hertz)
        turn = 2j * np.pi * hertz / self.samples_per_second
        weights = weights * np.abs(1 - self.pre_emphasis * np.exp(-turn)) ** 2
        return torch.from_numpy(weights.astype(np.float32))


def spectrograms(spectrogram: Spectrogram) -> FunctionTransformer:
    """Prepare waves (n, samples) of whole or real numbers as `spectrogram` says."""
    return FunctionTransformer(spectrogram)


def frame_network(channels: tuple[int, ...], width: int = 3, dropout: float = 0.2) -> BuildModule:
    """A builder of networks that convolve over time only: one convolution per entry of `channels`.

    For sounds whose exact frequency matters: patterns are not shared between bands.
    """
    return partial(_frame_network, channels=channels, width=width, dropout=dropout)


def spectrogram_network(
    channels: tuple[int, ...], pieces: int = 1, centring: float = 0.0, dropout: float = 0.3
) -> BuildModule:
    """A builder of networks that convolve over time and frequency: one stage per entry."""
    return partial(
        SpectrogramNetwork, channels=channels, pieces=pieces, centring=centring, dropout=dropout
    )


def _frame_network(
    inputs: tuple[int, ...],
    classes: int,
    channels: tuple[int, ...],
    width: int,
    dropout: float,
) -> ConvolutionsOverTime:
    return ConvolutionsOverTime(
        None,
        inputs[0],
        classes,
        channels=channels,
        widths=(width,) * len(channels),
        halved=False,
        dropout=dropout,
    )


@final
class SpectrogramNetwork(nn.Module):
    """Convolutions over time and frequency, halving both between stages.

    The input has two channels. One subtracts the share `centring` of each band's mean over time,
    the constant effect of a voice and its microphone (Atal, JASA 55, 1974). The other subtracts
    each frame's mean over the bands, which keeps the shape of the spectrum at any loudness. The
    first convolution has a 5x5 kernel and stride 2. At the end each feature keeps its band; time is
    pooled to the maximum, and the means of `pieces` equal pieces.
    """

    def __init__(
        self,
        inputs: tuple[int, ...],
        classes: int,
        *,
        channels: tuple[int, ...],
        pieces: int,
        centring: float,
        dropout: float,
    ) -> None:
        super().__init__()
        self.centring = centring
        first, *later = channels
        layers: list[nn.Module] = [*convolution(2, first, size=5, stride=2)]
        bands, depth = -(-inputs[0] // 2), first
        for stage, count in enumerate(later):
            if stage:
                layers.append(nn.MaxPool2d(2))
                bands //= 2
            layers += convolution(depth, count, size=3)
            depth = count
        # On a CPU a tenth less time to train and a quarter less to decide, equal up to rounding.
        self.heard = nn.Sequential(*layers).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        pooled = depth * bands * (pieces + 1)
        self.pieces = pieces
        self.decided = nn.Sequential(nn.Dropout(dropout), nn.Linear(pooled, classes))

    def forward(self, batch: Tensor) -> Tensor:
        """Logits for a batch of spectrograms (n, bands, frames)."""
        centred = batch - self.centring * batch.mean(dim=2, keepdim=True)
        standing_out = batch - batch.mean(dim=1, keepdim=True)
        heard = self.heard(torch.stack((centred, standing_out), dim=1))
        course = functional.adaptive_avg_pool2d(heard, (heard.shape[2], self.pieces))
        pooled = torch.cat((heard.amax(dim=3, keepdim=True), course), dim=3)
        logits: Tensor = self.decided(pooled.flatten(1))
        return logits
