"""Promises of prequential shares: window by window in the order of testing, changes included."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.one_task.studies.prequential import prequential
from triptych.analysis.statistics.interval import Interval


class Answering:
    """A run of one contender: rows of `(seed, fold, item, is right)`; what changes is known."""

    def __init__(self, rows, changes):
        self.rows = pd.DataFrame(rows, columns=["seed", "fold", "item", "right"])
        self.changes = changes
        self.aggregates = SimpleNamespace(of=lambda name, records, kind, compute: compute())
        self.studies = {}

    def task(self, name):
        return SimpleNamespace(changes=self.changes)

    def records_of(self, *place):
        return ()

    def items(self, *place, columns):
        table = self.rows.assign(loss=1.0 - self.rows["right"])
        return table[[*columns, "seed"]].sort_values(["seed", "item"], ignore_index=True)


def found(rows, changes=()):
    score = Interval(0.8, 0.7, 0.9, "t", 1, 8)
    line = (Point(condition="abrupt", score=score, labels=None, cpu_seconds=1.0),)
    (one,) = prequential(Answering(rows, changes), "task", "drift", {"deep:frozen": line})
    return one.streams


def windows(*windows_of_items, seed=0, right=1):
    return [
        (seed, fold, item, right) for fold, items in enumerate(windows_of_items) for item in items
    ]


def test_a_window_has_the_share_of_its_right_answers():
    """In the order in which they were tested, of whatever length."""
    rows = [*windows(range(4), range(4, 8), range(8, 10))]
    wrong = [(seed, fold, item, int(item not in (0, 4, 5, 9))) for seed, fold, item, _ in rows]
    (stream,) = found(wrong)

    assert stream.shares == (0.75, 0.5, 0.5)
    assert (stream.starts, stream.items) == ((0, 4, 8), 10)
    assert stream.changes == ()


def test_a_change_is_where_most_of_a_window_is_new():
    """And a window that has both is of neither."""
    (stream,) = found(windows(range(10), range(10, 20), range(20, 30), range(30, 40)), (13, 28))

    assert stream.regimes == (0, 1, 1, 2)
    assert stream.changes == (1, 3)
    assert stream.is_pure == (True, False, False, True)


def test_what_comes_back_is_a_change_too():
    """Items in another order than that of time: old, new, old, new."""
    (stream,) = found(windows(range(5), range(10, 15), range(5, 10), range(15, 20)), (10,))

    assert stream.changes == (1, 2, 3)


def test_each_seed_is_a_stream():
    """With changes of its own."""
    rows = [*windows(range(5), range(5, 10)), *windows(range(10, 15), range(15, 20), seed=1)]
    first, second = found(rows, (5, 12))

    assert (first.seed, second.seed) == (0, 1)
    assert (first.changes, second.changes) == ((1,), ())
    assert np.mean(second.shares) == 1
