"""A perceptron of one hidden layer on raw items, with scikit-learn's default settings.

The smallest network that reads what deep contenders read: nothing in it knows of pixels, time or
word order. A deep contender that it beats by more than delta has not been trained well; of images
and sound it is a low bar, which any small convolution should pass.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.compose import TransformedTargetRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import StandardScaler

from triptych.dataset import Dataset, Raw
from triptych.metric import Metric
from triptych.reference.table import plain, standardised
from triptych.reference.text import texts
from triptych.reference.untuned import Untuned, costs_that_decide

_MOST_TERMS: Final = 5000


def make_network(metric: Metric, dataset: Dataset, seed: int) -> Untuned:
    """A perceptron on a table's columns, on TF-IDF of words and letters, or on all numbers."""
    if dataset.classes is None:
        # Its default weights and rate suit answers of about 1.
        network = TransformedTargetRegressor(
            MLPRegressor(random_state=seed), transformer=StandardScaler()
        )
    else:
        network = MLPClassifier(random_state=seed)
    costs = costs_that_decide(metric, dataset)
    if _holds_text(dataset.raw):
        model = make_pipeline(_terms(), network)
        return Untuned(texts, model, reads="raw", costs=costs)
    if isinstance(dataset.raw, pd.DataFrame):
        return Untuned(plain, make_pipeline(standardised(), network), reads="raw", costs=costs)
    model = make_pipeline(StandardScaler(), network)
    return Untuned(_flat, model, reads="raw", costs=costs)


def _holds_text(raw: Raw) -> bool:
    if isinstance(raw, pd.DataFrame):
        return False
    return raw.dtype.kind in "OUT" and isinstance(raw.ravel()[0], str)


def _terms() -> Any:
    """TF-IDF of words, and of pieces of one to four characters."""
    words = TfidfVectorizer(max_features=_MOST_TERMS)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), max_features=_MOST_TERMS)
    return make_union(words, pieces)


def _flat(raw: Raw) -> npt.NDArray[np.float64]:
    """The numbers of each item in one row (n, numbers)."""
    return np.asarray(raw, dtype=np.float64).reshape(len(raw), -1)
