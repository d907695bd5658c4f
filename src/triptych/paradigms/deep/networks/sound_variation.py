"""Data augmentation of spectrograms: other speakers, microphones and rooms."""

from dataclasses import dataclass
from typing import Final, final

import torch
from torch import Tensor
from torch.nn import functional

# Bands whose level `colour` draws; between them it runs straight.
_COLOURS: Final = 4


@final
@dataclass(frozen=True)
class SoundVariation:
    """Shifts, stretches and masks each training spectrogram at random.

    shift, stretch   along time: largest shift in frames, and largest stretch as a share
    bend             along time: largest relative displacement of parts, as a share of the whole,
                     for different speaking rates
    rise, spread     along frequency: along frequency: largest shift in bands, and largest stretch
                     as a share (vocal tract length moves all resonances)
    colour           largest change of level in some bands against others, as by microphones (Nam et
                     al., FilterAugment, ICASSP 2022)
    noise            highest level of uniform noise, which masks softer sounds
    hidden_frames, hidden_bands
                     largest width of one mask along time and one along frequency
                     (Park et al., SpecAugment, Interspeech 2019)
    """

    shift: float = 0.0
    stretch: float = 0.0
    bend: float = 0.0
    rise: float = 0.0
    spread: float = 0.0
    colour: float = 0.0
    noise: float = 0.0
    hidden_frames: int = 0
    hidden_bands: int = 0

    def __call__(self, batch: Tensor) -> Tensor:
        """A varied copy of a batch (n, bands, frames); what moves in is silence."""
        size, bands, frames = batch.shape

        def drawn(most: float, count: int = 1) -> Tensor:
            return (torch.rand(size, count) * 2 - 1) * most

        varied = batch
        if self.shift or self.stretch or self.bend or self.rise or self.spread:
            # Where each place of the copy is read from, as shares of the whole. Sounds begin
            # at the left edge, bands at the top one: they are stretched from there.
            time, height = _middles(frames), _middles(bands)
            bent = drawn(self.bend) * (torch.pi * time).sin()
            bent = bent + drawn(self.bend / 2) * (2 * torch.pi * time).sin()
            along = time * (1 + drawn(self.stretch)) + drawn(self.shift / frames) + bent
            across = height * (1 + drawn(self.spread)) + drawn(self.rise / bands)
            read = (along[:, None, :].expand_as(batch), across[:, :, None].expand_as(batch))
            grid = 2 * torch.stack(read, dim=3) - 1
            varied = functional.grid_sample(varied[:, None], grid, align_corners=False)[:, 0]
        if self.colour:
            curve = drawn(self.colour, _COLOURS)[:, None]
            curve = functional.interpolate(curve, bands, mode="linear", align_corners=True)
            curve = curve - curve.mean(dim=2, keepdim=True)
            varied = (varied + curve.mT).clamp_min(0) * (varied > 0)
        varied = torch.maximum(varied, torch.rand(size, 1, 1) * self.noise)
        return (
            varied
            * _mask(size, frames, self.hidden_frames)[:, None, :]
            * _mask(size, bands, self.hidden_bands)[:, :, None]
        )


def _middles(count: int) -> Tensor:
    """The midpoints (count,) of equal parts of the interval from 0 to 1."""
    return (torch.arange(count) + 0.5) / count


def _mask(size: int, length: int, most: int) -> Tensor:
    """Ones (size, length), with one random run of at most `most` zeros in each row."""
    width = torch.rand(size, 1) * most
    start = torch.rand(size, 1) * (length - width)
    places = torch.arange(length)
    return ((places < start) | (places >= start + width)).float()
