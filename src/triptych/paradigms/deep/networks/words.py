"""Networks over the words of a text, each word known by itself and by its spelling."""

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
    """Prepare texts: codes of the first `longest` words, each with its pieces.

    A word is a run of letters, a run of digits or one mark. It has the code of the whole word,
    whatever its capitals, and those of its pieces of three and four characters as written,
    its ends included; every digit is read as 0. Known is what occurs in two training texts,
    the commonest 20,000; the rest is 0. Gives whole numbers (n, longest, 17).
    """

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def fit(self, X: npt.NDArray[np.object_], y: Any = None) -> Self:
        """Learn which words and pieces are known."""
        texts = Counter(chain.from_iterable(self._parts(text) for text in X))
        common = (part for part, count in texts.most_common(KNOWN) if count >= FEWEST_TEXTS)
        self.codes_ = {part: number for number, part in enumerate(common, start=1)}
        return self

    def transform(self, X: npt.NDArray[np.object_]) -> npt.NDArray[np.int32]:
        """The codes of each text's words; zeros after its end."""
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
        """The credit of each character: that of its word, in equal shares."""
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
    embedding: int = 64, channels: int = 96, width: int = 3, dropout: float = 0.5
) -> BuildModule:
    """A builder of word networks for items prepared by `WordCodes`."""
    return partial(
        WordNetwork, embedding=embedding, channels=channels, width=width, dropout=dropout
    )


@final
class WordNetwork(nn.Module):
    """One convolution over words; of each feature, its maximum over the text.

    A word is what is known of it as a whole, plus the mean of its pieces (Bojanowski et al.,
    Enriching Word Vectors with Subword Information, TACL 2017); each of `channels` features
    looks at `width` words side by side (Kim, Convolutional Neural Networks for Sentence
    Classification, EMNLP 2014).
    """

    def __init__(
        self,
        inputs: tuple[int, ...],
        classes: int,
        *,
        embedding: int,
        channels: int,
        width: int,
        dropout: float,
    ) -> None:
        super().__init__()
        self.words = WordVectors(embedding)
        self.seen = nn.Sequential(
            nn.Conv1d(embedding, channels, kernel_size=width, padding=width // 2), nn.ReLU()
        )
        self.decided = nn.Sequential(nn.Dropout(dropout), nn.Linear(channels, classes))

    def forward(self, batch: Tensor) -> Tensor:
        """Logits for a batch of texts as codes (n, words, codes of a word)."""
        seen: Tensor = self.seen(self.words(batch).transpose(1, 2))
        logits: Tensor = self.decided(seen.amax(dim=2))
        return logits


@final
class WordVectors(nn.Module):
    """A vector for each word: that of the whole plus the mean of its pieces'."""

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
    """The first words of a text, digits read as 0; they stand where they stand in the text."""
    return islice(_WORD.finditer(_DIGIT.sub("0", text)), longest)


def _parts(word: str) -> list[str]:
    """The whole word in small letters, then pieces of it as written between < and >."""
    marked = f"<{word}>"
    pieces = (
        marked[start : start + length]
        for length in PIECE_LENGTHS
        for start in range(len(marked) - length + 1)
    )
    return [f"{word.lower()} ", *list(pieces)[:PIECES_OF_A_WORD]]
