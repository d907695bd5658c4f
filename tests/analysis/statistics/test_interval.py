import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

from triptych.analysis.statistics.interval import mean_interval, of_outcomes, wilson
from triptych.errors import DataError
from triptych.metric import (
    accuracy,
    balanced_accuracy,
    f1,
    macro_f1,
    mean_absolute_error,
    mean_cost,
)

CLASSES = ("no", "yes")
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

    interval = mean_interval(matrix, ordered=False)

    assert interval.estimate == pytest.approx(matrix.mean(), abs=1e-9)
    assert interval.half_width == pytest.approx(half, abs=1e-9)


def test_one_seed_is_the_t_interval_over_items():
    """Without a second seed there is nothing but the items to vary."""
    values = np.random.default_rng(4).normal(size=30)
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)

    interval = mean_interval(values[None, :], ordered=False)

    assert (interval.low, interval.high) == pytest.approx(tuple(expected), abs=1e-9)


@pytest.mark.parametrize(("right", "items"), [(0, 10), (3, 10), (10, 10), (977, 1000)])
def test_wilson_agrees_with_scipy(right, items):
    """The score interval of a share."""
    expected = stats.binomtest(right, items).proportion_ci(0.95, method="wilson")

    interval = wilson(right, items)

    assert (interval.low, interval.high) == pytest.approx(tuple(expected), abs=1e-9)


def test_a_share_of_nothing_is_refused():
    """No number stands for what was never tried."""
    with pytest.raises(DataError, match="no interval"):
        wilson(0, 0)


@given(matrix=MATRICES)
def test_two_way_contains_its_estimate(matrix):
    """Whatever the matrix, the interval has an order and no nan."""
    interval = mean_interval(matrix, ordered=False)

    assert interval.low <= interval.estimate <= interval.high


@given(right=st.integers(0, 50), wrong=st.integers(0, 50), times=st.integers(2, 9))
def test_more_items_narrow_the_interval(right, wrong, times):
    """The same share among more items is known better."""
    if right + wrong == 0:
        return
    few, many = wilson(right, right + wrong), wilson(times * right, times * (right + wrong))

    assert many.half_width < few.half_width


def test_repeating_items_narrows_the_two_way_interval():
    """The same answers on three times as many items."""
    random = np.random.default_rng(5)
    matrix = random.normal(size=60) + random.normal(size=(4, 60))

    assert (
        mean_interval(np.tile(matrix, 3), ordered=False).half_width
        < mean_interval(matrix, ordered=False).half_width
    )


def test_a_deterministic_contender_is_not_surer_for_being_run_often(hitting):
    """Five equal seeds are one fit: Wilson on the items."""
    hits = np.repeat([[1, 1, 1, 0, 1, 0, 1, 1, 1, 1]], 5, axis=0)

    interval = of_outcomes(hitting(hits), accuracy(), CLASSES)

    expected = wilson(8, 10)
    assert (interval.low, interval.high) == (expected.low, expected.high)
    assert interval.method == "Wilson"
    assert "deterministic" in interval.note


def test_one_seed_says_that_seeds_were_not_measured(hitting):
    """A reader must know what an interval leaves out."""
    interval = of_outcomes(hitting([[1, 0, 1, 1]]), accuracy(), CLASSES)

    assert interval.method == "Wilson"
    assert "not measured" in interval.note


DEGENERATE = [
    pytest.param([0] * 10, [0] * 10, id="one class, all right"),
    pytest.param([0] * 10, [1] * 10, id="one class, all wrong"),
    pytest.param([0, 1] * 5, [0, 1] * 5, id="all right"),
    pytest.param([0, 1] * 5, [0] * 10, id="constant answers"),
    pytest.param([0, 1] * 5, [1, 0] * 5, id="all wrong"),
    pytest.param([1], [1], id="one item"),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("metric", [accuracy(), balanced_accuracy(), f1("yes"), macro_f1()])
@pytest.mark.parametrize(("truth", "prediction"), DEGENERATE)
@pytest.mark.parametrize("seeds", [1, 3])
def test_every_share_has_a_defined_interval(answered, metric, truth, prediction, seeds):
    """Ten items, one class or constant answers: bounds in order, within 0 and 1, no warning."""
    outcomes = answered([prediction] * seeds, truth)

    interval = of_outcomes(outcomes, metric, CLASSES)

    assert 0 <= interval.low <= interval.estimate <= interval.high <= 1


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("metric", [mean_cost(), mean_absolute_error("euros")])
def test_no_cost_at_all_has_a_defined_interval(answered, metric):
    """Constant losses give an interval without width, not a nan."""
    if metric.answer == "class":
        outcomes = answered([[0] * 10] * 3, costs=np.eye(2))
    else:
        outcomes = answered(np.ones((3, 10)), np.zeros(10))

    interval = of_outcomes(outcomes, metric, CLASSES)

    assert interval.low == interval.estimate == interval.high == 1


@pytest.mark.parametrize("metric", [balanced_accuracy(), f1("yes"), macro_f1()])
def test_no_error_seen_is_no_proof_of_none(answered, metric):
    """Where resampling cannot show an error, Wilson's bound still says how many there may be."""
    truth = [0, 1] * 50

    interval = of_outcomes(answered(truth, truth), metric, CLASSES)

    assert interval.estimate == 1
    assert 0.94 < interval.low < 0.97


def test_bootstrap_agrees_with_wilson_on_balanced_classes(answered):
    """On equally frequent classes with equal recall, balanced accuracy scatters like accuracy."""
    random = np.random.default_rng(6)
    truth = np.repeat([0, 1], 500)
    prediction = np.where(random.random(1000) < 0.9, truth, 1 - truth)
    outcomes = answered(prediction, truth)

    bootstrapped = of_outcomes(outcomes, balanced_accuracy(), CLASSES)

    assert bootstrapped.half_width == pytest.approx(
        of_outcomes(outcomes, accuracy(), CLASSES).half_width, rel=0.08
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
        interval = mean_interval(
            simulated(random, seeds, items, share, between_seeds), ordered=False
        )
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
