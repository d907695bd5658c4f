"""Grouped: items are in the cluster that they were put into, and clusters are told of."""

import numpy as np
import pandas as pd
import pytest

from triptych.errors import ContractError
from triptych.paradigms.clustering.grouped import Grouped
from triptych.paradigms.clustering.methods import k_means
from triptych.paradigms.clustering.scaled_table import ScaledTable


@pytest.fixture
def table():
    random = np.random.default_rng(0)
    group = np.repeat([0, 1, 2], 20)
    far = {f"far {n}": 10.0 * group + random.random(60) for n in range(4)}
    return pd.DataFrame({**far, "noise": random.random(60), "same": 1.0})


def grouped(table):
    made = Grouped(ScaledTable(), k_means, "table", 0)
    return made.fit_semi_supervised(table[:0], np.array([]), table)


def test_a_shown_item_is_in_its_own_cluster(table):
    """Asked in any order, told how many clusters or not."""
    made = grouped(table)
    found = made.groups(table, 3)

    assert [len({*found[start : start + 20]}) for start in (0, 20, 40)] == [1, 1, 1]
    assert made.groups(table[::-1].reset_index(drop=True), 3).tolist() == found[::-1].tolist()
    assert len({*made.predict(table)}) == made.described_groups()["number"]


def test_what_sets_a_cluster_apart_is_the_column_that_differs(table):
    """A column without any difference is never named; every item asked for has a place."""
    made = grouped(table)
    found = made.groups(table, 3)
    described = made.described_groups()

    assert np.shape(described["map"]) == (60, 2)
    assert {*described["apart"]} == {str(number) for number in found}
    first, last = str(found[0]), str(found[-1])
    assert described["apart"][first][0][0].startswith("far")
    assert described["apart"][first][0][1] < 0 < described["apart"][last][0][1]
    assert "same" not in str(described["apart"])


def test_answers_are_refused(table):
    """Whoever gives some has mistaken the study."""
    with pytest.raises(ContractError, match="got 3 with theirs"):
        Grouped(ScaledTable(), k_means, "table", 0).fit_semi_supervised(
            table[:3], np.array(["a", "b", "a"]), table
        )
