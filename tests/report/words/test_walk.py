"""Promises of the words of a walk: short, in the order that counts, and never without a rest."""

import pytest

from triptych.report.words.walk import (
    LONGEST_CONDITION,
    MOST_CONDITIONS,
    answer,
    conditions_shown,
    output_in_words,
    signed,
    step_in_words,
)
from triptych.results.formats.walks import Output, Step

MINUS = "\N{MINUS SIGN}"
SHAPE = "8\N{MULTIPLICATION SIGN}14\N{MULTIPLICATION SIGN}14"


def step(name="seen.7", shape=(8, 14, 14), kind="float32", low=-1.5, high=2.0, **rest):
    return Step(name=name, shape=shape, type=kind, low=low, high=high, **rest)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        pytest.param(step(), f"seen.7: {SHAPE} float32, {MINUS}1.5 to 2", id="an array"),
        pytest.param(
            step(layer="Conv2d, ReLU"),
            f"seen.7 (Conv2d, ReLU): {SHAPE} float32, {MINUS}1.5 to 2",
            id="a layer",
        ),
        pytest.param(
            step(layer="seen.7", low=0, high=0), f"seen.7: {SHAPE} float32, 0", id="alike"
        ),
        pytest.param(step(shape=(), low=3, high=3), "seen.7: 1 float32, 3", id="a number"),
        pytest.param(step("item", (1,), "text", None, None), "item: 1 character", id="a text"),
        pytest.param(
            step(kind="text, float64", low=None, high=None),
            f"seen.7: {SHAPE} text, float64",
            id="words",
        ),
    ],
)
def test_a_step_says_what_it_makes(form, words):
    """By whom, of what shape and type, and from where to where."""
    assert step_in_words(form).replace("\N{NO-BREAK SPACE}", " ") == words


def test_the_likeliest_class_is_said_first():
    """And a probability that is missing is not said at all."""
    told = output_in_words(
        Output(kind="probabilities", values={"ham": 0.2, "spam": 0.75, "odd": None})
    )

    assert told.index("spam 75") < told.index("ham 20")
    assert "odd" not in told


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("points", {"points": -2.0}, f"{MINUS}2 points"),
        ("number", {"number": 1234.5}, "1234"),
        ("class", {}, ""),
    ],
)
def test_what_comes_out_has_its_unit(kind, values, words):
    assert output_in_words(Output(kind=kind, values=values)) == words


def test_many_conditions_are_counted_and_long_ones_cut():
    """Nobody reads thirty; how many there are more is said."""
    shown = conditions_shown(["x" * 500] * (MOST_CONDITIONS + 3))

    assert len(shown) == MOST_CONDITIONS + 1
    assert max(map(len, shown)) == LONGEST_CONDITION
    assert shown[-1] == "and 3 more"
    assert conditions_shown(["a > 1"]) == ["a > 1"]


def test_an_answer_is_said_as_it_was_given():
    """A missing one is a dash, which no class is called."""
    assert answer("spam") == "spam"
    assert answer(-2.5) == f"{MINUS}2.5"
    assert answer(None) not in ("", "None")


def test_a_weight_has_a_sign():
    assert (signed(0.0123), signed(-3.0)) == ("+0.012", f"{MINUS}3")
