"""A convolution as every network here builds it: normalised in batches, then rectified."""

from typing import Final

from torch import nn

_KINDS: Final = {1: (nn.Conv1d, nn.BatchNorm1d), 2: (nn.Conv2d, nn.BatchNorm2d)}


def convolution(
    dimensions: int, inputs: int, outputs: int, size: int, stride: int = 1
) -> tuple[nn.Module, ...]:
    """Its layers; `size` places of each of the dimensions are seen at once."""
    convolve, normalise = _KINDS[dimensions]
    return (
        convolve(inputs, outputs, size, stride=stride, padding=size // 2, bias=False),
        normalise(outputs),
        nn.ReLU(),
    )
