"""Convolutions over time: the network behind those over sounds, sequences and texts."""

from collections.abc import Sequence
from typing import final

import torch
from torch import Tensor, nn

from triptych.paradigms.deep.networks.convolution import convolution_over_time


@final
class ConvolutionsOverTime(nn.Module):
    """One convolution per entry of `channels`, then each feature's maximum and mean over time.

    embedded  embeds each step (n, steps, depth); None for inputs (n, depth, steps)
    depth     size of each step's vector
    widths    kernel sizes of the convolutions, in steps
    halved    whether time is halved between convolutions, so that receptive fields grow

    Maximum and mean do not depend on when something happens, only on whether and how often.
    """

    def __init__(
        self,
        embedded: nn.Module | None,
        depth: int,
        classes: int,
        *,
        channels: Sequence[int],
        widths: Sequence[int],
        halved: bool,
        dropout: float,
    ) -> None:
        super().__init__()
        self.embedded = embedded
        layers: list[nn.Module] = []
        for stage, (count, width) in enumerate(zip(channels, widths, strict=True), start=1):
            halves = halved and stage < len(channels)
            pool = nn.MaxPool2d((1, 2), ceil_mode=True) if halves else None
            layers += convolution_over_time(depth, count, width, pool)
            depth = count
        self.seen = nn.Sequential(*layers).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.decided = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * depth, classes))

    def forward(self, batch: Tensor) -> Tensor:
        """Logits (n, outputs) for a batch (n, depth, steps), or of codes (n, steps)."""
        steps = batch if self.embedded is None else self.embedded(batch).transpose(1, 2)
        seen: Tensor = self.seen(steps.unsqueeze(2)).squeeze(2)
        logits: Tensor = self.decided(torch.cat((seen.amax(dim=2), seen.mean(dim=2)), dim=1))
        return logits
