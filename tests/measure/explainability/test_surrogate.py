"""Promises of the surrogate: what a small tree knows of the contender, beyond the task."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score, r2_score
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from triptych.measure.explainability.surrogate import Answered, surrogate

RANDOM = np.random.default_rng(0)
TABLE = pd.DataFrame(RANDOM.random((600, 2)), columns=["size", "age"])
TRUTH = np.where(TABLE["size"] > 0.5, "good", "bad")
OWN = np.where(TABLE["size"] > 0.3, "good", "bad")


def halves(table, decisions, truth):
    return (
        Answered(
            table=table[part].reset_index(drop=True), decisions=decisions[part], truth=truth[part]
        )
        for part in (slice(0, 300), slice(300, 600))
    )


def test_a_contender_that_is_a_small_tree_is_repeated_with_its_errors():
    """The excess is what its own cut is worth beyond that of the truth."""
    found = surrogate(*halves(TABLE, OWN, TRUTH), classes=2)

    assert found.fidelity > 0.95
    assert found.excess > 0.3
    assert found.error_share > 0.9
    assert found.leaves == 8


def test_a_contender_that_is_right_gives_no_excess():
    """A tree agrees with it as far as the task goes; there is no error to repeat."""
    found = surrogate(*halves(TABLE, TRUTH, TRUTH), classes=2)

    assert found.excess == 0
    assert np.isnan(found.error_share)


@pytest.mark.parametrize("classes", [2, 7])
def test_it_is_kappa_of_scikit_learns_tree(classes):
    """With at most max(8, 2 K) leaves, fitted to the decisions on one half."""
    labels = np.array([str(number) for number in range(classes)])
    decisions = labels[np.minimum((TABLE.sum(axis=1) * classes / 2).astype(int), classes - 1)]
    fitted, held_out = halves(TABLE, decisions, decisions)

    found = surrogate(fitted, held_out, classes=classes, seed=3)

    tree = DecisionTreeClassifier(max_leaf_nodes=max(8, 2 * classes), random_state=3)
    tree.fit(fitted.table.to_numpy(), fitted.decisions)
    kappa = cohen_kappa_score(tree.predict(held_out.table.to_numpy()), held_out.decisions)
    assert found.fidelity == pytest.approx(kappa)


def test_regression_is_judged_by_explained_variance():
    """R² in place of kappa; errors of numbers are not repeated."""
    numbers = (TABLE["size"] ** 2 + TABLE["age"]).to_numpy()
    truth = TABLE["age"].to_numpy()
    fitted, held_out = halves(TABLE, numbers, truth)

    found = surrogate(fitted, held_out, classes=None)

    tree = DecisionTreeRegressor(max_leaf_nodes=8, random_state=0)
    tree.fit(fitted.table.to_numpy(), fitted.decisions)
    expected = r2_score(held_out.decisions, tree.predict(held_out.table.to_numpy()))
    assert found.fidelity == pytest.approx(expected)
    assert found.excess > 0
    assert np.isnan(found.error_share)


def test_a_tree_worse_than_the_mean_explains_nothing():
    """A contender that hardly varies, of a truth that does: between 0 and 1, not minus 800."""
    truth = TABLE["age"].to_numpy() * 100.0
    found = surrogate(*halves(TABLE, truth / 1000, truth), classes=None)

    assert (found.of_truth, 0 < found.excess <= 1) == (0, True)


def test_a_contender_that_says_one_thing_is_known_by_heart():
    """One class, or one number: agreement is 1, never NaN."""
    always = np.full(600, "good")

    assert surrogate(*halves(TABLE, always, TRUTH), classes=2).fidelity == 1
    assert surrogate(*halves(TABLE, np.ones(600), np.ones(600)), classes=None).excess == 0


def test_words_and_holes_are_columns_too():
    """Categories are known by their codes, words by the alphabet; what is missing stays so."""
    table = TABLE.assign(
        colour=pd.Categorical(RANDOM.choice(["red", "blue"], 600)),
        name=RANDOM.choice(["a", "b", None], 600),
    )
    table.loc[::7, "age"] = np.nan
    decisions = np.where(table["colour"] == "red", "good", "bad")

    assert surrogate(*halves(table, decisions, TRUTH), classes=2).fidelity == 1
