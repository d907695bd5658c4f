"""Networks over the characters of a text."""

from dataclasses import dataclass
from functools import partial
from typing import Final, final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.preprocessing import FunctionTransformer
from torch import Tensor, nn

from triptych.dataset import Raw
from triptych.paradigms.additive import Floats
from triptych.paradigms.deep.classifier_and_regressor import BuildModule

# One code for each character of Latin-1, one for all others; 0 stands where a text has ended.
CODES: Final = 257
OTHER: Final = CODES - 1


def characters(longest: int) -> FunctionTransformer:
    """Prepare texts: the codes of the first `longest` characters, (n, longest), 0 after the end."""
    return FunctionTransformer(CharacterCodes(longest))


@final
@dataclass(frozen=True)
class CharacterCodes:
    """Codes of the first `longest` characters of each text, 0 after its end."""

    longest: int

    def __call__(self, texts: npt.NDArray[np.object_]) -> npt.NDArray[np.uint32]:
        """Codes (n, longest)."""
        # A numpy string of fixed width is cut and padded, and its memory is the code points.
        fixed = np.array(texts, dtype=f"U{self.longest}").view(np.uint32)
        return np.minimum(fixed.reshape(len(texts), self.longest), OTHER)

    def parts(self, texts: Raw, credit: Floats) -> list[Floats]:
        """The credit of each character; of those that are not read, none."""
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
    """A builder of character networks: one convolution an entry of `channels`."""
    return partial(
        CharacterNetwork, embedding=embedding, channels=channels, width=width, dropout=dropout
    )


@final
class CharacterNetwork(nn.Module):
    """Convolutions over embedded characters; of each feature, its maximum and mean over the text.

    `width` is how many characters the first convolution sees at once; the text is halved
    between convolutions, and the later ones see three places. After Zhang, Zhao and LeCun,
    Character-level Convolutional Networks for Text Classification (NIPS 2015).
    """

    def __init__(
        self,
        inputs: tuple[int, ...],
        classes: int,
        *,
        embedding: int,
        channels: tuple[int, ...],
        width: int,
        dropout: float,
    ) -> None:
        super().__init__()
        self.embedded = nn.Embedding(CODES, embedding, padding_idx=0)
        layers: list[nn.Module] = []
        depth = embedding
        for stage, count in enumerate(channels):
            if stage:
                layers.append(nn.MaxPool1d(2, ceil_mode=True))
            seen = 3 if stage else width
            layers += [
                nn.Conv1d(depth, count, kernel_size=seen, padding=seen // 2, bias=False),
                nn.BatchNorm1d(count),
                nn.ReLU(),
            ]
            depth = count
        self.seen = nn.Sequential(*layers)
        self.decided = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * depth, classes))

    def forward(self, batch: Tensor) -> Tensor:
        """Logits for a batch of texts as character codes (n, longest)."""
        seen: Tensor = self.seen(self.embedded(batch).transpose(1, 2))
        pooled = torch.cat((seen.amax(dim=2), seen.mean(dim=2)), dim=1)
        logits: Tensor = self.decided(pooled)
        return logits
