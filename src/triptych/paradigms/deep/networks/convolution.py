"""The convolution of all networks: with batch normalisation and ReLU."""

from typing import Final

from torch import nn

_KINDS: Final = {1: (nn.Conv1d, nn.BatchNorm1d), 2: (nn.Conv2d, nn.BatchNorm2d)}


def convolution(
    dimensions: int, inputs: int, outputs: int, size: int, stride: int = 1
) -> tuple[nn.Module, ...]:
    """The layers of a convolution in 1 or 2 dimensions, with a kernel of `size` in each."""
    convolve, normalise = _KINDS[dimensions]
    return (
        convolve(inputs, outputs, size, stride=stride, padding=size // 2, bias=False),
        normalise(outputs),
        nn.ReLU(),
    )
