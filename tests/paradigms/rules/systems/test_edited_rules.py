"""Promises of edited rules: the procedure sees items and no answer, and holds until the next."""

import pickle

import numpy as np
import pandas as pd

from triptych.paradigms.rules import EditedRules, Rule, RuleList, column


def above_the_mean(table):
    condition = column("size") > float(table["size"].mean())
    return RuleList([Rule("large", condition, because="more than usual")], otherwise="small")


def sized(*sizes):
    return pd.DataFrame({"size": sizes})


def test_each_fit_writes_the_rules_anew():
    """From the items that are there, whatever their answers."""
    answers = np.array(["large", "small"], dtype=object)
    early = EditedRules(above_the_mean).fit(sized(0.0, 2.0), answers)
    late = EditedRules(above_the_mean).fit(sized(10.0, 20.0), answers)
    turned = EditedRules(above_the_mean).fit(sized(0.0, 2.0), answers[::-1])

    assert early.predict(sized(0.5, 5.0)).tolist() == ["small", "large"]
    assert late.predict(sized(0.5, 5.0)).tolist() == ["small", "small"]
    assert turned.predict(sized(0.5, 5.0)).tolist() == ["small", "large"]


def test_they_are_told_of_as_the_rules_in_force():
    """And can be kept."""
    edited = EditedRules(above_the_mean).fit(sized(0.0, 2.0), np.array(["large", "small"]))

    assert [rule["says"] for rule in edited.rulebook()] == ["size > 1.0", "otherwise"]
    assert edited.size() == {"rules": 1, "conditions": 1}
    kept = pickle.loads(pickle.dumps(edited))
    assert kept.predict(sized(5.0)).tolist() == ["large"]
