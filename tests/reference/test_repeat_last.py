"""The answer of the item before."""

import numpy as np

from triptych.catalogue import LoadedTask
from triptych.harness.task_data import TaskData
from triptych.reference.repeat_last import ANSWER_BEFORE, RepeatLast


def test_it_answers_what_it_reads():
    """It computes nothing: its view is the answer of the item before."""
    assert RepeatLast().fit(None, None).predict("up") == "up"
    assert RepeatLast.reads == ANSWER_BEFORE


def test_the_answers_before_are_those_of_the_items_before(tiny):
    """Shifted by one; what was forgotten cannot be read any more."""
    data = TaskData(LoadedTask(tiny))
    target = data.dataset.target.copy()

    assert data.items(ANSWER_BEFORE, np.array([1, 5])).tolist() == [target[0], target[4]]
    other = TaskData(LoadedTask(tiny))
    other.forget_answers()
    assert len(set(other.items(ANSWER_BEFORE, np.arange(60)))) == 1
