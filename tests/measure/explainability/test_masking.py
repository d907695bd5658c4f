"""Promises of masking: what a set of units is worth, asked by exchanging the rest."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.errors import ContractError
from triptych.measure.explainability.masking import Masking
from triptych.units import Columns, Frames, Tokens

UNITS = 5
SETS = st.lists(st.lists(st.booleans(), min_size=UNITS, max_size=UNITS), min_size=1, max_size=9)
DONORS = np.random.default_rng(0).normal(size=(30, UNITS))
ITEMS = np.random.default_rng(1).normal(size=(6, UNITS))
EVERYTHING = np.ones((1, UNITS), dtype=bool)


def is_positive(rows):
    return np.where(rows.sum(axis=1) > 0, "positive", "negative")


def strings(*texts):
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array


def masking(decide=is_positive, donors=DONORS, **settings):
    return Masking(decide, Frames(UNITS), donors, **settings)


def test_all_units_keep_the_decision_without_being_asked():
    """The item itself has its own decision."""
    contender = masking()

    assert contender.values(ITEMS[:1], "positive", EVERYTHING).tolist() == [1.0]
    assert contender.calls == 0


@pytest.mark.parametrize("label", ["positive", "negative"])
def test_no_unit_keeps_the_decision_as_often_as_donors_have_it(label):
    """With as many draws as donors, v of none is exactly their share."""
    value = masking(draws=30).values(ITEMS[:1], label, ~EVERYTHING)

    assert value == pytest.approx((is_positive(DONORS) == label).mean())


@given(sets=SETS, seed=st.integers(0, 5))
def test_values_are_shares_of_the_draws(sets, seed):
    """Whatever is asked: a number of the draws, divided by them."""
    values = masking(draws=4, seed=seed).values(ITEMS[:1], "positive", np.array(sets))

    assert set(values) <= {0, 0.25, 0.5, 0.75, 1}


@given(sets=SETS, seed=st.integers(0, 5))
def test_an_item_is_valued_alone_as_beside_others(sets, seed):
    """Seed and content of the item choose its donors; who is asked about first does not matter."""
    kept = [np.array(sets)] * len(ITEMS)
    decisions = is_positive(ITEMS)

    together = masking(seed=seed).values_of(ITEMS, decisions, kept)

    for item in reversed(range(len(ITEMS))):
        alone = masking(seed=seed).values(ITEMS[item : item + 1], decisions[item], kept[item])
        assert alone.tolist() == together[item].tolist()


def test_all_sets_of_an_item_meet_the_same_donors():
    """A unit that changes nothing changes no value: the draws are the same with and without it."""
    kept = np.random.default_rng(2).random((40, UNITS)) < 0.5
    other = kept.copy()
    other[:, 3] = ~other[:, 3]
    contender = masking(lambda rows: is_positive(np.delete(rows, 3, axis=1)))

    values = contender.values(ITEMS[:1], "positive", kept)

    assert values.tolist() == contender.values(ITEMS[:1], "positive", other).tolist()
    assert len(set(values)) > 3


def test_a_number_is_kept_within_the_tolerance():
    """Regression: the shares of draws in which the answer moves by at most so much."""
    donors = np.array([[0.0], [0.5], [2.0], [9.0]])
    item = np.array([[1.0]])

    def value(tolerance):
        contender = Masking(lambda rows: rows[:, 0], Frames(1), donors, tolerance=tolerance)
        return contender.values(item, 1.0, np.array([[False]]))[0]

    assert [value(tolerance) for tolerance in (0.1, 0.5, 1, 8)] == [0, 0.25, 0.75, 1]


def test_no_number_is_kept_by_no_number_alone():
    """A contender that answers NaN gives shares all the same."""
    donors = np.array([[0.0], [-1.0], [-2.0], [4.0]])

    def root(rows):
        with np.errstate(invalid="ignore"):
            return np.sqrt(rows[:, 0])

    contender = Masking(root, Frames(1), donors, tolerance=0.5)
    none = np.array([[False]])

    assert contender.values(np.array([[-9.0]]), np.nan, none).tolist() == [0.5]
    assert contender.values(np.array([[4.0]]), 2.0, none).tolist() == [0.25]


def test_what_was_decided_is_not_asked_again():
    """Sets that come twice, and masked inputs that are equal, cost one decision."""
    contender = masking(donors=np.zeros((10, UNITS)), draws=10)
    kept = np.array([[True, False, True, False, True]] * 3)

    contender.values(ITEMS[:1], "positive", kept)
    contender.values(ITEMS[:1], "positive", kept[:1])

    assert contender.calls == 1


def test_masked_inputs_are_decided_in_large_parts():
    """No call holds more than 4,096, and none is lost between two."""
    seen = []

    def decide(rows):
        seen.append(len(rows))
        return is_positive(rows)

    width = 12
    items, donors = np.random.default_rng(3).normal(size=(2, 30, width))
    kept = np.random.default_rng(4).random((100, width)) < 0.5
    contender = Masking(decide, Frames(width), donors)

    values = contender.values_of(items, is_positive(items), [kept] * len(items))

    assert max(seen) <= 4096
    assert sum(seen) == contender.calls > 20_000
    one = Masking(is_positive, Frames(width), donors).values(
        items[29:], is_positive(items[29:])[0], kept[99:]
    )
    assert one[0] == values[29][99]


def test_texts_may_have_different_numbers_of_units():
    """Each text is asked for sets of its own words."""
    items = strings("win a big prize now", "hello", "see you")
    donors = strings("what now", "dear all today we meet")
    contender = Masking(
        lambda texts: ["spam" if "prize" in text else "ham" for text in texts], Tokens(), donors
    )
    kept = [np.eye(5, dtype=bool), np.zeros((1, 1), dtype=bool), np.zeros((0, 2), dtype=bool)]

    values = contender.values_of(items, ["spam", "ham", "ham"], kept)

    assert [found.tolist() for found in values] == [[0, 0, 0, 1, 0], [1], []]
    assert contender.unit_counts(items).tolist() == [5, 1, 2]


def test_tables_keep_their_categories():
    """A masked row is a row as the contender knows them."""
    rows = pd.DataFrame({"sex": pd.Categorical(["f", "m", "f"]), "age": [1.0, np.nan, 3.0]})

    def decide(table):
        assert table.dtypes.tolist() == rows.dtypes.tolist()
        return table["sex"].to_numpy()

    contender = Masking(decide, Columns(), rows.iloc[1:], draws=2)
    sets = np.array([[True, False], [False, True], [False, False]])

    assert contender.values(rows.iloc[:1], "f", sets).tolist() == [1, 0.5, 0.5]


def test_fewer_donors_than_draws_lend_once_each():
    """One donor is enough for a value; it is a draw of one."""
    contender = masking(donors=DONORS[:1], draws=10)

    assert contender.draws == 1
    assert contender.values(ITEMS[:1], "positive", ~EVERYTHING)[0] in (0, 1)


def test_what_cannot_be_asked_is_refused():
    """The errors say what was expected."""
    with pytest.raises(ContractError, match="at least one donor"):
        masking(donors=DONORS[:0])
    with pytest.raises(ContractError, match=r"shape \(2,\) for 10 masked"):
        masking(lambda rows: ["positive"] * 2).values(ITEMS[:1], "positive", ~EVERYTHING)
