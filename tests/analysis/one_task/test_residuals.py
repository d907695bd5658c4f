from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.one_task.residuals import parts_of_truth, predictions_table
from triptych.results.outcomes import Outcomes


def outcomes(truth, predictions, items=None):
    """One contender's numbers: a row of predictions a seed."""
    truth, predictions = np.array(truth, float), np.array(predictions, float)
    return Outcomes(
        contender="rules",
        seeds=tuple(range(len(predictions))),
        items=np.arange(len(truth)) if items is None else np.array(items),
        truth=truth,
        predictions=predictions,
        losses=np.abs(predictions - truth),
    )


def test_parts_divide_the_items_by_their_truth():
    """Each item is in one part; distance and bias are means over its items and seeds."""
    low, high = parts_of_truth(outcomes([1, 2, 8, 9], [[3, 2, 8, 5], [3, 2, 6, 5]]), [5.0])

    assert (low.low, low.high, low.items, low.bias) == (1, 2, 2, 1)
    assert (high.low, high.high, high.items, high.bias) == (8, 9, 2, -2.5)
    assert (low.distance.estimate, high.distance.estimate) == (1, 2.5)
    assert low.distance.low < 1 < low.distance.high


def test_a_part_without_items_is_left_out():
    """As where every truth is the same."""
    (only,) = parts_of_truth(outcomes([4, 4, 4], [[4, 5, 6]]), [1.0, 4.0, 4.0])

    assert only.items == 3


def test_a_single_item_has_a_distance():
    """Its interval may be endless, but it is no error."""
    (only,) = parts_of_truth(outcomes([4], [[6], [7]]), [])

    assert only.distance.estimate == pytest.approx(2.5)


def test_items_furthest_off_come_first():
    """By the mean over contenders; items that not all were tested on are left out."""
    table = predictions_table(
        {
            "rules": outcomes([1, 2, 3], [[1, 4, 3], [1, 6, 3]]),
            "deep": outcomes([2, 3, 4], [[2, 9, 4]], items=[1, 2, 3]),
        }
    )

    assert table.index.tolist() == [2, 1]
    assert table.loc[1].to_dict() == {"truth": 2, "rules": 5, "deep": 2}


def test_distances_in_order_go_by_blocks():
    """As a score does: few items in order have no interval, many one from stretches of them."""
    truth = np.arange(200) % 2
    far = outcomes(truth, [np.where(np.arange(200) < 100, truth, truth + 1.0)])

    (few,) = parts_of_truth(replace(far.on(np.arange(99)), ordered=True), [])
    (many,) = parts_of_truth(replace(far, ordered=True), [])
    (independent,) = parts_of_truth(far, [])

    assert few.distance.high == np.inf
    assert many.distance.method == "t over blocks"
    assert many.distance.half_width > 2 * independent.distance.half_width
