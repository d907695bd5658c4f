"""Conditions: built with & | ~, compared, counted and said."""

import copy
import pickle

import numpy as np
import pytest

from triptych.errors import ContractError
from triptych.paradigms import rules
from triptych.paradigms.rules import (
    Rule,
    RuleError,
    RuleList,
    all_of,
    any_of,
    column,
    count,
    length,
    matches,
    share,
)

A, B, C = column("a") > 3, column("b") <= 2, column("c") == "x"

CONDITIONS = [
    A,
    ~A,
    A & B,
    A | B | C,
    (A & B) | ~C,
    (A | B) & C,
    ~(A & ~(B | C)),
    column("worst radius").between(-1, 2.5),
    column("a").isin([1, 2.5, "x"]),
    column("it's").is_missing(),
    column("a") != column("b"),
    column("a") / column("b") > 2,
    2 * (column("a") - column("b")) + 1 <= -0.5,
    1 / column("a") - 1 == 3,
    3 < column("d"),  # noqa: SIM300  Python turns it round, and must get it right
    matches(r"\bprize\b"),
    count(r"\d") > 5,
    share("[A-Z]") >= 0.3,
    length() < 100,
    (count("a") + count("b")) / length() > 0.5,
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=repr)
def test_repr_makes_an_equal_condition(condition):
    """What is printed can be pasted: it means the same, and hashes the same."""
    again = eval(repr(condition), vars(rules).copy())

    assert again == condition
    assert hash(again) == hash(condition)
    assert repr(again) == repr(condition)


@pytest.mark.parametrize("condition", CONDITIONS, ids=repr)
def test_copies_are_equal(condition):
    """Cloning an estimator and sending it to a worker keep its conditions."""
    assert copy.deepcopy(condition) == condition
    assert pickle.loads(pickle.dumps(condition)) == condition


def test_different_conditions_are_unequal():
    """Equality is by meaning, down to the constant and the operator."""
    assert len(set(CONDITIONS)) == len(CONDITIONS)
    assert (column("a") >= 3) != A
    assert (column("a") > 4) != A
    assert A != "column('a') > 3"


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (column("worst radius") > 16.8, "worst radius > 16.8"),
        (C, "c is x"),
        (column("c") != "x", "c is not x"),
        (A & B, "a > 3 and b <= 2"),
        ((A | B) & ~C, "(a > 3 or b <= 2) and not (c is x)"),
        (column("a").between(1, 2), "a between 1 and 2"),
        (column("a").isin([1, "x"]), "a is one of 1, x"),
        (column("a").is_missing(), "a is missing"),
        (column("a") / column("b") > 2, "(a / b) > 2"),
        (matches("prize"), "the text matches prize"),
        (count("!") > 2, "the number of ! > 2"),
        (share("[A-Z]") > 0.3, "the share of [A-Z] > 0.3"),
        (length() < 9, "the length < 9"),
    ],
    ids=str,
)
def test_a_condition_says_itself(condition, sentence):
    """A reader of a decision sees the condition in words."""
    assert condition.says == sentence


def test_a_condition_knows_what_it_reads():
    """Columns by name, or the text."""
    assert ((A & B) | ~C).reads == {"a", "b", "c"}
    assert (column("a") > column("b")).reads == {"a", "b"}
    assert (matches("a") & (length() > 3)).reads == "text"


def test_literals_are_counted_one_by_one():
    """The size of a rule system is the number of elementary conditions in it."""
    assert [len(each.literals) for each in (A, ~A, A & B, (A & B) | ~(C | A))] == [1, 1, 2, 4]
    assert ((A & B) | ~C).literals == (A, B, C)


def test_chains_are_flat_and_double_negation_disappears():
    """The way a condition is put together leaves no trace in it."""
    assert (A & B) & C == A & (B & C) == all_of(A, B, C)
    assert (A | B) | C == A | (B | C) == any_of(A, B, C)
    assert ~~A == A
    assert all_of(A) == any_of(A) == A


@pytest.mark.parametrize(
    "misuse",
    [
        lambda: A and B,
        lambda: A or B,
        lambda: not A,
        lambda: 1 < column("a") < 3,
        lambda: column("a") in [1, 2],
        lambda: bool(matches("x")),
    ],
    ids=["and", "or", "not", "chained comparison", "in", "bool"],
)
def test_python_logic_on_conditions_is_refused_with_help(misuse):
    """`and` would silently drop a condition; the error shows what to write instead."""
    with pytest.raises(TypeError, match=r"& \| ~"):
        misuse()


@pytest.mark.parametrize(
    ("misuse", "error", "message"),
    [
        (lambda: A & 3, TypeError, "unsupported"),
        (lambda: all_of([A, B]), TypeError, r"all_of\(\*conditions\)"),
        (lambda: any_of(), TypeError, "at least one"),
        (lambda: column(3), TypeError, "column's name"),
        (lambda: column("a") > "x", TypeError, "only numbers have an order"),
        (lambda: column("a") > None, TypeError, "not with None"),
        (lambda: column("a") == float("nan"), ValueError, "is_missing"),
        (lambda: column("a") > float("inf"), ValueError, "never depends"),
        (lambda: column("a") + "x" > 3, TypeError, "number"),
        (lambda: column("a").between(3, 1), ValueError, "lower bound"),
        (lambda: column("a").between("x", 1), TypeError, "number"),
        (lambda: column("a").isin("abc"), TypeError, "list of values"),
        (lambda: bool(column("a")), TypeError, "compare it"),
        (lambda: matches("("), RuleError, "cannot be read"),
        (lambda: count(3), TypeError, "regular expression"),
        (lambda: A & matches("x"), RuleError, "one view"),
        (lambda: column("a") > length(), RuleError, "one view"),
    ],
)
def test_a_condition_that_cannot_work_is_refused_where_it_is_written(misuse, error, message):
    """Not at the first item, and not silently."""
    with pytest.raises(error, match=message):
        misuse()


def test_rule_errors_are_contract_errors_and_value_errors():
    """The project catches one family, scikit-learn expects the other."""
    assert issubclass(RuleError, ContractError)
    assert issubclass(RuleError, ValueError)


def test_numpy_constants_become_plain_numbers():
    """A threshold computed with numpy is written as a number."""
    assert repr(column("a") > np.float64(1.5)) == "column('a') > 1.5"
    assert repr(column("a") == np.str_("x")) == "column('a') == 'x'"


@pytest.mark.parametrize("missing", [None, np.nan])
def test_a_missing_value_makes_every_comparison_false(missing):
    """`!=` too; the opposite of a comparison then holds, and is_missing says so."""
    X = np.array([[missing], [3.0]], dtype=object)
    x = column("x0")

    def holds(condition):
        rules_ = [Rule(1, condition, because="test")]
        return RuleList(rules_, otherwise=0).fit(X, [0, 1]).predict(X)[0] == 1

    comparisons = [x > 1, x >= 1, x < 1, x <= 1, x == 1, x != 1, x.between(0, 9), x.isin([1])]
    assert [holds(condition) for condition in comparisons] == [False] * 8
    assert [holds(~condition) for condition in comparisons] == [True] * 8
    assert holds(x.is_missing())
    assert holds((x + 1).is_missing())


def test_dividing_by_zero_gives_a_missing_value():
    """A ratio that does not exist is neither large nor small."""
    X = np.array([[1.0, 0.0], [1.0, 2.0]])
    ratio = column("x0") / column("x1")
    fitted = RuleList(
        [
            Rule("none", ratio.is_missing(), because="test"),
            Rule("some", ratio > 0, because="test"),
        ],
        otherwise="none",
    ).fit(X, ["none", "some"])

    assert fitted.predict(X).tolist() == ["none", "some"]


def test_a_pattern_of_hundreds_of_words_is_said_in_short():
    """A reader is told what it begins with; the condition itself keeps all of it."""
    condition = matches("|".join(f"word{n}" for n in range(300)))

    assert len(condition.says) < 150
    assert condition.says.endswith("…")
    assert "word299" in repr(condition)
