"""Networks over the characters of a text."""

from dataclasses import dataclass
from functools import partial
from typing import Final, final

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import FunctionTransformer
from torch import nn

from triptych.dataset import Raw
from triptych.paradigms.additive import Floats
from triptych.paradigms.deep.classifier_and_regressor import BuildModule
from triptych.paradigms.deep.networks.over_time import ConvolutionsOverTime

# One code for each character of Latin-1, one for all others; 0 stands where a text has ended.
CODES: Final = 257
OTHER: Final = CODES - 1

_LATER_WIDTH: Final = 3


def characters(longest: int) -> FunctionTransformer:
    """A transformer to codes of the first `longest` characters (n, longest), padded with 0."""
    return FunctionTransformer(CharacterCodes(longest))


@final
@dataclass(frozen=True)
class CharacterCodes:
    """Codes of the first `longest` characters of each text, padded with 0."""

    longest: int

    def __call__(self, texts: npt.NDArray[np.object_]) -> npt.NDArray[np.uint32]:
        """Codes (n, longest)."""
        # A numpy string of fixed width is cut and padded, and its memory is the code points.
        fixed = np.array(texts, dtype=f"U{self.longest}").view(np.uint32)
        return np.minimum(fixed.reshape(len(texts), self.longest), OTHER)

    def parts(self, texts: Raw, credit: Floats) -> list[Floats]:
        """The credit (characters,) of each text, from `credit` (n, longest); 0 beyond the limit."""
        return [
            np.pad(own[: len(text)], (0, max(0, len(text) - self.longest)))
            for text, own in zip(texts, credit, strict=True)
        ]


def character_network(
    embedding: int = 16,
    channels: tuple[int, ...] = (48, 96),
    width: int = 5,
    dropout: float = 0.2,
) -> BuildModule:
    """A builder of networks over embedded characters: one convolution per entry of `channels`.

    width   kernel size of the first convolution, in characters; the text is halved between
            convolutions, and later kernels have size 3

    After Zhang, Zhao and LeCun, Character-level Convolutional Networks for Text Classification
    (NIPS 2015).
    """
    return partial(
        _character_network, embedding=embedding, channels=channels, width=width, dropout=dropout
    )


def _character_network(
    inputs: tuple[int, ...],
    classes: int,
    embedding: int,
    channels: tuple[int, ...],
    width: int,
    dropout: float,
) -> ConvolutionsOverTime:
    return ConvolutionsOverTime(
        nn.Embedding(CODES, embedding, padding_idx=0),
        embedding,
        classes,
        channels=channels,
        widths=(width, *(_LATER_WIDTH for _ in channels[1:])),
        halved=True,
        dropout=dropout,
    )
