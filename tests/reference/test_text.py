"""A linear model on the words of raw texts."""

import numpy as np
import pandas as pd

from triptych.dataset import Dataset
from triptych.metric import accuracy, mean_absolute_error
from triptych.reference.text import make_tfidf, texts

RAW = np.array(["free prize now", "see you later"] * 20, dtype=object)


def test_words_decide():
    """Classes and numbers are told from words alone."""
    labels = np.array(["spam", "ham"] * 20, dtype=object)
    by_class = Dataset(raw=RAW, target=labels, classes=("ham", "spam"))
    numbers = np.array([1.0, 0.0] * 20)
    by_number = Dataset(raw=RAW, target=numbers, classes=None)

    assert (make_tfidf(accuracy(), by_class, 0).fit(RAW, labels).predict(RAW) == labels).all()
    predicted = make_tfidf(mean_absolute_error("m"), by_number, 0).fit(RAW, numbers).predict(RAW)
    assert np.abs(predicted - numbers).max() < 0.2


def test_a_text_of_several_parts_is_joined():
    """A title and a body are read together."""
    assert texts(pd.DataFrame({"title": ["a"], "body": ["b"]})) == ["a b"]
    assert texts(RAW[:1]) == ["free prize now"]
