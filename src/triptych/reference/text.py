"""A linear model on the words of raw texts, with default settings."""

import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline

from triptych.dataset import Dataset, Raw
from triptych.metric import Metric
from triptych.reference.untuned import Untuned, costs_that_decide


def texts(raw: Raw) -> list[str]:
    """The text of each item; an item of several parts is joined with spaces."""
    items = raw.to_numpy() if isinstance(raw, pd.DataFrame) else raw
    return [item if isinstance(item, str) else " ".join(map(str, item)) for item in items]


def make_tfidf(metric: Metric, dataset: Dataset, seed: int) -> Untuned:
    """Logistic or ridge regression on the TF-IDF of words."""
    kind = Ridge if dataset.classes is None else LogisticRegression
    model = make_pipeline(TfidfVectorizer(), kind(random_state=seed))
    return Untuned(texts, model, reads="raw", costs=costs_that_decide(metric, dataset))
