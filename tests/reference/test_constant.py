"""The best constant answer, chosen by each metric on training items."""

import numpy as np
import pytest

from triptych.errors import ContractError
from triptych.metric import (
    Metric,
    accuracy,
    balanced_accuracy,
    f1,
    macro_f1,
    mean_absolute_error,
    mean_cost,
)
from triptych.reference.constant import ConstantAnswer, best_class, best_number

CLASSES = ("a", "b", "c")
ANSWERS = np.array(["a"] * 3 + ["b"] * 6 + ["c"], dtype=object)


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (accuracy(), "b"),
        (balanced_accuracy(), "b"),
        (macro_f1(), "b"),
        (f1("a"), "a"),
        (f1("c"), "c"),
    ],
    ids=lambda one: getattr(one, "label", one),
)
def test_the_constant_is_the_class_that_scores_best(metric, expected):
    """The majority where it scores best or as well as any; for F1 of a class, that class."""
    assert best_class(metric, ANSWERS, CLASSES, None) == expected


def test_for_costs_it_is_the_cheapest_class():
    """Refusing everybody may be the majority's price: never trained on, decided nevertheless."""
    costs = np.array([[0.0, 1.0, 0.5], [9.0, 0.0, 0.5], [9.0, 9.0, 0.0]])
    answers = np.array(["a", "b"] * 5, dtype=object)

    # a costs 4.5 a case, b .5, c .5, and b is seen more often
    assert best_class(mean_cost(), answers, CLASSES, costs) == "b"
    costs[0, 1] = 1.1
    assert best_class(mean_cost(), answers, CLASSES, costs) == "c"


def test_for_absolute_errors_it_is_the_median():
    """One rich customer moves the mean, not the answer."""
    answers = np.array([1.0, 2.0, 3.0, 4.0, 1000.0])
    constant = ConstantAnswer(mean_absolute_error("euros"), None, None).fit(answers, answers)

    assert constant.predict(np.zeros((2, 3))).tolist() == [3.0, 3.0]


def test_a_metric_without_a_known_constant_is_refused():
    """A new metric of numbers has to say which constant is best for it."""
    unknown = Metric("root_mean_square", "RMSE", "number", False, False, unit="euros")

    with pytest.raises(ContractError, match=r"best constant for the metric 'root_mean_square'"):
        best_number(unknown, np.array([1.0]))


def test_it_looks_at_training_answers_alone():
    """The same answer for every item, whatever is tested."""
    constant = ConstantAnswer(accuracy(), CLASSES, None).fit(np.arange(10), ANSWERS)

    assert constant.predict(np.arange(4)).tolist() == ["b"] * 4
