"""Variation of prepared items: what an embedding should not depend on, where a task says none."""

from typing import Final

import torch
from torch import Tensor

from triptych.paradigms.deep.batches import Augmentation
from triptych.paradigms.deep.networks.image import AffineVariation

SWAPPED: Final = 0.3
"""Share of the numbers or codes of a row that are those of another item."""

NOISE: Final = 0.25
"""Noise of pictures and sounds, in standard deviations of all prepared numbers."""

_LOUDNESS: Final = 0.2
_SHIFT: Final = 0.1
_IMAGE_AXES: Final = 4


def variation_of(inputs: Tensor, own: Augmentation | None) -> Augmentation:
    """How a batch of prepared items (n, …) is varied: as the task does, or in a general way.

    Rows of numbers or codes get values of other items (Bahri et al., SCARF, ICLR 2022); pictures
    are moved and turned, sounds and series shifted and scaled, and both get noise.
    """
    if inputs.ndim <= 2 or not inputs.is_floating_point():
        return _swapped if own is None else lambda batch: _swapped(own(batch))
    is_image = inputs.ndim == _IMAGE_AXES and inputs.shape[2] > 1
    moved = own or (AffineVariation() if is_image else _shifted)
    strength = NOISE * float(inputs.std())
    return lambda batch: _with_noise(moved(batch), strength)


def _swapped(batch: Tensor) -> Tensor:
    """A copy in which each entry may be the one that another item of the batch has there."""
    other = batch[torch.randperm(len(batch))]
    return torch.where(torch.rand(batch.shape) < SWAPPED, other, batch)


def _shifted(batch: Tensor) -> Tensor:
    """A copy shifted along the last axis, all by the same steps, each scaled by its own factor."""
    most = int(batch.shape[-1] * _SHIFT)
    steps = int(torch.randint(-most, most + 1, ()))
    factor = 1 + (torch.rand(len(batch), *[1] * (batch.ndim - 1)) * 2 - 1) * _LOUDNESS
    return torch.roll(batch, steps, dims=-1) * factor


def _with_noise(batch: Tensor, strength: float) -> Tensor:
    return batch + strength * torch.randn_like(batch)
