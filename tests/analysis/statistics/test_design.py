"""Promises of the designs: how means scatter where items are independent."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

from triptych.analysis.statistics.design import IN_ORDER, INDEPENDENT, design_of
from triptych.split import cross_validated, held_out, official, rolling

MATRICES = arrays.arrays(
    float,
    st.tuples(st.integers(1, 6), st.integers(1, 12)),
    elements=st.sampled_from([0.0, 1.0]),
)


def test_two_way_agrees_with_the_analysis_of_variance():
    """Variance components are the mean squares of statsmodels' two-way table."""
    random = np.random.default_rng(3)
    matrix = random.normal(size=(5, 1)) + random.normal(size=40) + random.normal(size=(5, 40))
    seeds, items = matrix.shape
    long = pd.DataFrame(matrix).stack().rename_axis(["seed", "item"]).rename("value").reset_index()
    table = anova_lm(ols("value ~ C(seed) + C(item)", long).fit())
    of_seed, of_item, rest = table["mean_sq"].to_numpy() / (seeds * items)
    variance = max(of_item + of_seed - rest, of_item, rest)
    share = of_seed / (of_seed + of_item)
    degrees = 1 / (share / (seeds - 1) + (1 - share) / (items - 1))
    half = stats.t.ppf(0.975, degrees) * np.sqrt(variance)

    interval = INDEPENDENT.mean_interval(matrix)

    assert interval.estimate == pytest.approx(matrix.mean(), abs=1e-9)
    assert interval.half_width == pytest.approx(half, abs=1e-9)


def test_one_seed_is_the_t_interval_over_items():
    """Without a second seed there is nothing but the items to vary."""
    values = np.random.default_rng(4).normal(size=30)
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)

    interval = INDEPENDENT.mean_interval(values[None, :])

    assert (interval.low, interval.high) == pytest.approx(tuple(expected), abs=1e-9)


@given(matrix=MATRICES)
def test_two_way_contains_its_estimate(matrix):
    """Whatever the matrix, the interval has an order and no nan."""
    interval = INDEPENDENT.mean_interval(matrix)

    assert interval.low <= interval.estimate <= interval.high


def test_repeating_items_narrows_the_two_way_interval():
    """The same answers on three times as many items."""
    random = np.random.default_rng(5)
    matrix = random.normal(size=60) + random.normal(size=(4, 60))

    assert (
        INDEPENDENT.mean_interval(np.tile(matrix, 3)).half_width
        < INDEPENDENT.mean_interval(matrix).half_width
    )


def simulated(random, seeds, items, share, between_seeds):
    """Hits of a contender whose expected share is known: a probit of items and seeds."""
    variance = 1 + 2.0**2 + between_seeds**2 + 0.5**2
    centre = stats.norm.ppf(share) * np.sqrt(variance)
    noise = random.normal(size=(seeds, items)) * np.sqrt(1 + 0.5**2)
    level = between_seeds * random.normal(size=(seeds, 1))
    return (centre + 2.0 * random.normal(size=items) + level + noise > 0).astype(float)


def coverage(repetitions, seeds, items, share, between_seeds):
    random = np.random.default_rng(7)
    held = 0
    for _ in range(repetitions):
        interval = INDEPENDENT.mean_interval(simulated(random, seeds, items, share, between_seeds))
        held += interval.low <= share <= interval.high
    return held / repetitions


@pytest.mark.parametrize(("seeds", "between_seeds"), [(3, 0.1), (5, 0.3)])
def test_two_way_covers(seeds, between_seeds):
    """A nominal 95 % interval holds the truth about 95 times in 100, varying seeds included."""
    assert 0.92 <= coverage(600, seeds, 200, 0.9, between_seeds) <= 0.98


@pytest.mark.slow
@pytest.mark.parametrize("between_seeds", [0.1, 0.5])
@pytest.mark.parametrize("items", [300, 1500])
@pytest.mark.parametrize("seeds", [3, 5, 10])
def test_two_way_covers_where_it_is_hard(seeds, items, between_seeds):
    """Little or much variance between seeds, few items or many, three seeds or ten."""
    assert 0.92 <= coverage(2000, seeds, items, 0.9, between_seeds) <= 0.98


@pytest.mark.parametrize("seeds", [1, 3])
def test_neighbours_in_runs_count_for_less(seeds):
    """The same hits say less where they come in runs and their order counts."""
    hits = np.tile(np.repeat([1.0, 0.0, 1.0], 400), (seeds, 1))

    assert IN_ORDER.effective_items(hits) < INDEPENDENT.effective_items(hits) == 1200
    assert IN_ORDER.independent_items(hits) < INDEPENDENT.independent_items(hits) == 1200
    assert (
        IN_ORDER.share_interval(hits[0]).half_width > INDEPENDENT.share_interval(hits[0]).half_width
    )
    assert "too narrow" in IN_ORDER.note(hits)
    assert INDEPENDENT.note(hits) == ""


def test_an_exact_test_is_of_one_fit_on_independent_items():
    """Signs in runs, or of several fits, are no independent signs."""
    signs = np.array([[1.0] * 3 + [-1.0] * 9])

    assert INDEPENDENT.exact_p(signs) == pytest.approx(stats.binomtest(3, 12).pvalue)
    assert INDEPENDENT.exact_p(np.repeat(signs, 2, axis=0)) is None
    assert IN_ORDER.exact_p(signs) is None


def test_what_comes_in_time_is_in_order(card):
    """A task whose items are tested in a rolling window, and nothing else."""
    splits = (cross_validated(), held_out(), official(), rolling(9, 1))

    ordered = [one for one in splits if design_of(card(split=one)) is IN_ORDER]

    assert ordered == [rolling(9, 1)]
