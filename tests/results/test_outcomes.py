import numpy as np
import pandas as pd
import pytest

from triptych.errors import DataError
from triptych.metric import accuracy, mean_cost
from triptych.results.outcomes import Outcomes, align, pair


def table(rows):
    """An item table of (seed, item, truth, prediction)."""
    frame = pd.DataFrame(rows, columns=["seed", "item", "truth", "prediction"])
    wrong = frame["truth"] != frame["prediction"]
    return frame.assign(loss=wrong.astype("float32"), cost=np.float32("nan"))


def test_rows_become_a_complete_matrix_whatever_their_order():
    """A row a seed, a column an item, both sorted."""
    rows = [(1, 7, 0, 0), (0, 4, 1, 1), (0, 7, 0, 1), (1, 4, 1, 0)]

    outcomes = Outcomes.of_items("deep", table(rows))

    assert outcomes.seeds == (0, 1)
    assert outcomes.items.tolist() == [4, 7]
    assert outcomes.truth.tolist() == [1, 0]
    assert outcomes.hits.tolist() == [[1, 0], [0, 1]]
    assert outcomes.values(accuracy()).mean() == 0.5


def test_items_not_tested_in_every_seed_are_left_out_and_counted():
    """A mean over seeds needs all of them."""
    rows = [(0, 1, 0, 0), (0, 2, 0, 0), (1, 2, 0, 1), (1, 3, 0, 0)]

    outcomes = Outcomes.of_items("deep", table(rows))

    assert outcomes.items.tolist() == [2]
    assert outcomes.dropped == 2


def streamed(streams, items=4):
    """The table of a seed for each stream, tested on items of its own."""
    rows = [(stream, 10 * stream + item, 0, 0) for stream in streams for item in range(items)]
    return table(rows).assign(group=[stream for stream in streams for _ in range(items)])


def test_streams_of_several_seeds_are_one_row_of_groups():
    """No item was tested by two seeds: all are kept, each with its stream."""
    outcomes = Outcomes.of_items("deep", streamed((0, 1, 3)), ordered=True)

    assert outcomes.hits.shape == (1, 12)
    assert outcomes.groups.tolist() == np.repeat([0, 1, 3], 4).tolist()
    assert (outcomes.streams, outcomes.dropped) == (3, 0)


def test_one_stream_is_items_in_order_without_groups():
    """A run of one stream says nothing of others: its blocks count, as before."""
    outcomes = Outcomes.of_items("deep", streamed((0,)), ordered=True)

    assert outcomes.groups is None
    assert outcomes.streams == 1


def test_groups_stay_with_their_items():
    """One number an item, whatever is left out; None where a table of an early run has none."""
    rows = [(0, 1, 0, 0), (0, 2, 0, 0), (1, 2, 0, 1), (1, 3, 0, 0), (0, 3, 0, 0)]
    grouped = table(rows).assign(group=[9, 4, 4, 5, 5])

    outcomes = Outcomes.of_items("deep", grouped)

    assert outcomes.groups.tolist() == [4, 5]
    assert outcomes.on(np.array([1])).groups.tolist() == [5]
    assert Outcomes.of_items("deep", grouped.assign(group=None)).groups is None
    assert Outcomes.of_items("deep", table(rows)).groups is None


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([(0, 1, 0, 0), (0, 1, 0, 0)], "tested twice"),
        ([(0, 1, 0, 0), (1, 2, 0, 0)], "in all of its 2 seeds"),
    ],
)
def test_tables_that_make_no_matrix_are_refused(rows, complaint):
    """Better no number than one over half the rows."""
    with pytest.raises(DataError, match=complaint):
        Outcomes.of_items("deep", table(rows))


def test_costs_are_there_only_where_the_items_have_them(answered):
    """A dataset without costs gives None, not nan."""
    with_costs = answered([[0, 1]], [1, 1], costs=[[0.0, 1.0], [5.0, 0.0]])

    assert Outcomes.of_items("deep", table([(0, 1, 0, 0)])).costs is None
    assert with_costs.values(mean_cost()).tolist() == [[5.0, 0.0]]


def test_only_several_equal_seeds_are_deterministic(hitting):
    """One seed says nothing about the others."""
    assert hitting([[1, 0], [1, 0]]).deterministic
    assert not hitting([[1, 0], [1, 1]]).deterministic
    assert not hitting([[1, 0]]).deterministic


def test_equal_seeds_are_one_fitted_model(hitting):
    """As many models as answer differently, so that nobody is surer for being run often."""
    several = hitting([[1, 0], [1, 1]])

    assert hitting([[1, 0]] * 3).fitted().hits.tolist() == [[1, 0]]
    assert several.fitted() is several


def test_a_deterministic_contender_stands_beside_every_seed(hitting):
    """Three rule fits are one; five networks are five."""
    rules = hitting([[1, 0]] * 3)
    deep = hitting([[1, 0], [1, 1], [0, 1], [0, 0], [1, 0]], contender="deep")

    first, second = pair(rules, deep)

    assert first.hits.tolist() == [[1, 0]] * 5
    assert second is deep
    assert pair(deep, rules)[1].seeds == (0, 1, 2, 3, 4)


def test_two_deterministic_contenders_are_one_fit_each(hitting):
    """Repeating equal answers adds no information."""
    first, second = pair(hitting([[1, 0]] * 3), hitting([[1, 1]] * 5, contender="deep"))

    assert first.hits.shape == second.hits.shape == (1, 2)


def test_seeds_are_paired_by_their_number(hitting):
    """The same seed means the same partition of the data."""
    first = hitting([[1, 0], [0, 0], [1, 1]], seeds=(0, 1, 2))
    second = hitting([[0, 1], [1, 0]], contender="deep", seeds=(2, 0))

    first, second = pair(first, second)

    assert first.seeds == second.seeds == (0, 2)
    assert first.hits.tolist() == [[1, 0], [1, 1]]
    assert second.hits.tolist() == [[1, 0], [0, 1]]


def test_pairs_without_a_common_seed_or_item_are_refused(hitting):
    """What was never tested alike cannot be compared."""
    with pytest.raises(DataError, match="none in common"):
        pair(hitting([[1, 0]], seeds=(0,)), hitting([[1, 0]], seeds=(1,)))
    with pytest.raises(DataError, match="no common item"):
        pair(hitting([[1, 0]]).on(np.array([0])), hitting([[1, 0]]).on(np.array([1])))


def test_only_common_items_are_compared(hitting):
    """Each keeps its own answers on them."""
    first, second = pair(hitting([[1, 0, 1]]), hitting([[0, 1, 1]]).on(np.array([1, 2])))

    assert first.items.tolist() == second.items.tolist() == [1, 2]
    assert first.hits.tolist() == [[0, 1]]


def test_any_number_of_sides_is_aligned(hitting):
    """Common items, common seeds of those that vary, and the deterministic ones repeated."""
    random = np.random.default_rng(0)
    first = hitting(random.random((3, 9)) < 0.5, seeds=(0, 1, 2))
    second = hitting(random.random((2, 9)) < 0.5, contender="deep", seeds=(2, 1)).on(np.arange(5))
    same = hitting(np.tile(np.arange(9) % 2, (2, 1)), contender="rules", seeds=(7, 8))

    sides = align((same, first, second))

    assert {(one.seeds, len(one.items)) for one in sides} == {((1, 2), 5)}
    np.testing.assert_array_equal(sides[0].hits, np.tile(np.arange(5) % 2, (2, 1)))
    np.testing.assert_array_equal(sides[1].hits, first.hits[1:, :5])
    np.testing.assert_array_equal(sides[2].hits, second.hits[::-1])
