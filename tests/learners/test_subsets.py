"""Promises of balanced subsets: nested, and tested by no more folds than are needed."""

from types import SimpleNamespace

import numpy as np
import pytest

from triptych.dataset import Dataset
from triptych.fold import Fold
from triptych.learners.subsets import ENOUGH_TESTED, first_folds, least_training_items, nested_order
from triptych.split import cross_validated, held_out, official


def test_every_beginning_is_balanced_until_a_class_is_used_up():
    """Of 3 rare and 100 frequent items the first six are three of each, whatever the seed."""
    target = np.array(["rare"] * 3 + ["frequent"] * 100, dtype=object)
    dataset = Dataset(raw=np.arange(103)[:, None], target=target, classes=("frequent", "rare"))
    for seed in range(20):
        order = nested_order(dataset, np.arange(103), np.random.default_rng(seed))
        assert sorted(order) == list(range(103))
        for size in (2, 4, 6):
            assert np.sum(order[:size] < 3) == size // 2


@pytest.mark.parametrize(("tested", "used"), [((500, 500), 1), ((90, 90, 90, 90), 3), ((30,), 1)])
def test_folds_are_used_until_enough_items_are_tested(tested, used):
    """All of them where there are never enough."""
    folds = [Fold(np.arange(10), np.arange(count)) for count in tested]
    found = first_folds(SimpleNamespace(folds=lambda seed: folds))

    assert len(found) == used
    assert used == len(tested) or sum(len(one.test) for one in found) >= ENOUGH_TESTED


@pytest.mark.parametrize(
    ("split", "items"), [(cross_validated(5), 80), (held_out(30), 70), (official(), 50)]
)
def test_no_more_training_items_are_promised_than_there_are(split, items):
    """Of an official split, half."""
    assert least_training_items(SimpleNamespace(items=100, split=split)) == items
