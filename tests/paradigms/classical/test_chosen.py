"""Promises of the model that is chosen from three: the one that fits, on any table."""

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression

from triptych.paradigms.classical.chosen import best_of_three
from triptych.paradigms.classical.contributions import explain


@pytest.fixture(scope="module")
def numbers():
    """Forty rows of three numbers."""
    return pd.DataFrame(np.random.default_rng(0).normal(size=(40, 3)), columns=list("abc"))


def labels(positive):
    return np.where(positive, "yes", "no").astype(object)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        pytest.param(lambda t: t["a"] + t["b"] - t["c"] > 0, LogisticRegression, id="a sum"),
        pytest.param(lambda t: t["a"].abs() > 0.7, RandomForestClassifier, id="a range"),
    ],
)
def test_the_kind_that_fits_is_chosen(numbers, answer, kind):
    """From forty rows it is seen whether the answer is a weighted sum or a matter of ranges."""
    model = best_of_three(seed=0).fit(numbers, labels(answer(numbers)))

    assert isinstance(model.best_estimator_["model"][-1], kind)


def test_words_and_gaps_are_accepted_and_explained(numbers):
    """Categories, missing numbers and new categories; every column gets its contribution."""
    table = numbers.assign(colour=pd.Categorical(["red", "blue"] * 20))
    answers = labels(table["colour"] == "red")
    table.iloc[::7, 0] = np.nan
    model = best_of_three(seed=0).fit(table, answers)
    unknown = table[:2].assign(colour=pd.Categorical(["green", None]))

    assert np.mean(model.predict(table) == answers) == 1
    assert set(model.predict(unknown)) <= {"yes", "no"}
    assert [one.contributions.shape for one in explain(model, table[:3])] == [(4,)] * 3
