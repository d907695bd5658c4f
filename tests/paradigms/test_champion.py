"""Promises of champions: chosen by training items alone, and from then on the chosen one."""

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

from triptych.errors import ContractError
from triptych.estimator import Chooses, Explains, HasRulebook, PredictsProba, offers
from triptych.measure.size import size_of
from triptych.metric import accuracy, mean_absolute_error, mean_cost
from triptych.paradigms import native
from triptych.paradigms.champion import Champion
from triptych.paradigms.rules import Rule, RuleList, column

CLASSES = ("no", "yes")
RANDOM = np.random.default_rng(0)
X = pd.DataFrame(RANDOM.normal(size=(80, 2)), columns=["one", "two"])
Y = np.where(X["one"] > 0, "yes", "no").astype(object)


def champion(candidates, metric=None, classes=CLASSES, **options):
    return Champion(candidates, metric or accuracy(), classes=classes, **options)


def test_the_candidate_that_is_right_most_often_is_chosen():
    """Its inner score and that of the others can be read; it decides and has probabilities."""
    chosen = champion({"constant": DummyClassifier(), "line": LogisticRegression()}).fit(X, Y)

    assert chosen.champion_ == "line"
    assert chosen.inner_scores_["line"] > 0.9 > chosen.inner_scores_["constant"]
    alone = LogisticRegression().fit(X, Y)
    assert (chosen.predict(X) == alone.predict(X)).all()
    np.testing.assert_array_equal(chosen.predict_proba(X), alone.predict_proba(X))
    assert list(chosen.classes_) == list(CLASSES)


def test_less_is_better_where_the_metric_says_so():
    """Mean costs and distances are to be small."""
    costs = np.array([[0.0, 1.0], [5.0, 0.0]])
    candidates = {"constant": DummyClassifier(), "line": LogisticRegression()}
    assert champion(candidates, mean_cost(), costs=costs).fit(X, Y).champion_ == "line"

    numbers = X["one"].to_numpy() * 3
    candidates = {"mean": DummyRegressor(), "line": LinearRegression()}
    chosen = champion(candidates, mean_absolute_error("metres"), classes=None).fit(X, numbers)
    assert chosen.champion_ == "line"
    assert chosen.inner_scores_["line"] < chosen.inner_scores_["mean"]


def test_of_equals_the_first_is_chosen():
    """Whoever declares candidates puts the simplest first."""
    candidates = {"simple": DummyClassifier(), "same": DummyClassifier()}
    assert champion(candidates).fit(X, Y).champion_ == "simple"


def test_too_few_items_leave_the_first():
    """With one item of a class there is nothing to hold out, and no score to record."""
    few = champion({"first": DummyClassifier(), "line": LogisticRegression()})
    few.fit(X[:5], np.array(["yes", "no", "no", "no", "no"], dtype=object))

    assert (few.champion_, few.inner_scores_) == ("first", {})
    assert offers(few, Chooses)


def test_items_that_belong_together_are_held_out_together():
    """A copy of each item would let a nearest neighbour look perfect."""
    twins = pd.DataFrame(np.repeat(RANDOM.normal(size=(40, 2)), 2, axis=0), columns=["one", "two"])
    answers = np.repeat(RANDOM.choice(CLASSES, 40), 2).astype(object)
    candidates = {"neighbour": KNeighborsClassifier(1)}

    def groups(items):
        return items.groupby(["one", "two"]).ngroup().to_numpy()

    apart = champion(candidates).fit(twins, answers)
    together = champion(candidates, together=groups).fit(twins, answers)

    assert apart.inner_scores_["neighbour"] > 0.8 > together.inner_scores_["neighbour"]


def test_candidates_stay_as_they_were():
    """What is fitted is a copy: the same champion can be fitted again, to the same answers."""
    candidates = {"constant": DummyClassifier(), "line": LogisticRegression()}
    chosen = champion(candidates).fit(X, Y)
    before = chosen.predict(X)

    assert not hasattr(candidates["line"], "coef_")
    assert (chosen.fit(X, Y).predict(X) == before).all()
    assert (pickle.loads(pickle.dumps(chosen)).predict(X) == before).all()


def test_it_offers_what_the_chosen_one_offers():
    """Explanations, rules, size and probabilities are those of the candidate that won."""
    rules = RuleList([Rule("yes", column("one") > 0, because="by definition")], otherwise="no")
    chosen = champion({"constant": DummyClassifier(), "rules": rules})
    assert not offers(chosen, HasRulebook)
    chosen.fit(X, Y)

    assert offers(chosen, HasRulebook)
    assert offers(chosen, Explains)
    assert chosen.fires(X).shape == (80, 2)
    assert size_of(chosen) == size_of(chosen.estimator_)
    constant = champion({"constant": DummyClassifier()}).fit(X, Y)
    assert not offers(constant, HasRulebook)
    assert offers(constant, PredictsProba)


def test_contributions_are_those_of_the_chosen_one():
    """Of a scikit-learn estimator, which has no `explain` of its own."""
    chosen = champion({"line": LogisticRegression()}).fit(X, Y)
    alone = LogisticRegression().fit(X, Y)

    pairs = zip(native.explain(chosen, X), native.explain(alone, X), strict=True)
    assert all((one.contributions == two.contributions).all() for one, two in pairs)
    assert not offers(chosen, Explains)


def test_candidates_of_different_views_are_refused():
    """One cannot be given raw items and the other their table."""
    raw = LogisticRegression()
    raw.reads = "raw"
    assert champion({"raw": raw}).reads == "raw"

    with pytest.raises(ContractError, match="different views"):
        champion({"raw": raw, "table": LogisticRegression()}).reads  # noqa: B018
