"""Networks over the words of a text, with embeddings of words and of subwords."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted
from torch import Tensor, nn

from triptych.dataset import Raw
from triptych.paradigms.additive import Floats
from triptych.paradigms.deep.classifier_and_regressor import BuildModule

# What is known of words: at most so many of them and their pieces; 0 stands for nothing known.
KNOWN: Final = 20_000
CODES: Final = KNOWN + 1
FEWEST_TEXTS: Final = 2
PIECE_LENGTHS: Final = (3, 4)
PIECES_OF_A_WORD: Final = 16
FIRST_WEIGHT: Final = 0.1

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s]|_")
_DIGIT: Final = re.compile(r"\d")


@final
class WordCodes(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A transformer of texts to codes of the first `longest` words, each with its subwords.

    A word is a run of letters, a run of digits or one mark. It has the code of the whole word in
    lower case, and the codes of its subwords of three and four characters as written, with marks
    for its ends; every digit is read as 0. The 20,000 most frequent words and subwords that occur
    in at least two training texts have codes; all others are 0. Returns integers (n, longest, 17).
    """

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def fit(self, X: npt.NDArray[np.object_], y: Any = None) -> Self:
        """Learn the known words and subwords of n texts (n,)."""
        texts = Counter(chain.from_iterable(self._parts(text) for text in X))
        common = (part for part, count in texts.most_common(KNOWN) if count >= FEWEST_TEXTS)
        self.codes_ = {part: number for number, part in enumerate(common, start=1)}
        return self

    def transform(self, X: npt.NDArray[np.object_]) -> npt.NDArray[np.int32]:
        """The codes of each text's words (n, longest, 17), padded with zeros."""
        check_is_fitted(self)
        codes = np.zeros((len(X), self.longest, 1 + PIECES_OF_A_WORD), dtype=np.int32)
        known: dict[str, list[int]] = {}
        for row, text in zip(codes, X, strict=True):
            for place, word in enumerate(_words(text, self.longest)):
                if word not in known:
                    known[word] = [self.codes_.get(part, 0) for part in _parts(word)]
                row[place, : len(known[word])] = known[word]
        return codes

    def parts(self, X: Raw, credit: Floats) -> list[Floats]:
        """The credit (characters,) of each text: equal shares of each word's credit."""
        return [self._spread(str(text), own) for text, own in zip(X, credit, strict=True)]

    def _spread(self, text: str, credit: Floats) -> Floats:
        characters = np.zeros(len(text))
        for word, own in zip(_matches(text, self.longest), credit, strict=False):
            characters[slice(*word.span())] = own / len(word[0])
        return characters

    def _parts(self, text: str) -> Iterable[str]:
        # A dictionary keeps its order, a set does not: codes must not differ between runs.
        return dict.fromkeys(chain.from_iterable(map(_parts, _words(text, self.longest))))


def word_network(
    embedding: int = 64,
    channels: int = 64,
    widths: tuple[int, ...] = (2, 3, 4, 5),
    embedding_dropout: float = 0.2,
    dropout: float = 0.5,
) -> BuildModule:
    """A builder of word networks for items prepared by `WordCodes`.

    channels   features of each width, in words
    embedding_dropout    share of the numbers of word vectors that are left out in training
    dropout    share of the features that are left out in training
    """
    return partial(
        WordNetwork,
        embedding=embedding,
        channels=channels,
        widths=widths,
        embedding_dropout=embedding_dropout,
        dropout=dropout,
    )


@final
class WordNetwork(nn.Module):
    """Convolutions over windows of words, then each feature's maximum and mean over the text.

    A word's vector is its own embedding, plus the mean embedding of its subwords (Bojanowski et
    al., Enriching Word Vectors with Subword Information, TACL 2017); features read windows of
    `widths` consecutive words (Kim, Convolutional Neural Networks for Sentence Classification,
    EMNLP 2014). The mean is over all places, so that it also tells a short text from a long one.
    """

    def __init__(
        self,
        inputs: tuple[int, ...],
        classes: int,
        *,
        embedding: int,
        channels: int,
        widths: tuple[int, ...],
        embedding_dropout: float,
        dropout: float,
    ) -> None:
        super().__init__()
        self.words = WordVectors(embedding)
        self.seen = nn.Sequential(
            nn.Dropout(embedding_dropout), Windows(embedding, channels, widths), nn.ReLU()
        )
        self.decided = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(2 * channels * len(widths), classes)
        )

    def forward(self, batch: Tensor) -> Tensor:
        """Logits for a batch of texts as codes (n, words, codes of a word)."""
        seen: Tensor = self.seen(self.words(batch))
        logits: Tensor = self.decided(torch.cat((seen.amax(dim=2), seen.mean(dim=2)), dim=1))
        return logits


@final
class Windows(nn.Module):
    """Features of the window around each word: `channels` of each width, side by side."""

    def __init__(self, depth: int, channels: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        # In two dimensions: only there may a word's numbers lie side by side in memory, as they
        # come, which takes a quarter less time.
        self.of_widths = nn.ModuleList(
            nn.Conv2d(depth, channels, (1, width), padding=(0, width // 2)) for width in widths
        )

    def forward(self, vectors: Tensor) -> Tensor:
        """Features (n, channels of all widths, words) of word vectors (n, words, depth)."""
        lying = vectors.transpose(1, 2).unsqueeze(2)
        # An even window has one place more.
        features = [convolve(lying)[..., : vectors.shape[1]] for convolve in self.of_widths]
        return torch.cat(features, dim=1).squeeze(2)


@final
class WordVectors(nn.Module):
    """The vector of each word: its own embedding plus the mean embedding of its subwords."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.known = nn.Embedding(CODES, width, padding_idx=0)
        # Small, so that a word hardly seen in training says little rather than anything.
        with torch.no_grad():
            self.known.weight.mul_(FIRST_WEIGHT)

    def forward(self, batch: Tensor) -> Tensor:
        """Vectors (n, words, width) of texts as codes (n, words, codes of a word)."""
        pieces = nn.functional.embedding_bag(
            batch[:, :, 1:].flatten(0, 1), self.known.weight, mode="mean", padding_idx=0
        )
        vectors: Tensor = self.known(batch[:, :, 0]) + pieces.view(*batch.shape[:2], -1)
        return vectors


def _words(text: str, longest: int) -> Iterator[str]:
    return (match[0] for match in _matches(text, longest))


def _matches(text: str, longest: int) -> Iterator[re.Match[str]]:
    """Matches of the first words of a text, with digits read as 0."""
    return islice(_WORD.finditer(_DIGIT.sub("0", text)), longest)


def _parts(word: str) -> list[str]:
    """The whole word in lower case, then its subwords, between < and >."""
    marked = f"<{word}>"
    pieces = (
        marked[start : start + length]
        for length in PIECE_LENGTHS
        for start in range(len(marked) - length + 1)
    )
    return [f"{word.lower()} ", *list(pieces)[:PIECES_OF_A_WORD]]
