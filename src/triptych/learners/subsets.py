"""What studies of few labels train on: balanced subsets, each inside the next larger one."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from triptych.study import StudyData
from triptych.task import Task

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    import numpy as np

    from triptych.dataset import Dataset, Indices
    from triptych.fold import Fold

ENOUGH_TESTED: Final = 200
"""Tested items after which no further fold is trained for."""


def nested_order(dataset: "Dataset", items: "Indices", random: "np.random.Generator") -> "Indices":
    """Put items (n,) into a random order whose every beginning is balanced over the classes.

    Classes take turns until their items are used up. Of numbers, a random order.
    """
    import numpy as np

    shuffled: Indices = random.permutation(items)
    if dataset.classes is None:
        return shuffled
    _, labels, sizes = np.unique(dataset.target[shuffled], return_inverse=True, return_counts=True)
    by_class = np.argsort(labels, kind="stable")
    turn = np.empty(len(items), dtype=np.intp)
    turn[by_class] = np.arange(len(items)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return shuffled[np.argsort(turn, kind="stable")]


def least_training_items(task: Task) -> float:
    """A bound on the number of training items, by the card: planning loads no data.

    Of an official split, whose sizes the card does not name, half of the items.
    """
    split = task.split
    if split.kind == "cross_validated":
        return task.items * (1 - 1 / split.folds)
    return task.items - split.test_items if split.kind == "held_out" else task.items / 2


def first_folds(data: StudyData) -> "Sequence[Fold]":
    """As many of the task's folds as test enough items, the same whatever the seed.

    The first alone where it is large: seeds draw other labelled items, which differ most.
    """
    folds = data.folds(0)
    tested = accumulate(len(fold.test) for fold in folds)
    return folds[: 1 + sum(count < ENOUGH_TESTED for count in tested)]
