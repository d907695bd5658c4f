"""Untuned models on tables as people have them."""

import numpy as np
import pandas as pd
import pytest

from triptych.dataset import Dataset
from triptych.metric import accuracy, mean_absolute_error
from triptych.reference.table import (
    make_boosting,
    make_forest,
    make_logistic,
    make_ridge,
    plain,
)

CLASSIFIERS = (make_logistic, make_forest, make_boosting)
REGRESSORS = (make_ridge, make_forest, make_boosting)
COLOURS = pd.Series(["red", "blue", None] * 40)
TABLE = pd.DataFrame(
    {
        "amount": np.where(np.arange(120) % 5, np.arange(120.0), np.nan),
        "endless": np.where(np.arange(120) % 9, 1.0, np.inf),
        "is new": np.arange(120) % 2 == 0,
        "colour": COLOURS,
        "category": COLOURS.astype("category"),
        "nullable": pd.array([1, 2, None] * 40, dtype="Int64"),
        "empty": np.nan,
        7: "same",
    }
)
LABELS = np.where(COLOURS == "red", "yes", "no").astype(object)


def dataset(target, classes):
    return Dataset(raw=TABLE, target=target, classes=classes)


@pytest.mark.parametrize("make", CLASSIFIERS)
def test_mixed_and_missing_columns_are_accepted(make):
    """Numbers, booleans, strings, categories, gaps: the class that a column names is learned."""
    model = make(accuracy(), dataset(LABELS, ("no", "yes")), 0).fit(TABLE, LABELS)

    assert np.mean(model.predict(TABLE) == LABELS) > 0.95


@pytest.mark.parametrize("make", REGRESSORS)
def test_numbers_are_predicted_where_the_answer_is_one(make):
    """The same table, and a number to predict."""
    target = np.where(COLOURS == "red", 10.0, 0.0)
    model = make(mean_absolute_error("m"), dataset(target, None), 0).fit(TABLE, target)

    assert np.mean(np.abs(model.predict(TABLE) - target)) < 1.5


@pytest.mark.parametrize("make", CLASSIFIERS)
def test_a_category_that_training_never_had_is_accepted(make):
    """A new colour is answered, not refused."""
    model = make(accuracy(), dataset(LABELS, ("no", "yes")), 0).fit(TABLE, LABELS)
    unseen = TABLE.assign(colour="green", amount=np.nan)

    assert set(model.predict(unseen)) <= {"no", "yes"}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("make", CLASSIFIERS)
def test_a_training_part_of_one_class_gives_that_class(make):
    """As the first window of a stream may be."""
    alone = np.full(len(TABLE), "no", dtype=object)
    model = make(accuracy(), dataset(LABELS, ("no", "yes")), 0).fit(TABLE, alone)

    assert set(model.predict(TABLE)) == {"no"}


@pytest.mark.parametrize("make", [make_forest, make_boosting])
def test_the_same_seed_gives_the_same_answers(make):
    """A cell that is run again scores the same."""
    first, second = (
        make(accuracy(), dataset(LABELS, ("no", "yes")), 3).fit(TABLE, LABELS).predict(TABLE)
        for _ in range(2)
    )

    assert first.tolist() == second.tolist()


def test_columns_are_numbers_or_strings():
    """Infinite numbers count as missing; a column's name may be anything."""
    columns = plain(TABLE)

    assert columns["1 endless"].isna().sum() == 14
    assert columns["2 is new"].dtype == np.float64
    assert set(columns["4 category"].dropna()) == {"red", "blue"}
    assert columns["7 7"].tolist() == ["same"] * 120
