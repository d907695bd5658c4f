"""Promises of a suggested score card for numbers."""

import numpy as np
import pandas as pd
import pytest

from triptych.paradigms.rules import Points, ScoreCardRegressor, column  # noqa: F401  for eval
from triptych.paradigms.rules.suggesting.points import MOST_LINES, suggest_points


@pytest.fixture
def table():
    random = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "size": random.uniform(20, 200, 400),
            "town": pd.Categorical(random.choice(["Bonn", "Kiel"], 400)),
            "noise": random.normal(size=400),
        }
    )


def test_what_moves_the_number_gets_points(table):
    """A dear town is worth its price, to two digits, and large flats theirs."""
    rent = 5 * table["size"] + 300 * (table["town"] == "Bonn")

    found = suggest_points(table, rent.to_numpy())
    missed = np.abs(found.system().fit(table, rent).predict(table) - rent).mean()
    usual = np.abs(rent - rent.median()).mean()

    assert missed < usual / 3
    assert len(found.lines) <= MOST_LINES
    assert any("town" in repr(line.condition) for line in found.lines)


def test_the_source_makes_the_same_card(table):
    """What is written into rules.py predicts as the suggestion did."""
    rent = (5 * table["size"]).to_numpy()
    found = suggest_points(table, rent)

    again = eval(found.source())

    np.testing.assert_allclose(
        again.fit(table, rent).predict(table), found.system().fit(table, rent).predict(table)
    )


def test_columns_that_say_nothing_give_the_median():
    """One value everywhere: no line, and the number in the middle."""
    table = pd.DataFrame({"same": [1.0] * 20})

    found = suggest_points(table, np.arange(20.0))

    assert (found.lines, found.base) == ((), 9.5)
