"""Known answers: what a track must say of explanations whose worth is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.errors import ContractError
from triptych.measure.explainability.greedy import greedy
from triptych.measure.explainability.masking import Masking
from triptych.measure.explainability.track import track
from triptych.units import Frames, Tokens

UNITS = 8
ITEM_METRICS = (
    "insertion",
    "deletion",
    "faithfulness_numerator",
    "faithfulness_denominator",
    "k95",
    "comprehensiveness",
    "sufficiency",
    "effective_units",
    "gini",
    "none",
)


def linear(count=60, units=UNITS, seed=0):
    """A linear contender, items, the mean of its donors, and its exact contributions."""
    random = np.random.default_rng(seed)
    weights = random.normal(size=units) * np.geomspace(3, 0.3, units)
    items, donors = random.normal(size=(count, units)), random.normal(size=(200, units))

    def decide(rows):
        return rows @ weights > 0

    decisions = decide(items)
    signs = np.where(decisions, 1, -1)[:, None]
    return (
        Masking(decide, Frames(units), donors, draws=10),
        items,
        decisions,
        signs * weights * (items - donors.mean(axis=0)),
    )


def additive(*counts):
    """A contender and an item whose v is a sum of the units' weights, and those weights."""
    donors = np.repeat(1.0 - np.eye(len(counts)), counts, axis=0)
    masking = Masking(
        lambda rows: (rows == 1).all(axis=1), Frames(len(counts)), donors, draws=len(donors)
    )
    return masking, np.ones((1, len(counts))), [True], np.array(counts) / sum(counts)


def test_the_best_order_has_faith_one():
    """Where v adds up, nothing beats the order of the weights; nor does greedy."""
    masking, item, decisions, weights = additive(9, 5, 4, 2, 1)

    values = track(masking, item, decisions, [weights])
    best = greedy(masking, item, decisions)[0]

    assert values.faithfulness == pytest.approx(1)
    assert best.insertion == pytest.approx(values.insertion[0])
    assert best.deletion == pytest.approx(values.deletion[0])
    assert best.insertion_order.tolist() == best.deletion_order.tolist() == [0, 1, 2, 3, 4]


def test_areas_are_those_of_the_trapezoids():
    """By hand, for weights of .6 and .4: (0 + .6) / 4 + (.6 + 1) / 4, and the mirrored."""
    masking, item, decisions, weights = additive(3, 2)

    values = track(masking, item, decisions, [weights])

    assert values.insertion == pytest.approx([0.55])
    assert values.deletion == pytest.approx([0.45])
    assert values.none.tolist() == [0]
    assert values.k95.tolist() == [2]
    assert values.sufficiency == pytest.approx([0.6])
    assert values.comprehensiveness == pytest.approx([0.6])


def test_exact_contributions_are_faithful():
    """The map w (x - b) of a linear contender reaches nearly what greedy does."""
    values = track(*linear())

    assert 0.85 < values.faithfulness <= 1


def test_a_random_map_has_no_faithfulness():
    """Neither as an explanation nor as the control."""
    masking, items, decisions, _ = linear(count=200)
    maps = np.random.default_rng(1).normal(size=items.shape)

    values = track(masking, items, decisions, maps)

    assert abs(values.faithfulness) < 0.1
    assert abs(values.faithfulness_random) < 0.1


@given(seed=st.integers(0, 1000), units=st.integers(2, 8))
@settings(max_examples=20)
def test_an_inverted_map_is_as_wrong_as_the_map_is_right(seed, units):
    """The numerators of a map and of its negative are opposite, item by item."""
    masking, items, decisions, maps = linear(count=6, units=units, seed=seed)

    right = track(masking, items, decisions, maps)
    wrong = track(masking, items, decisions, -maps)

    assert wrong.faithfulness_numerator == pytest.approx(-right.faithfulness_numerator, nan_ok=True)


def test_an_inverted_map_has_negative_faithfulness():
    """Who swaps for and against is found out."""
    masking, items, decisions, maps = linear()

    assert track(masking, items, decisions, -maps).faithfulness < -0.5


def test_a_constant_map_is_reported_beside():
    """The control says what the same map for every item would reach; the excess is what is left."""
    masking, items, decisions, maps = linear()
    mean = maps.mean(axis=0)

    values = track(masking, items, decisions, maps, constant=mean)
    itself = track(masking, items, decisions, [mean] * len(items), constant=mean)

    assert 0 < values.faithfulness_constant < values.faithfulness
    assert values.faithfulness_excess == pytest.approx(
        (values.faithfulness - values.faithfulness_constant) / (1 - values.faithfulness_constant)
    )
    assert itself.faithfulness == itself.faithfulness_constant
    assert itself.faithfulness_excess == 0
    assert np.isnan(track(masking, items, decisions, maps).faithfulness_excess)


def test_an_item_whose_decision_never_changes_is_dropped_and_counted():
    """A constant v makes no ratio of nothing by nothing."""
    masking, items, _, maps = linear()
    deaf = Masking(lambda rows: np.ones(len(rows), dtype=bool), Frames(UNITS), masking.donors)

    values = track(deaf, items, [True] * len(items), maps)

    assert values.is_dropped.all()
    assert values.none.tolist() == [1] * len(items)
    assert np.isnan(values.insertion).all()
    assert np.isnan(values.faithfulness)


def test_dropped_items_leave_the_sums_alone():
    """Of an item that can be judged and one of a single word, only the first counts."""
    texts = np.array(["win a prize", "prize"], dtype=object)
    donors = np.array(["see you there", "hello dear friend"], dtype=object)
    masking = Masking(lambda rows: ["prize" in text for text in rows], Tokens(), donors)
    maps = [np.array([0.1, 0.0, 1.0]), np.array([1.0])]

    both = track(masking, texts, [True, True], maps)
    alone = track(masking, texts[:1], [True], maps[:1])

    assert both.is_dropped.tolist() == [False, True]
    assert both.faithfulness == alone.faithfulness == 1
    assert both.none.tolist() == [0, 0]


def test_an_item_without_a_map_is_left_out_and_counted():
    """No map and a map of no numbers are not the contender's constancy."""
    masking, items, decisions, maps = linear(count=3)
    given_maps = [maps[0], None, np.full(UNITS, np.nan)]

    values = track(masking, items, decisions, given_maps)
    alone = track(masking, items[:1], decisions[:1], maps[:1])

    assert values.is_unexplained.tolist() == [False, True, True]
    assert not values.is_dropped.any()
    assert values.faithfulness == alone.faithfulness
    assert np.isnan(values.gini[1:]).all()


def test_a_map_that_says_nothing_is_random():
    """All units equal: ties are broken by chance, and the map spreads over all units."""
    masking, items, decisions, _ = linear(count=200)

    values = track(masking, items, decisions, [np.zeros(UNITS)] * len(items))

    assert abs(values.faithfulness) < 0.1
    assert values.effective_units.tolist() == [UNITS] * len(items)
    assert values.gini.tolist() == [0] * len(items)


@given(seed=st.integers(0, 1000), units=st.integers(1, 20))
@settings(max_examples=25)
def test_every_metric_stays_in_its_range(seed, units):
    """Shares in [0, 1], units in [1, d], faithfulness in [-1, 1]; for any contender and map."""
    random = np.random.default_rng(seed)
    weights = random.normal(size=(units, 3))
    items, donors = random.normal(size=(4, units)), random.normal(size=(5, units))
    maps = random.normal(size=(4, units))

    def decide(rows):
        return np.array(["a", "b", "c"])[(rows @ weights).argmax(axis=1)]

    masking = Masking(decide, Frames(units), donors, draws=5)
    values = track(masking, items, decide(items), maps, constant=maps[0], seed=seed)

    judged = ~values.is_dropped
    for name in ("insertion", "deletion", "comprehensiveness", "sufficiency", "gini", "none"):
        numbers = getattr(values, name)[judged]
        assert ((numbers >= -1e-12) & (numbers <= 1 + 1e-12)).all(), name
    assert (values.k95[judged] <= units).all()
    assert ((values.effective_units >= 1) & (values.effective_units <= units + 1e-9))[judged].all()
    for name in (
        "faithfulness_numerator",
        "faithfulness_constant_numerator",
        "faithfulness_random_numerator",
    ):
        assert (np.abs(getattr(values, name)) <= values.faithfulness_denominator + 1e-12)[
            judged
        ].all()


@given(order=st.permutations(range(UNITS)))
@settings(max_examples=15)
def test_the_order_in_which_units_are_listed_does_not_matter(order):
    """Units listed in another order, their map with them, give the same numbers."""
    masking, items, decisions, maps = linear(count=4)
    donors = masking.donors[:10]
    back = np.argsort(order)
    moved = Masking(
        lambda rows: masking.decide(rows[:, back]), Frames(UNITS), donors[:, order], draws=10
    )
    masking = Masking(masking.decide, Frames(UNITS), donors, draws=10)

    before = track(masking, items, decisions, maps)
    after = track(moved, items[:, order], decisions, maps[:, order])

    for name in set(ITEM_METRICS) - {"faithfulness_denominator"}:  # ties of greedy fall by chance
        assert getattr(after, name) == pytest.approx(getattr(before, name), nan_ok=True), name


def test_what_greedy_found_can_be_given():
    """Two tracks over the same units search once."""
    masking, items, decisions, maps = linear(count=5)
    best = greedy(masking, items, decisions)
    calls = masking.calls

    given_best = track(masking, items, decisions, maps, best=best)

    assert masking.calls - calls < calls
    searched = track(masking, items, decisions, maps)
    assert given_best.faithfulness == searched.faithfulness
    assert masking.calls - calls < calls


@pytest.mark.parametrize("units", [17, 40])
def test_many_units_go_in_sixteen_steps(units):
    """Beyond 16 units, k95 is a step of the curve and the search stays bounded."""
    masking, items, decisions, maps = linear(count=3, units=units)

    best = greedy(masking, items, decisions)
    values = track(masking, items, decisions, maps, best=best)

    assert masking.calls < 3 * 10 * (2 * 16 * units + 8 * 17)
    assert sorted(best[0].insertion_order) == list(range(units))
    assert set(values.k95) <= set(np.rint(np.linspace(0, units, 17)))
    assert 0.5 < values.faithfulness <= 1


def test_a_map_over_other_units_is_refused():
    """The error says how many units the item has."""
    masking, items, decisions, maps = linear(count=1)

    with pytest.raises(ContractError, match=r"shape \(3,\) for an item of 8 units"):
        track(masking, items, decisions, maps[:, :3])
