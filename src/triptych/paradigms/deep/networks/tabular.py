"""Networks over columns of a table."""

from functools import partial
from itertools import pairwise
from typing import Any, Self, final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import ColumnTransformer, make_column_selector, make_column_transformer
from sklearn.pipeline import make_union
from sklearn.preprocessing import OneHotEncoder
from sklearn.utils.validation import check_is_fitted
from torch import Tensor, nn

from triptych.paradigms.deep.classifier_and_regressor import BuildModule


def table_encoder(pieces: int = 16, repeated: int | None = None) -> ColumnTransformer:
    """Prepare a table of numbers and words: pieces of each number, an indicator of each word.

    pieces    number of pieces of a numeric column
    repeated  numbers that occur at least this often in fitting also get an indicator of their own,
              and rarer words share one; None for no number, and one indicator for each word

    The first layer of a network over indicators holds a vector for each word: an embedding.
    A word that is unknown from fitting gets the indicator of rare words, or none.
    """
    indicators = OneHotEncoder(
        min_frequency=repeated,
        handle_unknown="infrequent_if_exist",
        sparse_output=False,
        dtype=np.float32,
    )
    bent = PiecewiseLinear(pieces)
    return make_column_transformer(
        (
            bent if repeated is None else make_union(bent, indicators),
            make_column_selector(dtype_include=["number", "bool"]),
        ),
        (indicators, make_column_selector(dtype_exclude=["number", "bool"])),
    )


def residual_network(width: int = 64, blocks: int = 2, dropout: float = 0.1) -> BuildModule:
    """A builder of residual networks, `width` units wide and `blocks` blocks deep."""
    return partial(ResidualNetwork, width=width, blocks=blocks, dropout=dropout)


@final
class PiecewiseLinear(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # untyped
    """Piecewise linear encoding: the share of each piece of a range that lies below the number.

    A network over pieces can bend at each edge. The edges are quantiles of the distinct values in
    fitting, so that a very frequent value (no capital gain) takes one piece at most. A missing
    number fills no piece and has an indicator of its own. After Gorishniy et al., On Embeddings for
    Numerical Features in Tabular Deep Learning (NeurIPS 2022).
    """

    def __init__(self, pieces: int = 16) -> None:
        self.pieces = pieces

    def fit(self, X: pd.DataFrame, y: None = None) -> Self:
        """Learn the edges of each column's pieces."""
        shares = np.linspace(0, 1, self.pieces + 1)
        distinct = (np.unique(column[~np.isnan(column)]) for column in _numbers(X).T)
        self.edges_ = [
            np.unique(np.quantile(values, shares)) if len(values) else np.empty(0)
            for values in distinct
        ]
        return self

    def transform(self, X: pd.DataFrame) -> npt.NDArray[np.float32]:
        """Encode (n, prepared): of each column its pieces, then its missing indicator."""
        check_is_fitted(self)
        parts = []
        for column, edges in zip(_numbers(X).T, self.edges_, strict=True):
            missing = np.isnan(column)
            number = np.where(missing, -np.inf, column)
            parts += [np.clip((number - low) / (high - low), 0, 1) for low, high in pairwise(edges)]
            parts.append(missing)
        return np.column_stack(parts).astype(np.float32)

    def origins(self, X: Any) -> npt.NDArray[np.intp]:
        """The column index of each prepared column (prepared,)."""
        counts = [max(len(edges) - 1, 0) + 1 for edges in self.edges_]
        return np.repeat(np.arange(len(counts)), counts)


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
        self.blocks = nn.Sequential(*(ResidualBlock(width, dropout) for _ in range(blocks)))
        self.last = nn.Sequential(nn.LayerNorm(width), nn.ReLU(), nn.Linear(width, classes))

    def forward(self, batch: Tensor) -> Tensor:
        """Logits (n, outputs) for a batch of rows (n, prepared)."""
        logits: Tensor = self.last(self.blocks(self.first(batch)))
        return logits


@final
class ResidualBlock(nn.Sequential):
    """A block with a residual connection."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__(
            nn.LayerNorm(width),
            nn.Linear(width, 2 * width),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(2 * width, width),
            nn.Dropout(dropout),
        )

    def forward(self, batch: Tensor) -> Tensor:
        """The transformed rows (n, width)."""
        change = batch
        for part in self:
            change = part(change)
        return batch + change


def _numbers(X: Any) -> npt.NDArray[np.float64]:
    return np.asarray(X, dtype=np.float64)
