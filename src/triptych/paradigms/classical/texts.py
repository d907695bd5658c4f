"""Linear models on the TF-IDF of words and of runs of characters."""

import re
from collections import Counter
from itertools import pairwise
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.utils.validation import check_is_fitted

from triptych.dataset import Raw
from triptych.paradigms.additive import Floats

# The most frequent of each kind; what is rarer occurs in one or two texts and decides little.
KNOWN: Final = 50_000
LONGEST_RUN: Final = 5

_WORD: Final = re.compile(r"\w+|[^\w\s]")

_Place = tuple[str, int, int]
"""A piece of a text, and its first and last character but one."""


@final
class WordsAndCharacters(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # untyped
    """A transformer of texts to the TF-IDF of their words and of their runs of characters.

    Words, single marks and pairs of neighbours in lower case, and runs of one to five characters as
    written; the 50,000 most frequent of either kind. A text's weights of each kind are logarithms
    of counts, of unit length. By scikit-learn's `TfidfVectorizer`.
    """

    def fit(self, X: npt.NDArray[np.object_], y: Any = None) -> Self:
        """Learn which pieces n texts (n,) have, and how common each is."""
        self.kinds_ = [
            TfidfVectorizer(analyzer=pieces, sublinear_tf=True, max_features=KNOWN).fit(X)
            for pieces in (_words, _runs)
        ]
        return self

    def transform(self, X: npt.NDArray[np.object_]) -> csr_matrix:
        """The weights of each text's pieces (n, pieces)."""
        check_is_fitted(self)
        return hstack([kind.transform(X) for kind in self.kinds_], format="csr")

    def parts(self, X: Raw, credit: Floats) -> list[Floats]:
        """The credit (characters,) of each text: equal shares of each piece that covers them.

        A piece that occurs several times divides its credit among its places.
        """
        words, runs = (kind.vocabulary_ for kind in self.kinds_)
        return [
            _spread(len(text), _word_places(text), words, own[: len(words)])
            + _spread(len(text), _run_places(text), runs, own[len(words) :])
            for text, own in zip(map(str, X), credit, strict=True)
        ]


def tfidf(seed: int, inverse_penalty: float = 100.0) -> Pipeline:
    """Logistic regression on the TF-IDF of a text's words and runs of characters.

    Reads raw texts, and is explained by what each character contributes. By scikit-learn's
    `TfidfVectorizer` and `LogisticRegression`.
    """
    model = make_pipeline(
        WordsAndCharacters(),
        LogisticRegression(C=inverse_penalty, max_iter=1000, random_state=seed),
    )
    model.reads = "raw"
    return model


def tfidf_regression(seed: int, penalty: float = 1.0) -> Pipeline:
    """Ridge regression on the TF-IDF of a text's words and runs of characters; reads raw texts."""
    model = make_pipeline(WordsAndCharacters(), Ridge(penalty, random_state=seed))
    model.reads = "raw"
    return model


def _words(text: str) -> list[str]:
    return [piece for piece, _, _ in _word_places(text)]


def _word_places(text: str) -> list[_Place]:
    """Words and marks, and each with its neighbour."""
    # Not the whole text in lower case at once: some letters grow when their case changes.
    alone = [(word[0].lower(), word.start(), word.end()) for word in _WORD.finditer(text)]
    pairs = [(f"{one[0]} {two[0]}", one[1], two[2]) for one, two in pairwise(alone)]
    return alone + pairs


def _runs(text: str) -> list[str]:
    return [piece for piece, _, _ in _run_places(text)]


def _run_places(text: str) -> list[_Place]:
    return [
        (text[start : start + length], start, start + length)
        for length in range(1, LONGEST_RUN + 1)
        for start in range(len(text) - length + 1)
    ]


def _spread(size: int, places: list[_Place], known: dict[str, int], credit: Floats) -> Floats:
    """The credit of known pieces, divided among their places and the characters of each."""
    characters = np.zeros(size)
    times = Counter(piece for piece, _, _ in places)
    for piece, start, end in places:
        if piece in known:
            characters[start:end] += credit[known[piece]] / times[piece] / (end - start)
    return characters
