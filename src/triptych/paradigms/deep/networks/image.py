"""Networks over small grey images, and their data augmentation."""

import math
from dataclasses import dataclass
from functools import partial
from typing import final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.preprocessing import FunctionTransformer
from torch import Tensor, nn
from torch.nn import functional

from triptych.dataset import Raw
from triptych.paradigms.additive import Floats
from triptych.paradigms.deep.classifier_and_regressor import BuildModule
from triptych.paradigms.deep.networks.convolution import convolution


def grey_images(brightest: float) -> FunctionTransformer:
    """Prepare images (n, height, width) with values 0..`brightest`: one channel, 0 to 1."""
    return FunctionTransformer(OneChannel(brightest))


def pictures(brightest: float = 255.0) -> FunctionTransformer:
    """Prepare pictures, grey (n, height, width) or in colour (n, height, width, 3): 0 to 1."""
    return FunctionTransformer(Channels(brightest))


@final
@dataclass(frozen=True)
class Channels:
    """Pictures of 0..`brightest` as one channel, or as three where they are in colour, 0 to 1."""

    brightest: float

    def __call__(self, images: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
        """Prepared pictures (n, channels, height, width)."""
        scaled = np.asarray(images, dtype=np.float32) / np.float32(self.brightest)
        return scaled[:, None] if scaled.ndim == 3 else scaled.transpose(0, 3, 1, 2)

    def parts(self, images: Raw, credit: Floats) -> list[Floats]:
        """The credit of each pixel (height, width), or of each of its colours (…, 3)."""
        if np.ndim(images) == 3:
            return list(credit.sum(axis=1))
        return list(credit.transpose(0, 2, 3, 1))


@final
@dataclass(frozen=True)
class OneChannel:
    """Images (n, height, width) with values 0..`brightest`, as one channel, 0 to 1."""

    brightest: float

    def __call__(self, images: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
        """Prepared images (n, 1, height, width)."""
        return (np.asarray(images, dtype=np.float32) / np.float32(self.brightest))[:, None]

    def parts(self, images: Raw, credit: Floats) -> list[Floats]:
        """The credit of each pixel (height, width)."""
        return list(credit.sum(axis=1))


def convolutional_network(
    channels: tuple[int, ...],
    dropout: float = 0.2,
    convolutions: tuple[int, ...] | None = None,
    anywhere: bool = False,
    channels_last: bool = False,
    first: int = 3,
    pooled_first: bool = False,
) -> BuildModule:
    """A builder of convolutional networks: one stage per entry, each halving the image.

    channels        of each stage
    convolutions    number in each stage; None for two in all stages. One is enough where the image
                    is largest and a convolution costs most
    anywhere        pool the maximum of each channel over the image, independent of position
    channels_last   use the memory layout channels last: a third faster for larger images on a CPU,
                    equal up to rounding
    first           kernel size of the first convolution; all others have 3
    pooled_first    halve the image before normalisation and ReLU, which then take a quarter of the
                    time
    """
    return partial(
        ConvolutionalNetwork,
        channels=channels,
        convolutions=convolutions or (2,) * len(channels),
        dropout=dropout,
        anywhere=anywhere,
        channels_last=channels_last,
        first=first,
        pooled_first=pooled_first,
    )


@final
class ConvolutionalNetwork(nn.Module):
    """Stages of convolutions, halving the image between them; then a linear layer."""

    def __init__(
        self,
        inputs: tuple[int, ...],
        classes: int,
        *,
        channels: tuple[int, ...],
        convolutions: tuple[int, ...],
        dropout: float,
        anywhere: bool,
        channels_last: bool,
        first: int,
        pooled_first: bool,
    ) -> None:
        super().__init__()
        depth, height, width = inputs
        layers: list[nn.Module] = []
        size = first
        for stage, (count, times) in enumerate(zip(channels, convolutions, strict=True), start=1):
            for place in range(1, times + 1):
                halves = place == times and stage < len(channels)
                pool = nn.MaxPool2d(2) if halves else None
                layers += convolution(depth, count, size, pool=pool if pooled_first else None)
                depth, size = count, 3
                if pool is not None:
                    height, width = height // 2, width // 2
                    if not pooled_first:
                        layers.append(pool)
        if anywhere:
            layers.append(nn.AdaptiveMaxPool2d(1))
            height = width = 1
        self.seen = nn.Sequential(*layers)
        self.decided = nn.Sequential(
            nn.Flatten(), nn.Dropout(dropout), nn.Linear(depth * height * width, classes)
        )
        if channels_last:
            # Batches follow from the first convolution on.
            self.seen.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def forward(self, batch: Tensor) -> Tensor:
        """Logits for a batch of images (n, channels, height, width)."""
        logits: Tensor = self.decided(self.seen(batch))
        return logits


@final
@dataclass(frozen=True)
class AffineVariation:
    """Data augmentation by random shifts, rotations, scales and shears of training images.

    shift in pixels, turn in degrees, scale and shear as shares; each is drawn evenly between minus
    and plus its value, anew for every image. For images without an upright orientation,
    `quarter_turns` adds 0 to 3 quarter turns.
    """

    shift: float = 1.0
    turn: float = 10.0
    scale: float = 0.1
    shear: float = 0.1
    quarter_turns: bool = False

    def __call__(self, batch: Tensor) -> Tensor:
        """A varied copy of a batch (n, channels, height, width); what moves in is background."""
        size, _, height, width = batch.shape

        def drawn(most: float) -> Tensor:
            return (torch.rand(size) * 2 - 1) * most

        angle = drawn(math.radians(self.turn))
        if self.quarter_turns:
            angle = angle + torch.randint(4, (size,)) * (math.pi / 2)
        factor = 1 + drawn(self.scale)
        slant = drawn(self.shear)
        cosine, sine = torch.cos(angle) * factor, torch.sin(angle) * factor
        # affine_grid measures in half images, so a pixel is 2 / width.
        across, down = drawn(2 * self.shift / width), drawn(2 * self.shift / height)
        rows = (cosine, slant * cosine - sine, across, sine, slant * sine + cosine, down)
        matrix = torch.stack(rows, dim=1).view(size, 2, 3)
        grid = functional.affine_grid(matrix, list(batch.shape), align_corners=False)
        return functional.grid_sample(batch, grid, align_corners=False)
