"""Promises of suggested rules on columns: readable, right where a person could be, and honest."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.paradigms.rules import Rule, RuleList, all_of, column  # noqa: F401  for eval
from triptych.paradigms.rules.suggesting.tree_rules import roundest, suggest_rules


def answers(positive):
    return np.where(positive, "yes", "no").astype(object)


@pytest.fixture
def table():
    random = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "age": random.integers(1, 90, 300),
            "port": pd.Categorical(random.choice(["Cork", "Kiel", "Oslo"], 300)),
            "sex": pd.Categorical(random.choice(["female", "male"], 300)),
        }
    )


def test_a_rule_that_decides_is_found_in_round_numbers(table):
    """What one bound and one name decide is said with just these."""
    truth = answers((table["age"] < 40) & (table["port"] == "Kiel"))

    found = suggest_rules(table, truth)

    (rule,) = found.rules
    assert found.otherwise == "no"
    assert re.search(r"column\('age'\) <= \d\d(\.[05])?\)", repr(rule.condition))
    assert "column('port') == 'Kiel'" in repr(rule.condition)
    assert np.mean(found.system().fit(table, truth).predict(table) == truth) == 1


def test_of_two_names_the_other_one_is_named(table):
    """Nobody says `not male` where there is only one other name."""
    found = suggest_rules(table, answers(table["sex"] == "female"))

    assert [repr(rule.condition) for rule in found.rules] in (
        [["column('sex') == 'female'"]],
        ["column('sex') == 'female'"],
        ["column('sex') == 'male'"],
    )


def test_gaps_go_where_they_went_in_the_tree(table):
    """Items without a number are decided as if they had the middle one, as in the tree."""
    truth = answers(table["age"] < 40)
    table["age"] = table["age"].astype(float)
    table.loc[::9, "age"] = np.nan
    found = suggest_rules(table, truth)
    fitted = found.system().fit(table, truth)

    has_gap = table["age"].isna()
    filled = table.fillna({"age": table["age"].median()})

    assert (fitted.predict(table[has_gap]) == fitted.predict(filled[has_gap])).all()


def test_noise_suggests_next_to_nothing():
    """Where columns say nothing about the answers there is hardly a rule to read."""
    random = np.random.default_rng(1)
    table = pd.DataFrame(random.normal(size=(200, 5)), columns=list("abcde"))

    found = suggest_rules(table, answers(random.random(200) < 0.4))

    assert len(found.rules) <= 1


def test_reasons_are_left_to_a_person(table):
    """Each reason says that it is missing, and what was seen, with an interval."""
    found = suggest_rules(table, answers(table["age"] < 40))

    assert all(rule.because.startswith("TODO: say why. Right on ") for rule in found.rules)


def test_one_class_or_no_column_gives_no_rule(table):
    """The only class is answered always; names beyond counting are not asked about."""
    alone = suggest_rules(table, np.array(["no"] * 300, dtype=object))
    many = pd.DataFrame({"name": pd.Categorical([f"n{place}" for place in range(300)])})

    assert (alone.rules, alone.otherwise) == ((), "no")
    assert suggest_rules(many, answers(table["age"] < 40)).rules == ()


def test_the_source_makes_the_same_rules(table):
    """What is written into rules.py decides as the suggestion did."""
    truth = answers((table["age"] < 40) ^ (table["port"] == "Oslo"))
    found = suggest_rules(table, truth)

    again = eval(found.source())

    assert (
        again.fit(table, truth).predict(table) == found.system().fit(table, truth).predict(table)
    ).all()


@given(
    low=st.floats(-1e6, 1e6, allow_nan=False),
    gap=st.floats(1e-3, 1e6, allow_nan=False),
)
def test_a_round_bound_still_divides(low, gap):
    """The rounded bound lies between the two numbers it divides."""
    high = low + gap

    assert low <= roundest(low, high) < high
