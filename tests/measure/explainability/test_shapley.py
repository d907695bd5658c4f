"""Promises of the permutation estimate of Shapley values."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.measure.explainability.masking import Masking
from triptych.measure.explainability.shapley import (
    antithetic_orders,
    chains,
    credit,
    shapley,
    shapley_of,
)
from triptych.units import Frames, Tokens

RANDOM = np.random.default_rng(0)
ITEM = np.ones((1, 4))


def is_item(rows):
    return np.where((rows == 1).all(axis=1), "item", "other")


def exact(value, units):
    """By the definition: the mean gain over all orders."""
    gains = np.zeros(units)
    for order in permutations(range(units)):
        for place, unit in enumerate(order):
            gains[unit] += value({*order[: place + 1]}) - value({*order[:place]})
    return gains / math.factorial(units)


def one_unit_apart(*counts):
    """Donors that differ from a row of ones in one unit: so many in each."""
    return np.repeat(1.0 - np.eye(len(counts)), counts, axis=0)


def test_on_an_additive_game_each_unit_gets_its_weight():
    """Where v(S) is a sum over S of weights, they are the Shapley values.

    Donors that differ in unit u alone are met by those sets alone that hold u, so v is additive
    with the share of such donors for weight.
    """
    masking = Masking(is_item, Frames(4), one_unit_apart(5, 3, 2, 0), draws=10)
    every = (np.arange(16)[:, None] >> np.arange(4)) % 2 == 1

    assert masking.values(ITEM, "item", every) == pytest.approx(every @ [0.5, 0.3, 0.2, 0])
    assert shapley(masking, ITEM, "item", 20, seed=1) == pytest.approx([0.5, 0.3, 0.2, 0])


def test_the_one_unit_that_decides_gets_everything():
    """A contender that looks at one unit: no other gets anything, in any order."""
    masking = Masking(lambda rows: rows[:, 2] > 0, Frames(4), -RANDOM.random((9, 4)))

    assert shapley(masking, ITEM, True, 7, seed=0).tolist() == [0, 0, 1, 0]


@given(seed=st.integers(0, 1000))
def test_units_that_are_alike_get_alike(seed):
    """All orders of a symmetric game give every unit the same."""
    orders = np.array(list(permutations(range(4))))
    values = np.random.default_rng(seed).normal(size=5)[chains(orders).sum(axis=2)]

    assert credit(orders, values) == pytest.approx(np.full(4, (values[0, 4] - values[0, 0]) / 4))


@given(seed=st.integers(0, 1000))
def test_all_orders_give_the_exact_values(seed):
    """On any game of four units the estimate from all orders is the definition."""
    table = np.random.default_rng(seed).normal(size=16)
    orders = np.array(list(permutations(range(4))))
    values = table[chains(orders) @ (1 << np.arange(4))]

    ours = credit(orders, values)

    assert ours == pytest.approx(exact(lambda held: table[sum(1 << unit for unit in held)], 4))


def test_many_orders_come_near_the_exact_values():
    """A game that is not additive, from decisions: within four standard errors."""
    donors = RANDOM.normal(size=(40, 4))
    weights = np.array([2.0, 1.0, 1.0, -1.0])

    def decide(rows):
        return rows @ weights + rows[:, 0] * rows[:, 3] > 1

    masking = Masking(decide, Frames(4), donors, draws=40)

    def value(held):
        return float(masking.values(ITEM, True, np.isin(np.arange(4), list(held))[None])[0])

    ours = shapley(masking, ITEM, True, 8000, seed=0)

    assert ours == pytest.approx(exact(value, 4), abs=4 / math.sqrt(8000))


@given(count=st.integers(1, 9), pairs=st.integers(1, 6), seed=st.integers(0, 1000))
def test_the_sum_is_what_the_units_are_worth_together(count, pairs, seed):
    """Efficiency holds exactly: 1 - the share of the donors used that have the decision."""
    random = np.random.default_rng(seed)
    weights, item = random.normal(size=count), random.normal(size=(1, count))
    donors = random.normal(size=(6, count))
    asked = []

    def decide(rows):
        asked.extend(rows.tolist())
        return rows @ weights > 0

    decision = bool(item[0] @ weights > 0)
    masking = Masking(decide, Frames(count), donors)

    total = shapley(masking, item, decision, 2 * pairs, seed).sum()

    used = donors[[donor in asked for donor in donors.tolist()]]
    assert len(used) == pairs
    assert total == pytest.approx(1 - ((used @ weights > 0) == decision).mean(), abs=1e-12)
    assert masking.calls <= 2 * pairs * (count + 1)


def test_linear_contributions_are_complete():
    """On f(x) = w x + c and one donor b, a = w (x - b) to the last digit but one."""
    weights, x, b = RANDOM.normal(size=(3, 12))
    orders = antithetic_orders(12, 10, RANDOM)
    values = np.where(chains(orders), x, b) @ weights + 0.7

    ours = credit(orders, values)

    assert np.abs(ours - weights * (x - b)).max() < 1e-13
    assert abs(ours.sum() - (weights @ x - weights @ b)) < 1e-13


@given(count=st.integers(1, 8), made=st.integers(1, 9), seed=st.integers(0, 99))
def test_every_second_order_is_the_reverse_of_the_one_before(count, made, seed):
    """Each is a permutation of the units."""
    orders = antithetic_orders(count, made, np.random.default_rng(seed))

    assert orders.shape == (made, count)
    assert (np.sort(orders, axis=1) == np.arange(count)).all()
    assert (orders[1::2] == orders[: made - made % 2 : 2, ::-1]).all()


def test_the_seed_decides_whatever_stands_beside():
    """The same map alone, beside other items, and again."""
    items, donors = RANDOM.normal(size=(2, 8, 4))

    def decide(rows):
        return (rows @ [1.0, -2.0, 0.5, 1.0] > 0).astype(int)

    masking = Masking(decide, Frames(4), donors)
    together = shapley_of(masking, items, decide(items), 6, range(8))

    for item in range(8):
        alone = shapley(masking, items[item : item + 1], decide(items)[item], 6, seed=item)
        assert alone.tolist() == together[item].tolist()


def test_texts_of_different_lengths_are_explained_together():
    """One number for each word; a text of one word has nobody to share with."""
    items = np.array(["win a prize", "prize", "no"], dtype=object)
    donors = np.array(["see you there", "hello"], dtype=object)

    def decide(texts):
        return ["spam" if "prize" in text else "ham" for text in texts]

    maps = shapley_of(Masking(decide, Tokens(), donors), items, decide(items), 6, [0, 1, 2])

    assert [one.tolist() for one in maps] == [[0, 0, 1], [1], [0]]
