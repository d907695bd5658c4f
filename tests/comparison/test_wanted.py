"""Promises of how a comparison judges and splits where nobody said how."""

import numpy as np
import pytest

from triptych.comparison.wanted import Wanted, terms_of
from triptych.dataset import Dataset
from triptych.errors import UsageError
from triptych.own_data.understood import OwnData


def own(count=100, *, number=False, positive=None, order=None):
    random = np.random.default_rng(0)
    target = random.normal(size=count) * 10 if number else np.array(["a", "b"] * (count // 2))
    dataset = Dataset(
        raw=random.normal(size=(count, 8)),
        target=target if number else target.astype(object),
        classes=None if number else ("a", "b"),
        order=order,
    )
    return OwnData(
        name="mine",
        dataset=dataset,
        modality="series",
        target="price",
        target_kind="number" if number else "classes",
        positive=positive,
    )


def test_classes_are_judged_by_accuracy_to_two_points():
    terms = terms_of(own(), Wanted())

    assert (terms.metric.name, terms.delta, terms.split.kind) == (
        "accuracy",
        0.02,
        "cross_validated",
    )


def test_a_class_that_is_looked_for_is_judged_by_its_f1():
    assert terms_of(own(positive="b"), Wanted()).metric.positive == "b"


def test_numbers_are_judged_to_a_twentieth_of_the_usual_error():
    """In their own unit, so that it means as much of money as of metres."""
    data = own(number=True)
    terms = terms_of(data, Wanted())
    answers = data.dataset.target
    missed = np.abs(answers - np.median(answers)).mean()

    assert terms.metric.unit == "price"
    assert terms.delta == pytest.approx(missed / 20, rel=0.05)


def test_many_items_are_held_out_and_ordered_ones_are_never_shuffled():
    assert terms_of(own(8000), Wanted()).split.kind == "held_out"
    ordered = terms_of(own(order=np.arange(100)), Wanted()).split
    assert (ordered.kind, ordered.window, ordered.step) == ("rolling", 50, 13)


@pytest.mark.parametrize("delta", [0.0, -0.1, 2.0])
def test_a_delta_that_cannot_be_one_is_refused(delta):
    with pytest.raises(
        UsageError, match=r"expected a difference above 0, of 1: \.02 is two points"
    ):
        terms_of(own(), Wanted(delta=delta))
