"""Answers: which classes there are, or which number is meant, and what is odd about them."""

import numpy as np
import pandas as pd
import pytest

from own_data.conftest import tickets
from triptych.errors import DataError, UsageError
from triptych.own_data import Wishes, read

VALUES = np.random.default_rng(0).permutation(600)


def table(answers):
    frame = pd.DataFrame({"x": np.random.default_rng(1).normal(size=len(answers))})
    return frame.assign(answer=answers)


def read_answer(answers, **wishes):
    return read(table(answers), Wishes(target="answer", **wishes))


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        pytest.param(["yes", "no"] * 300, "classes", id="words"),
        pytest.param(VALUES % 2, "classes", id="0 and 1"),
        pytest.param((VALUES % 2).astype(bool), "classes", id="truths"),
        pytest.param(VALUES % 10, "classes", id="ten digits"),
        pytest.param(VALUES % 24, "classes", id="24 letters, equally often"),
        pytest.param(VALUES, "number", id="many whole numbers"),
        pytest.param(VALUES % 7 / 2, "number", id="halves"),
        pytest.param(VALUES**2 % 23, "number", id="23 values with holes"),
        pytest.param(VALUES / 7, "number", id="fractions"),
        pytest.param([f"{value},5" for value in VALUES], "number", id="decimal commas"),
    ],
)
def test_classes_are_told_from_numbers(answers, kind):
    """Words and few whole numbers are classes; the dataset has what a task of that kind needs."""
    own = read_answer(answers)

    assert own.target_kind == kind
    assert (own.dataset.classes is None) == (kind == "number")
    if kind == "classes":
        assert {type(label) for label in own.dataset.target} == {str}


def test_few_values_leave_it_open_and_may_be_said():
    """Grades from 1 to 6 are either: a question, with what to type."""
    grades = VALUES % 6 + 1
    own = read_answer(grades)
    assert own.dataset.classes == ("1", "2", "3", "4", "5", "6")
    assert any("--target-kind number" in finding.line for finding in own.findings)

    said = read_answer(grades, target_kind="number")
    assert said.target_kind == "number"
    assert not any("--target-kind" in finding.line for finding in said.findings)


def test_words_cannot_be_a_number():
    """A wish that cannot be met is refused."""
    with pytest.raises(UsageError, match="is no number: it holds 'yes'"):
        read_answer(["yes", "no"] * 300, target_kind="number")


@pytest.mark.parametrize("gap", [None, np.nan, "", "NA", "?"])
def test_rows_without_an_answer_are_left_out(gap):
    """They are counted."""
    answers = pd.Series(["yes", "no"] * 300, dtype=object)
    answers[::10] = gap
    own = read_answer(answers)

    assert len(own.dataset) == 540
    assert any("60 of 600 rows have no `answer`" in finding.text for finding in own.findings)


def test_small_classes_are_left_out_and_named():
    """Fewer than six cannot be on every side of a split."""
    own = read_answer(["yes", "no"] * 298 + ["perhaps"] * 4)

    assert own.dataset.classes == ("no", "yes")
    assert len(own.dataset) == 596
    assert any("perhaps (4)" in finding.text for finding in own.findings)


def test_one_large_class_beside_small_ones_is_refused():
    """Nothing is left to tell apart."""
    with pytest.raises(DataError, match="only the class 'no'"):
        read_answer(["no"] * 590 + ["a", "b"] * 5)


def test_names_that_differ_by_what_nobody_sees_are_one_class():
    """Blanks and characters without width."""
    own = read_answer(["yes", "yes ", "yes\u200b", "no", "no", "no"] * 100)

    assert own.dataset.classes == ("no", "yes")
    assert any("nobody sees" in finding.text for finding in own.findings)


def test_names_that_differ_by_capitals_are_asked_for():
    """They are different until their owner says otherwise."""
    own = read_answer(["yes", "Yes", "no"] * 200)

    assert len(own.dataset.classes) == 3
    assert any(f.level == "question" and "'Yes' and 'yes'" in f.text for f in own.findings)


def test_the_positive_class_comes_last():
    """So that a metric of one class finds it."""
    own = read_answer(["a", "b"] * 300, positive="a")

    assert own.positive == "a"
    assert own.dataset.classes == ("b", "a")


def test_a_rare_class_of_two_is_asked_for():
    """Whether it is what one looks for, with what to type."""
    own = read_answer(["yes"] * 60 + ["no"] * 540)

    assert any("--positive yes" in f.line and "90" in f.text for f in own.findings)


def test_classes_are_ordered_as_numbers_where_they_are():
    """10 comes after 9."""
    assert read_answer([f"{value % 12}" for value in VALUES]).dataset.classes[-2:] == ("10", "11")


def test_a_constant_number_is_refused():
    """Nothing to predict."""
    with pytest.raises(DataError, match=r"1.5 in every row"):
        read_answer([1.5] * 600, target_kind="number")


def test_a_date_is_no_answer():
    """What is meant is days until then, perhaps."""
    with pytest.raises(DataError, match="is a date"):
        read(tickets().assign(end=pd.date_range("2026-01-01", periods=300)), Wishes(target="end"))
