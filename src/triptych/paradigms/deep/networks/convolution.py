"""The convolutions of all networks: with batch normalisation and ReLU."""

from typing import final

from torch import nn


def convolution(inputs: int, outputs: int, size: int, stride: int = 1) -> tuple[nn.Module, ...]:
    """The layers of a convolution over both axes of an image, with a square kernel of `size`."""
    return (
        nn.Conv2d(inputs, outputs, size, stride=stride, padding=size // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    )


def convolution_over_time(inputs: int, outputs: int, size: int) -> tuple[nn.Module, ...]:
    """The layers of a convolution over the last axis of series (n, channels, 1, steps)."""
    return (ConvolutionOverTime(inputs, outputs, size), nn.BatchNorm2d(outputs), nn.ReLU())


@final
class ConvolutionOverTime(nn.Conv2d):
    """A convolution over time, as one over images of height 1.

    Only so does torch know the memory layout channels last for series; on a CPU training then takes
    a fifth to a third less time than over one axis, equal up to rounding.
    """

    def __init__(self, inputs: int, outputs: int, size: int) -> None:
        super().__init__(inputs, outputs, (1, size), padding=(0, size // 2), bias=False)
