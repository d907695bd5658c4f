"""Networks over sequences: codes of symbols, or numbers measured at equal steps of time."""

from functools import partial
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted
from torch import Tensor, nn

from triptych.dataset import Raw
from triptych.paradigms.additive import Floats
from triptych.paradigms.deep.classifier_and_regressor import BuildModule
from triptych.paradigms.deep.networks.over_time import ConvolutionsOverTime

_LEAST_SPREAD: Final = 1e-6


@final
class ChannelScaler(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # untyped
    """Prepare series (n, steps) or (n, steps, channels): each channel by all training series.

    Unlike a scaling of each series by itself, it keeps how high and how wide a series is.
    """

    def fit(self, X: npt.NDArray[Any], y: Any = None) -> Self:
        """Learn the mean and standard deviation of each channel."""
        numbers = np.asarray(X, dtype=np.float64)
        over = (0, 1)
        self.mean_ = numbers.mean(axis=over)
        self.spread_ = np.maximum(numbers.std(axis=over), _LEAST_SPREAD)
        return self

    def transform(self, X: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
        """The scaled series."""
        check_is_fitted(self)
        return np.asarray((X - self.mean_) / self.spread_, dtype=np.float32)

    def parts(self, X: Raw, credit: Floats) -> list[Floats]:
        """The credit of each step and channel, as it is."""
        return list(credit)


def recurrent_network(width: int = 64, codes: int | None = None) -> BuildModule:
    """A builder of recurrent networks with a hidden state of `width` units.

    codes   number of codes for sequences of codes (n, steps); None for measured numbers (n, steps)
            or (n, steps, channels)
    """
    return partial(RecurrentNetwork, width=width, codes=codes)


def sequence_network(
    channels: tuple[int, ...] = (32, 64, 128),
    width: int = 7,
    codes: int | None = None,
    dropout: float = 0.2,
) -> BuildModule:
    """A builder of convolutional networks over time: one stage per entry of `channels`.

    width   kernel size of each convolution, in steps
    codes   as for `recurrent_network`

    After Wang, Yan and Oates, Time Series Classification from Scratch with Deep Neural Networks
    (IJCNN 2017); time is halved between stages in place of their full length.
    """
    return partial(_sequence_network, channels=channels, width=width, codes=codes, dropout=dropout)


@final
class RecurrentNetwork(nn.Module):
    """A gated recurrent unit (GRU) reads the sequence; its last hidden state decides.

    After Cho et al., Learning Phrase Representations using RNN Encoder-Decoder (EMNLP 2014).
    """

    def __init__(
        self, inputs: tuple[int, ...], classes: int, *, width: int, codes: int | None
    ) -> None:
        super().__init__()
        self.first = StepVectors(inputs, width, codes)
        self.memory = nn.GRU(self.first.depth, width, batch_first=True)
        self.last = nn.Linear(width, classes)

    def forward(self, batch: Tensor) -> Tensor:
        """Logits for a batch of sequences (n, steps) or (n, steps, channels)."""
        _, remembered = self.memory(self.first(batch))
        logits: Tensor = self.last(remembered[-1])
        return logits


def _sequence_network(
    inputs: tuple[int, ...],
    classes: int,
    channels: tuple[int, ...],
    width: int,
    codes: int | None,
    dropout: float,
) -> ConvolutionsOverTime:
    vectors = StepVectors(inputs, channels[0], codes)
    return ConvolutionsOverTime(
        vectors,
        vectors.depth,
        classes,
        channels=channels,
        widths=(width,) * len(channels),
        halved=True,
        dropout=dropout,
    )


@final
class StepVectors(nn.Module):
    """Embeds each step (n, steps, depth): codes are embedded, numbers stay unchanged.

    Numbers (n, steps) become one channel.
    """

    def __init__(self, inputs: tuple[int, ...], embedding: int, codes: int | None) -> None:
        super().__init__()
        self.embedded = None if codes is None else nn.Embedding(codes, embedding)
        measured = 1 if len(inputs) == 1 else inputs[1]
        self.depth = measured if codes is None else embedding

    def forward(self, batch: Tensor) -> Tensor:
        """Vectors for a batch of sequences (n, steps) or (n, steps, channels)."""
        if self.embedded is not None:
            embedded: Tensor = self.embedded(batch)
            return embedded
        return batch if batch.ndim == 3 else batch[:, :, None]
