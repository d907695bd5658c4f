"""Networks over columns of a table."""

from functools import partial
from typing import final

from torch import Tensor, nn

from triptych.paradigms.deep.training import BuildModule


def residual_network(width: int = 64, blocks: int = 2, dropout: float = 0.1) -> BuildModule:
    """A builder of residual networks, `width` units wide and `blocks` blocks deep."""
    return partial(ResidualNetwork, width=width, blocks=blocks, dropout=dropout)


@final
class ResidualNetwork(nn.Module):
    """A multilayer perceptron whose blocks add to their input.

    After Gorishniy et al., Revisiting Deep Learning Models for Tabular Data (NeurIPS 2021).
    """

    def __init__(
        self, inputs: tuple[int, ...], classes: int, *, width: int, blocks: int, dropout: float
    ) -> None:
        super().__init__()
        (columns,) = inputs
        self.first = nn.Linear(columns, width)
        self.blocks = nn.ModuleList(_Block(width, dropout) for _ in range(blocks))
        self.last = nn.Sequential(nn.LayerNorm(width), nn.ReLU(), nn.Linear(width, classes))

    def forward(self, batch: Tensor) -> Tensor:
        """Logits for a batch of rows."""
        hidden: Tensor = self.first(batch)
        for block in self.blocks:
            hidden = hidden + block(hidden)
        logits: Tensor = self.last(hidden)
        return logits


@final
class _Block(nn.Sequential):
    def __init__(self, width: int, dropout: float) -> None:
        super().__init__(
            nn.LayerNorm(width),
            nn.Linear(width, 2 * width),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(2 * width, width),
            nn.Dropout(dropout),
        )
