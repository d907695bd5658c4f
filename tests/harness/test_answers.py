"""Promises of answers: what an estimator returns is taken as the protocol says, or refused."""

import numpy as np
import pytest

from triptych.errors import ContractError
from triptych.harness import answers

CLASSES = ("blue", "green", "red")
WHO = "spam.deep"


def test_labels_become_the_numbers_of_their_classes():
    """In the task's order, not in that of the alphabet or of their occurrence."""
    told = answers.labels(np.array(["red", "blue"], dtype=object), ("red", "blue"), 2, WHO)

    assert told.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param(["blue", "pink"], r"'pink' \(str\) for item 1", id="unknown"),
        pytest.param([0, 1], r"0 \(int\) for item 0", id="numbers in place of names"),
        pytest.param(["blue"], "1 labels for 2 items", id="one too few"),
        pytest.param([["blue"], ["red"]], r"shape \(2, 1\)", id="a column"),
    ],
)
def test_what_is_no_class_is_refused_with_its_place(given, words):
    """The author reads which item, what was said, and of which contender."""
    with pytest.raises(ContractError, match=f"spam.deep: predict returned .*{words}"):
        answers.labels(np.array(given, dtype=object), CLASSES, 2, WHO)


def test_numbers_must_be_finite():
    """A score over NaN would be no score: the first such item is named."""
    assert answers.numbers([1, 2.5], 2, WHO).tolist() == [1.0, 2.5]
    with pytest.raises(ContractError, match="nan for item 1 of the test part, and 2 of 3"):
        answers.numbers([1.0, np.nan, np.inf], 3, WHO)
    with pytest.raises(ContractError, match="values that are not numbers"):
        answers.numbers(["a"], 1, WHO)


def test_probabilities_are_put_into_the_order_of_the_task():
    """Each estimator sorts its classes as it likes; one that it never saw has none."""
    told = answers.probabilities([[0.7, 0.3]], ["red", "blue"], CLASSES, 1, WHO)

    assert told == pytest.approx(np.array([[0.3, 0.0, 0.7]]))


@pytest.mark.parametrize(
    ("given", "columns", "words"),
    [
        pytest.param([[0.7, 0.7, 0]], CLASSES, "are no probabilities", id="too much"),
        pytest.param([[-0.5, 1.5, 0]], CLASSES, "are no probabilities", id="below zero"),
        pytest.param([[np.nan, 0.5, 0.5]], CLASSES, "are no probabilities", id="not a number"),
        pytest.param([[0.5, 0.5]], CLASSES, r"shape \(1, 2\)", id="a column too few"),
        pytest.param([[1.0]], ["pink"], "names \\['pink'\\]", id="a stranger"),
        pytest.param([[0.5, 0.5, 0]], None, "no `classes_`", id="columns without names"),
    ],
)
def test_what_is_no_distribution_is_refused(given, columns, words):
    """Everything that judges confidence relies on rows that sum to 1, with known columns."""
    with pytest.raises(ContractError, match=words):
        answers.probabilities(given, columns, CLASSES, 1, WHO)


def test_rounding_of_a_network_is_no_fault():
    """Sums of single-precision numbers miss 1 by a little."""
    row = np.array([[0.33333, 0.33333, 0.33333]], dtype=np.float32)

    assert answers.probabilities(row, CLASSES, CLASSES, 1, WHO).shape == (1, 3)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param([[1, 0]], id="numbers"),
        pytest.param([[True]], id="a rule too few"),
        pytest.param([[True, False], [True, False]], id="an item too many"),
    ],
)
def test_fired_rules_are_those_of_the_rulebook(given):
    """A truth for each item and each rule, or the counts would belong to other rules."""
    assert answers.fired([[True, False]], 2, 1, WHO).shape == (1, 2)
    with pytest.raises(ContractError, match="for 1 items and 2 rules"):
        answers.fired(given, 2, 1, WHO)
