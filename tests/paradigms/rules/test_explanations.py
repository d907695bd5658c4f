"""What rule lists say of a decision: what was read, what suffices, what would change it."""

import numpy as np
import pandas as pd
import pytest

from triptych.explanation import Change
from triptych.paradigms.rules import Rule, RuleList, column, count, length, matches
from triptych.paradigms.rules.explaining.proof import suffices

X, Y, Z = column("x"), column("y"), column("z")
TRAINING = pd.DataFrame(
    {"x": [0.0, 10.0, 0.0, 10.0], "y": [0.0, 1.0, 0.0, 1.0], "z": ["red", "blue", "red", "green"]}
)


def fitted(*rules, otherwise="no", items=TRAINING):
    """A list of (label, condition), fitted on items whatever their labels."""
    listed = [Rule(label, condition, because="test") for label, condition in rules]
    labels = list(dict.fromkeys([*(label for label, _ in rules), otherwise]))
    return RuleList(listed, otherwise).fit(items, (labels * len(items))[: len(items)])


def explained(rules, **cells):
    item = pd.DataFrame({"x": [0.0], "y": [0.0], "z": ["red"]}).assign(**cells)
    (explanation,) = rules.explain(item)
    assert explanation.decision == rules.predict(item)[0]
    return explanation


def test_a_rule_with_another_label_is_refuted_one_with_the_same_is_not():
    """Of what was read, the reason keeps what keeps another label away."""
    rules = fitted(("yes", Y > 5), ("no", X > 3), ("yes", Z == "red"))
    explanation = explained(rules)

    assert explanation.read == ("not (y > 5)", "not (x > 3)", "z is red")
    assert explanation.reason == ("z is red", "not (x > 3)")
    assert explanation.named.tolist() == [True, False, True]
    assert explanation.contributions.tolist() == [1, 0, 1]
    assert explanation.kind == "exact"


def test_of_a_disjunction_one_member_is_enough_and_of_a_failed_one_none_is_left_out():
    """A disjunction holds by its first member that does, and fails by all of them."""
    rules = fitted(("no", (X > 3) | (Y > 3)), ("yes", (X > 5) | (Z == "red") | (Y < 1)))

    assert explained(rules).read == (
        *("not (x > 3)", "not (y > 3)"),
        *("not (x > 5)", "z is red"),
    )
    assert explained(rules).reason == ("z is red", "not (x > 3)", "not (y > 3)")


def test_of_a_failed_conjunction_one_member_is_enough():
    """The first that fails; negation turns conjunctions and disjunctions around."""
    rules = fitted(("no", (Z == "red") & (X > 3) & (Y > 3)), ("yes", ~((X > 5) | (Y > 7))))

    assert explained(rules).read == ("z is red", "not (x > 3)", "not (x > 5)", "not (y > 7)")
    assert explained(rules).reason == ("not (y > 7)", "not (x > 3)")


def test_one_literal_may_refute_several_rules():
    """The one that refutes most is kept; what it implies goes."""
    rules = fitted(
        ("a", (Y > 2) & (X > 3)), ("b", (X > 3) & (Z == "blue")), ("c", X > 6), otherwise="no"
    )

    assert explained(rules).read == ("not (y > 2)", "not (x > 3)", "not (x > 6)")
    assert explained(rules).reason == ("not (x > 3)",)


def test_bounds_on_one_column_are_merged():
    """Of x > 3 and x > 5 the second is enough."""
    rules = fitted(("no", X <= 3), ("yes", X > 5))

    assert explained(rules, x=7.0).reason == ("x > 5",)


def test_a_missing_value_refutes_comparisons_but_not_their_negations():
    """`not (x <= 3)` leaves room for a missing x, which x > 2 does not."""
    rules = fitted(("no", X <= 3), ("yes", X > 2))

    assert explained(rules, x=np.nan).reason == ("not (x > 2)",)
    rules = fitted(("no", X <= 3), ("yes", ~(X > 9)), otherwise="maybe")
    assert explained(rules, x=np.nan).reason == ("not (x > 9)", "not (x <= 3)")
    assert suffices([X.is_missing()], rules, "yes")
    assert suffices([X > 3, X <= 9], rules, "yes")
    assert not suffices([~(X <= 3)], rules, "yes")


def test_names_numbers_and_other_columns_imply_each_other():
    """Sets of names, intervals and the order of two columns."""
    assert suffices([Z == "red"], fitted(("no", Z.isin(["blue", "green"])), otherwise="yes"), "yes")
    assert suffices([Z != "blue"], fitted(("no", Z == "blue"), otherwise="yes"), "yes")
    assert not suffices([~(Z == "red")], fitted(("yes", Z != "red")), "yes")
    assert suffices([X.between(2, 3)], fitted(("no", X > 3), ("yes", X >= 2)), "yes")
    assert suffices([X > Y], fitted(("no", (X <= Y) | (X == Y)), ("yes", Y < X)), "yes")
    assert not suffices([~(X > Y)], fitted(("yes", X <= Y)), "yes")
    assert suffices([X / Y > 2], fitted(("no", X / Y < 1), ("yes", X / Y > 1.5)), "yes")


def test_otherwise_is_explained_by_what_refutes_every_other_label():
    """Nothing fired, so the reason is refutations alone."""
    explanation = explained(fitted(("yes", X > 3), ("no", Y > 0)))

    assert explanation.fired == ()
    assert explanation.reason == ("not (x > 3)",)


def test_the_smallest_change_is_measured_in_spreads_of_the_training_items():
    """The spread of x is 5, that of y 0.5: a step of 2 in x is the smaller one."""
    rules = fitted(("yes", (X > 3) & (Y > 0.5)))

    assert explained(rules, x=5.0, y=1.0).counterfactual == Change("x at most 3 instead of 5", "no")
    assert explained(rules, x=9.0, y=0.6).counterfactual == Change(
        "y at most 0.5 instead of 0.6", "no"
    )


def test_a_change_that_leads_nowhere_else_is_not_one():
    """The rule that then decides has the same label."""
    rules = fitted(("yes", X > 3), ("yes", X <= 3))

    assert explained(rules, x=4.0).counterfactual is None
    rules = fitted(("yes", X > 3), ("maybe", (X <= 3) & (Y < 1)))
    assert explained(rules, x=4.0).counterfactual == Change("x at most 3 instead of 4", "maybe")


def test_a_rule_before_the_one_that_fired_may_be_the_nearest_to_turn():
    """What would have made it hold is told, though what fired has no smaller change."""
    rules = fitted(("maybe", Y > 5), ("yes", X > 3), ("yes", Z == "red"))

    assert explained(rules, x=4.0, y=4.9).counterfactual == Change(
        "y above 5 instead of 4.9", "maybe"
    )


@pytest.mark.parametrize(
    ("condition", "cells", "says"),
    [
        (X >= 3, {"x": 3.0}, "x below 3 instead of 3"),
        (X < 3, {"x": 2.0}, "x at least 3 instead of 2"),
        (X <= 2.1234567, {"x": 2.1234566}, "x above 2.1234567 instead of 2.1234566"),
        (X == 3, {"x": 3.0}, "x below 3 instead of 3"),
        (~(X == 3), {"x": 4.0}, "x 3 instead of 4"),
        (X.between(1, 5), {"x": 4.0}, "x above 5 instead of 4"),
        (~X.between(1, 5), {"x": 0.5}, "x at least 1 instead of 0.5"),
        (X.isin([1, 5]), {"x": 5.0}, "x below 5 instead of 5"),
        (~X.isin([1, 5]), {"x": 4.0}, "x 5 instead of 4"),
        (X.is_missing(), {"x": np.nan}, "x 5 instead of missing"),
        (~X.is_missing(), {"x": 5.0}, "x missing instead of 5"),
        (X > Y, {"x": 2.0, "y": 1.0}, "x at most y: 1 instead of 2"),
        (X + Y > 2, {"x": 2.0, "y": 1.0}, "(x + y) at most 2 instead of 3"),
        (Z == "red", {"z": "red"}, "z blue instead of red"),
        (Z != "red", {"z": "blue"}, "z red instead of blue"),
        (~Z.isin(["red", "blue"]), {"z": "green"}, "z red instead of green"),
    ],
)
def test_changes_are_said_in_words(condition, cells, says):
    """What the measure would have to be, and what it is."""
    assert explained(fitted(("yes", condition)), **cells).counterfactual == Change(says, "no")


TEXTS = np.array(["win a prize", "hello", "hello, you", "no!"], dtype=object)


def about(rules, text):
    (explanation,) = rules.explain(np.array([text], dtype=object))
    return explanation


def test_a_pattern_that_is_found_speaks_of_its_matches():
    """Its 1 is spread over their characters, and they alone are named."""
    rules = fitted(("spam", matches("prize|win")), items=TEXTS)
    explanation = about(rules, "win a prize")

    assert explanation.contributions.tolist() == [1 / 8] * 3 + [0] * 3 + [1 / 8] * 5
    assert explanation.named.tolist() == [True] * 3 + [False] * 3 + [True] * 5
    assert explanation.counterfactual == Change("without a match of prize|win", "no")
    assert about(rules, "hello").counterfactual == Change("with a match of prize|win", "spam")


def test_absence_and_length_speak_of_every_character():
    """They rest on no character, and on all of them."""
    rules = fitted(("spam", matches("prize")), ("short", length() < 6), items=TEXTS)
    explanation = about(rules, "hello")

    assert explanation.reason == ("the length < 6", "not (the text matches prize)")
    assert explanation.named.all()
    assert not explanation.contributions.any()
    assert explanation.counterfactual == Change("the length at least 6 instead of 5", "no")


def test_exactly_so_many_matches_speak_of_the_whole_text():
    """One more anywhere else would be one too many; at least so many speak of themselves."""
    text = np.array(["a free b free c"], dtype=object)
    texts = np.array(["free free", "x"] * 2, dtype=object)
    for condition in (count("free") == 2, ~(count("free") != 2)):
        (exactly,) = fitted(("spam", condition), items=texts).explain(text)
        assert exactly.named.all()
    (at_least,) = fitted(("spam", count("free") >= 2), items=texts).explain(text)
    assert at_least.named.sum() == 8


def test_counts_change_by_whole_numbers():
    """More than two of them is three."""
    rules = fitted(("loud", count("!") > 1), ("wild", count("!") >= 3), items=TEXTS)

    assert about(rules, "no!").counterfactual == Change(
        "the number of ! above 1 instead of 1", "loud"
    )
    halves = fitted(("loud", count("!") > 1.5), items=TEXTS)
    assert about(halves, "no!!!").counterfactual == Change(
        "the number of ! at most 1.5 instead of 3", "no"
    )
    assert about(rules, "no!!").contributions.tolist() == [0, 0, 0.5, 0.5]


def test_the_size_of_the_batch_changes_no_explanation():
    """Texts and rows are explained alike alone and among many."""
    rules = fitted(("spam", matches("prize")), ("short", length() < 6), items=TEXTS)
    many = np.tile(TEXTS, 20)

    assert rules.explain(many)[:4] == [rules.explain(TEXTS[n : n + 1])[0] for n in range(4)]
