"""Promises of inner folds: every item is held out once, classes are in proportion, groups whole."""

import numpy as np
import pytest

from triptych.paradigms.inner_folds import inner_folds

LABELS = np.repeat(np.array(["a", "b"], dtype=object), [80, 20])


@pytest.mark.parametrize("labels", [None, LABELS], ids=["numbers", "classes"])
def test_every_item_is_held_out_once(labels):
    folds = inner_folds(100, labels, None, folds=5, seed=0)

    assert sorted(np.concatenate([held_out for _, held_out in folds])) == list(range(100))
    for train, held_out in folds:
        assert not set(train) & set(held_out)


def test_classes_are_in_proportion():
    for _, held_out in inner_folds(100, LABELS, None, folds=5, seed=0):
        assert np.sum(LABELS[held_out] == "b") == 4


def test_groups_are_whole():
    groups = np.arange(100) % 25
    for train, held_out in inner_folds(100, LABELS, groups, folds=5, seed=0):
        assert not set(groups[train]) & set(groups[held_out])


@pytest.mark.parametrize(
    ("labels", "groups", "count"),
    [
        (np.array(["a", "a", "a", "b", "b"], dtype=object), None, 2),
        (np.array(["a", "a", "a", "a", "b"], dtype=object), None, 0),
        (None, np.array([0, 0, 0, 1, 2]), 3),
    ],
    ids=["two of a class", "one of a class", "three groups"],
)
def test_there_are_fewer_where_items_are_few(labels, groups, count):
    if labels is None:
        labels = np.array(["a", "b", "a", "b", "a"], dtype=object)
        with_few = inner_folds(5, None, None, folds=9, seed=0)
        assert len(with_few) == 5
        count = min(count, 2)
    assert len(inner_folds(5, labels, groups, folds=5, seed=0)) == count
