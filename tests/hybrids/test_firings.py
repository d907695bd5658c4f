"""Promises of firings: the classical model reads what rules say, and nothing else is changed."""

import numpy as np
import pandas as pd
import pytest
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LinearRegression
from sklearn.tree import DecisionTreeClassifier

from triptych.errors import ContractError, Unfit
from triptych.hybrids.firings import Firings
from triptych.hybrids.views import Views
from triptych.paradigms.rules import Points, Rule, RuleList, ScoreCardRegressor, column, matches

TEXTS = np.array(["win a prize", "see you", "win, see you", "a prize"] * 20, dtype=object)
LABELS = np.where([("win" in text) for text in TEXTS], "spam", "ham").astype(object)


def lengths(raw):
    return pd.DataFrame({"length": [len(text) // 100 for text in raw]})


def firings(rules, model, table=lengths):
    return Firings(rules, model, Views(rules, model, table))


class Recording:
    """Remembers the table that it was fitted on."""

    def fit(self, X, y):
        self.seen = X
        return self

    def predict(self, X):
        return np.full(len(X), "ham", dtype=object)


def test_a_model_decides_by_what_a_rule_found_in_raw_texts():
    """Its own table says nothing: lengths are all 0."""
    rules = RuleList([Rule("spam", matches("win"), because="prizes are won")], otherwise="ham")
    made = firings(rules, DecisionTreeClassifier(random_state=0)).fit(TEXTS, LABELS)

    assert made.predict(TEXTS).tolist() == LABELS.tolist()


def test_there_is_a_column_for_each_rule_beside_the_table():
    """1 where it fired, 0 elsewhere; of a list the last says that no rule before it holds."""
    model = Recording()
    rules = RuleList([Rule("spam", matches("win"), because="prizes are won")], otherwise="ham")
    firings(rules, model).fit(TEXTS, LABELS)

    assert list(model.seen) == ["length", "rule 1 fired", "rule 2 fired"]
    assert model.seen["rule 1 fired"].tolist() == (LABELS == "spam").astype(float).tolist()
    assert (model.seen["rule 1 fired"] + model.seen["rule 2 fired"]).eq(1).all()


def test_numbers_can_be_told_by_rules_too():
    """Lines of a score card hold or not; the model weighs them."""
    table = pd.DataFrame({"x": np.arange(80) % 4})
    rules = ScoreCardRegressor([Points(1, column("x") > 1, because="it is large")], base=0)
    made = firings(rules, LinearRegression(), lambda raw: raw)
    answers = (table["x"] > 1) * 7.0
    made.fit(table, answers.to_numpy())

    np.testing.assert_allclose(made.predict(table), answers, atol=1e-9)


def test_a_model_that_reads_raw_items_has_no_columns():
    model = DummyClassifier()
    model.reads = "raw"
    rules = RuleList([Rule("spam", matches("win"), because="prizes are won")], otherwise="ham")

    with pytest.raises(ContractError, match="Leave 'firings' out of the card's hybrids"):
        firings(rules, model)


def test_rules_must_say_which_of_them_fired():
    with pytest.raises(Unfit, match="does not tell which rules fired"):
        firings(Recording(), DummyClassifier())
