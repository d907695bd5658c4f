"""Promises of the wine task: the published bottles, rules that read, and floors."""

import numpy as np
import pandas as pd
import pytest

from triptych.fold import author_part
from triptych.tasks.wine.data import MEANINGS, features, load

CONTENDERS = ["rules", "classical", "deep"]


def test_the_table_is_the_raw_item():
    """Features add nothing: 13 named finite numbers for each of 178 bottles."""
    raw = load().raw

    pd.testing.assert_frame_equal(features(raw), raw)
    assert raw.shape == (178, 13)
    assert np.isfinite(raw.to_numpy()).all()


def test_every_column_has_its_meaning():
    """The table has the columns that MEANINGS explains, in that order."""
    assert list(load().raw.columns) == list(MEANINGS)


def test_the_bottles_are_the_published_ones():
    """59 of Barolo, 71 of Grignolino and 48 of Barbera (Forina et al. 1986), and no twins."""
    dataset = load()

    answers = pd.Series(dataset.target).value_counts()
    assert answers.to_dict() == {"Barolo": 59, "Grignolino": 71, "Barbera": 48}
    assert not dataset.raw.duplicated().any()


def test_few_bottles_were_seen_and_few_are_tested():
    """Two bottles in a hundred are fewer than three of those tested: differences are noise."""
    dataset = load()
    seen = author_part(dataset)

    assert len(seen) == 59
    assert 0.02 * (len(dataset) - len(seen)) < 3


def test_the_rules_are_few_and_say_why(load_task):
    """Two rules of two conditions each, with a reason and where the knowledge comes from."""
    rules = load_task("wine").make("rules", 0)

    assert rules.size() == {"rules": 2, "conditions": 4}
    assert all(len(rule.because.split()) > 5 and rule.source for rule in rules.rules)


@pytest.mark.parametrize("contender", CONTENDERS)
def test_a_contender_learns_from_a_third_of_the_bottles(fit_small, contender):
    """Fitted on the author's part alone, every contender tells most of 50 other bottles."""
    estimator, items, answers = fit_small("wine", contender)

    assert np.mean(estimator.predict(items) == answers) >= 0.9
    np.testing.assert_allclose(estimator.predict_proba(items).sum(axis=1), 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contender", "floor"), [("rules", 0.92), ("classical", 0.97), ("deep", 0.96)]
)
def test_a_contender_reaches_its_floor(tested_accuracy, contender, floor):
    """Over the whole protocol each contender is as good as is known to be possible."""
    assert tested_accuracy("wine", contender, 3) >= floor
