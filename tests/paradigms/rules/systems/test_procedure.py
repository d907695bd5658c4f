"""Procedures: a plain Python algorithm as an estimator."""

import pickle
from functools import partial

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from triptych.errors import ContractError
from triptych.paradigms.rules import Procedure

NUMBERS = np.array(["3", "5", "15", "7", "9"], dtype=object)
WORDS = np.array(["fizz", "buzz", "fizzbuzz", "number", "fizz"], dtype=object)
CLASSES = ("number", "fizz", "buzz", "fizzbuzz")


def divides(divisor, text):
    # a comment is no code
    return int(text) % divisor == 0


def decide(text):
    if divides(15, text):
        return "fizzbuzz", "divisible by 15"

    if divides(3, text):
        return "fizz", "divisible by 3"
    if divides(5, text):
        return "buzz", "divisible by 5"
    return "number", "divisible by neither"


def decide_row(row):
    return ("big", "wide") if row["width"] > 3 else ("small", "narrow")


TABLE = pd.DataFrame({"width": [5.0, 1.0, 4.0], "name": ["a", "b", None]})


@pytest.fixture
def fizzbuzz():
    return Procedure(decide, CLASSES).fit(NUMBERS, WORDS)


def test_a_procedure_decides_item_by_item(fizzbuzz):
    """Label and reason are what the function returns."""
    assert fizzbuzz.predict(NUMBERS).tolist() == WORDS.tolist()
    (explanation,) = fizzbuzz.explain(NUMBERS[:1])
    assert (explanation.decision, explanation.because) == ("fizz", "divisible by 3")
    assert explanation.fired == ("divisible by 3",)
    assert fizzbuzz.predict_proba(NUMBERS).sum(axis=1) == pytest.approx(1)


def test_reasons_are_its_rules(fizzbuzz):
    """Each reason met in training is a column of fires and an entry of the rulebook."""
    fires, book = fizzbuzz.fires(NUMBERS), fizzbuzz.rulebook()

    assert [entry["says"] for entry in book] == [
        "divisible by 3",
        "divisible by 5",
        "divisible by 15",
        "divisible by neither",
    ]
    assert fires.shape == (5, 4)
    assert [book[n]["label"] for n in fires.argmax(axis=1)] == WORDS.tolist()


def test_a_reason_not_met_in_training_fires_nothing_and_is_trusted_like_the_whole():
    """It has no count of its own, but its label is decided all the same."""
    train = np.array(["3", "5", "15", "7"], dtype=object)
    procedure = Procedure(
        lambda text: ("long", "many characters") if len(text) > 5 else ("short", text), CLASSES_2
    ).fit(train, ["short", "long", "short", "short"])

    assert procedure.predict(["1234567", "99"]).tolist() == ["long", "short"]
    assert procedure.fires(["1234567"]).tolist() == [[False] * 4]
    assert procedure.predict_proba(["1234567"])[0].tolist() == pytest.approx([4 / 6, 2 / 6])


CLASSES_2 = ("short", "long")


def test_rows_of_a_table_are_mappings():
    """Cells by column name; a column that is not there is named with its nearest."""
    procedure = Procedure(decide_row, ("big", "small"), reads="table")
    procedure.fit(TABLE, ["big", "small", "big"])

    assert procedure.predict(TABLE).tolist() == ["big", "small", "big"]
    with pytest.raises(ContractError, match=r"'width', which the table does not have.*'widths'"):
        clone(procedure).fit(TABLE.rename(columns={"width": "widths"}), ["big", "small", "big"])
    nameless = Procedure(lambda row: ("big", str(row["x0"])), ("big",), reads="table")
    assert nameless.fit(np.ones((2, 1)), ["big", "big"]).rulebook()[0]["says"] == "1.0"


def test_images_are_items_too():
    """Whatever the first axis counts."""
    images = np.stack([np.zeros((4, 4)), np.ones((4, 4))])
    procedure = Procedure(
        lambda image: ("full", "ink") if image.mean() > 0.5 else ("empty", "no ink"),
        ("empty", "full"),
    ).fit(images, ["empty", "full"])

    assert procedure.predict(images).tolist() == ["empty", "full"]


def test_its_size_is_its_lines_of_code(fizzbuzz):
    """Of the function and those of its module it uses; comments and blank lines are free."""
    assert fizzbuzz.size() == {"rules": 4, "lines": 10}


def test_a_prepared_function_is_counted_like_the_function_itself():
    """Fixing an argument or binding a method does not make code free."""
    prepared = Procedure(partial(decide), CLASSES).fit(NUMBERS, WORDS)

    assert prepared.size() == {"rules": 4, "lines": 10}


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (("frob", "because"), "unknown label 'frob'.*'number'"),
        ("fizz", "label and its reason"),
        (("fizz", None), "label and its reason"),
    ],
)
def test_a_decision_that_is_none_is_refused(answer, message):
    """The error shows what came and what is expected."""
    with pytest.raises(ContractError, match=message):
        Procedure(lambda text: answer, CLASSES).fit(NUMBERS, WORDS)


def test_the_view_is_raw_or_table():
    """Any other word is an error when it is fitted."""
    with pytest.raises(ContractError, match="text"):
        Procedure(decide, CLASSES, reads="text").fit(NUMBERS, WORDS)


@pytest.mark.parametrize("method", ["predict", "predict_proba", "fires", "explain"])
def test_before_fit_nothing_is_decided(method):
    """The error is scikit-learn's own."""
    with pytest.raises(NotFittedError):
        getattr(Procedure(decide, CLASSES), method)(NUMBERS)
    with pytest.raises(NotFittedError):
        Procedure(decide, CLASSES).rulebook()


def test_a_fitted_procedure_is_pickled(fizzbuzz):
    """As long as its function can be imported."""
    again = pickle.loads(pickle.dumps(fizzbuzz))

    assert np.array_equal(again.predict_proba(NUMBERS), fizzbuzz.predict_proba(NUMBERS))
