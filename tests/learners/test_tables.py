"""Promises of learners on the table: items without answers are used, or are not looked at."""

import numpy as np
import pandas as pd
import pytest

from triptych.learners.tables import (
    label_spreading,
    logistic_alone,
    nearest_alone,
    self_training,
)

SPREAD = np.linspace(0, 1, 60)
ROWS = pd.DataFrame(
    {
        "across": np.concatenate([10 * SPREAD, 10 * SPREAD]),
        "up": np.concatenate([0 * SPREAD, 0 * SPREAD + 1]),
        "kind": ["x"] * 30 + [None] + ["x"] * 89,
    }
)
"""Two lines beside each other, with an answer at one end of each, at opposite ends."""
TRUE = np.array(["lower"] * 60 + ["upper"] * 60, dtype=object)
GIVEN = np.array([0, 119])


def learned(learner, unlabelled):
    learner.fit_semi_supervised(ROWS.iloc[GIVEN], TRUE[GIVEN], ROWS.iloc[unlabelled])
    return learner.predict(ROWS)


@pytest.mark.parametrize("make", [logistic_alone, nearest_alone])
def test_labels_alone_learn_from_nothing_else(make):
    """The same answers, whatever else there is."""
    without, among = learned(make(), np.arange(1, 2)), learned(make(), np.arange(1, 120))

    assert without.tolist() == among.tolist()
    assert set(among) == {"lower", "upper"}


def test_answers_spread_along_neighbours():
    """To items whose nearest answer is the other one, from one end of a line to the other."""
    rest = np.setdiff1d(np.arange(120), GIVEN)

    assert np.mean(learned(label_spreading(), rest) == TRUE) > 0.98


def test_self_training_answers_without_others_too():
    """Categories and empty fields included; it is then what it is made of."""
    model = self_training()
    with pytest.warns(UserWarning, match="no unlabeled samples"):
        model.fit(ROWS.iloc[GIVEN], TRUE[GIVEN])

    assert model.predict(ROWS.iloc[[2, 100]]).tolist() == ["lower", "upper"]
    assert np.mean(learned(self_training(), np.arange(1, 119)) == TRUE) > 0.6
