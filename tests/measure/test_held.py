"""Promises of what a wrapper holds: who does the work, and what has learned something."""

import numpy as np
import pytest
from sklearn.ensemble import (
    AdaBoostClassifier,
    BaggingClassifier,
    GradientBoostingClassifier,
    RandomForestClassifier,
    StackingClassifier,
)
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import FixedThresholdClassifier, GridSearchCV
from sklearn.tree import DecisionTreeClassifier

from triptych.measure.held import held, innermost

X = np.random.default_rng(0).normal(size=(60, 3))
Y = np.where(X[:, 0] > 0, "up", "down")


@pytest.mark.parametrize(
    "ensemble",
    [
        RandomForestClassifier(3),
        BaggingClassifier(n_estimators=3),
        AdaBoostClassifier(n_estimators=3),
    ],
    ids=lambda ensemble: type(ensemble).__name__,
)
def test_an_ensemble_does_the_work_itself(ensemble):
    """What it keeps as `estimator_` is the pattern of its members, and has learned nothing."""
    fitted = ensemble.fit(X, Y)

    assert innermost(fitted) is fitted
    assert all(hasattr(member, "tree_") for member in held(fitted))


def test_a_search_and_a_threshold_leave_the_work_to_what_they_hold():
    """However deep: the model inside decides."""
    search = GridSearchCV(FixedThresholdClassifier(LogisticRegression()), {"threshold": [0.4]})

    inner = innermost(search.fit(X, Y))

    assert type(inner) is LogisticRegression
    assert inner.coef_.shape == (1, 3)


def test_members_of_a_stack_and_of_every_round_are_held():
    """A stack holds its members and the one above them; boosting a tree each round."""
    stack = StackingClassifier([("tree", DecisionTreeClassifier())], LogisticRegression())
    boosting = GradientBoostingClassifier(n_estimators=4)

    names = [type(part).__name__ for part in held(stack.fit(X, Y))]
    assert names == ["DecisionTreeClassifier", "LogisticRegression"]
    assert len(held(boosting.fit(X, Y))) == 4


def test_who_decides_alone_holds_nobody():
    assert held(LogisticRegression().fit(X, Y)) == []
    assert held(object()) == []
