"""Promises of a task's data in a worker: the same for every trial, and changed by none."""

import pickle

import numpy as np
import pandas as pd
import pytest

from fixtures.tiny_tasks import CARD, found
from triptych.catalogue import LoadedTask
from triptych.errors import DataError
from triptych.harness.task_data import TaskData


@pytest.fixture
def data(tiny):
    return TaskData(LoadedTask(tiny))


def in_tests(data, seed):
    return [fold.test.tolist() for fold in data.folds(seed)]


def test_a_seed_divides_a_cross_validated_task_anew(data):
    """And always alike: paired differences need the same items for every contender."""
    again = TaskData(data.task)

    assert in_tests(data, 0) == in_tests(again, 0)
    assert in_tests(data, 0) != in_tests(data, 1)


def test_what_is_held_out_is_so_for_every_seed(write_task):
    """Seeds then say how much a contender depends on chance, not on which items were tested."""
    card = CARD.replace("cross_validated", "held_out")
    data = TaskData(LoadedTask(found(write_task(__init__=card))))
    assert data.task.card.split.kind == "held_out"

    assert in_tests(data, 0) == in_tests(data, 1)


def test_truth_has_the_numbers_of_item_tables(data):
    """Class numbers in the order of the task's classes: what predictions are compared with."""
    names = np.array(data.dataset.classes)[data.truth]

    assert names.tolist() == data.dataset.target.tolist()


@pytest.mark.parametrize("view", ["raw", "table"])
def test_a_trial_may_spoil_its_items(data, view):
    """They are copies: a contender that works in place does not change the next one's."""
    indices = np.arange(5)
    items = data.items(view, indices)
    before = items.copy()
    items[:] = -1.0

    assert np.array_equal(data.items(view, indices), before)


def test_other_data_than_planned_for_are_refused(data):
    """A record must not say that it was measured on what has changed since."""
    data.require(data.dataset.fingerprint)
    with pytest.raises(DataError, match="the plan was made for 0000"):
        data.require("0000")


def test_answers_that_are_forgotten_are_nowhere(tiny):
    """Neither in the data set nor in the form that item tables hold; items stay."""
    data = TaskData.loaded(tiny)
    items = data.dataset.raw.copy()
    data.forget_answers()

    assert set(data.dataset.target) == {data.dataset.target[0]}
    assert len(set(data.truth.tolist())) == 1
    np.testing.assert_array_equal(data.dataset.raw, items)


def test_task_data_travel_between_processes(tiny):
    """With all that was made: table, truth, author's part and fingerprint."""
    data = TaskData.loaded(tiny)
    back = pickle.loads(pickle.dumps(data))

    assert back.dataset.fingerprint == data.dataset.fingerprint
    pd.testing.assert_frame_equal(back.table, data.table)
    np.testing.assert_array_equal(back.truth, data.truth)
    np.testing.assert_array_equal(back.author_part, data.author_part)
