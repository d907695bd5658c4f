import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import optimize, stats

from triptych.analysis.one_task.comparison import compare
from triptych.analysis.statistics.design import INDEPENDENT
from triptych.analysis.statistics.non_inferiority import null_variance
from triptych.metric import (
    accuracy,
    balanced_accuracy,
    f1,
    macro_f1,
    mean_absolute_error,
    mean_cost,
)

CLASSES = ("no", "yes")


def test_one_fit_each_is_the_exact_mcnemar_test(hitting):
    """A sign test of the items only one of them has right, and the counts it rests on."""
    random = np.random.default_rng(0)
    first, second = random.random((2, 200)) < [[0.9], [0.8]]
    only_first, only_second = int(np.sum(first & ~second)), int(np.sum(~first & second))
    sign_test = stats.binomtest(only_first, only_first + only_second)

    comparison = compare(hitting(first), hitting(second, contender="deep"), accuracy(), CLASSES)

    assert comparison.test == "exact McNemar"
    assert comparison.p_value == pytest.approx(sign_test.pvalue, abs=1e-9)
    assert comparison.first_right == only_first
    assert comparison.second_right == only_second
    assert "not measured" in comparison.difference.note


def test_one_regression_fit_each_is_the_paired_t_test(answered):
    """The p-value and interval of scipy, on absolute errors."""
    random = np.random.default_rng(1)
    truth = random.normal(size=80)
    first, second = truth + random.normal(size=(2, 80)) * [[1.0], [1.5]]
    reference = stats.ttest_rel(np.abs(first - truth), np.abs(second - truth))

    comparison = compare(
        answered(first, truth),
        answered(second, truth, contender="deep"),
        mean_absolute_error("euros"),
        None,
    )

    interval = reference.confidence_interval(0.95)
    assert comparison.p_value == pytest.approx(reference.pvalue, abs=1e-9)
    assert comparison.difference.low == pytest.approx(interval.low, abs=1e-9)
    assert comparison.difference.high == pytest.approx(interval.high, abs=1e-9)
    assert comparison.first_right is None
    assert comparison.advantage.estimate == -comparison.difference.estimate > 0


def test_seeds_enter_by_the_two_way_interval_of_the_differences(hitting):
    """Paired by seed and item."""
    random = np.random.default_rng(2)
    first, second = random.random((2, 4, 60)) < 0.8

    comparison = compare(hitting(first), hitting(second, contender="deep"), accuracy(), CLASSES)

    expected = INDEPENDENT.mean_interval(first.astype(float) - second)
    assert comparison.difference == expected
    assert comparison.test == "two-way t"


def test_relative_error_reduction_is_the_share_of_errors_avoided(hitting):
    """From 4 errors to 1 is three quarters; nothing can be avoided where there is none."""
    few, many = hitting([1] * 9 + [0]), hitting([1] * 6 + [0] * 4, contender="deep")

    comparison = compare(few, many, accuracy(), CLASSES)

    assert comparison.relative_error_reduction == pytest.approx(0.75)
    perfect = compare(few, hitting([1] * 10, contender="deep"), accuracy(), CLASSES)
    assert perfect.relative_error_reduction is None


def test_costs_are_compared_in_their_own_unit(answered):
    """Smaller is better: the advantage turns the sign."""
    costs = [[0.0, 1.0], [5.0, 0.0]]
    truth = np.array([0, 1] * 20)
    careful, careless = np.ones(40, int), np.zeros(40, int)

    comparison = compare(
        answered(careful, truth, costs=costs),
        answered(careless, truth, contender="deep", costs=costs),
        mean_cost(),
        CLASSES,
    )

    assert comparison.difference.estimate == pytest.approx(0.5 - 2.5)
    assert comparison.advantage.estimate == pytest.approx(2.0)
    assert comparison.relative_error_reduction == pytest.approx(0.8)


PAIRS = arrays.arrays(
    int,
    st.tuples(st.just(2), st.integers(1, 4), st.integers(1, 15)),
    elements=st.integers(0, 1),
)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("metric", [accuracy(), balanced_accuracy(), mean_cost()])
@settings(max_examples=40)
@given(answers=PAIRS)
def test_comparisons_are_antisymmetric(answered, metric, answers):
    """Whoever is named first, the same numbers come with the sign turned; none is nan."""
    truth = np.arange(answers.shape[2]) % 2
    costs = [[0.0, 1.0], [5.0, 0.0]]
    first = answered(answers[0], truth, costs=costs)
    second = answered(answers[1], truth, contender="deep", costs=costs)

    there = compare(first, second, metric, CLASSES)
    back = compare(second, first, metric, CLASSES)

    assert there.difference == back.difference.negated()
    assert there.difference.low <= there.difference.estimate <= there.difference.high
    assert (there.p_value, there.test) == (back.p_value, back.test)
    assert (there.first_right, there.second_right) == (back.second_right, back.first_right)
    assert 0 < there.p_value <= 1
    assert 0 <= there.p_worse_by(0.02) <= 1
    assert back.swapped().p_worse_by(0.02) == pytest.approx(there.p_worse_by(0.02))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("metric", [accuracy(), balanced_accuracy(), f1("yes"), macro_f1()])
@pytest.mark.parametrize("seeds", [1, 3])
def test_equal_answers_on_ten_items_prove_nothing(answered, metric, seeds):
    """No discordant item among ten leaves room for many among thousands."""
    truth = [0, 1] * 5
    first, second = answered([truth] * seeds, truth), answered([truth] * seeds, truth)

    comparison = compare(first, second, metric, CLASSES)

    assert comparison.p_value == 1
    assert comparison.difference.low < -0.2
    assert comparison.difference.high > 0.2
    assert comparison.p_worse_by(0.02) > 0.8


def test_equal_answers_on_many_items_prove_equality(hitting):
    """With a thousand items the chance to have missed two in a hundred is gone."""
    hits = [1] * 990 + [0] * 10

    comparison = compare(hitting(hits), hitting(hits, contender="deep"), accuracy(), CLASSES)

    assert comparison.p_worse_by(0.02) < 1e-5
    assert comparison.difference.half_width < 0.004


@given(
    better=st.integers(0, 40),
    worse=st.integers(0, 40),
    items=st.integers(100, 500),
    delta=st.sampled_from([0.01, 0.02, 0.1]),
)
def test_null_variance_is_that_of_the_likeliest_shares(better, worse, items, delta):
    """Tango's closed form maximises the likelihood under the hypothesis."""

    def unlikely(better_share):
        shares = np.array([better_share, better_share + delta, 1 - 2 * better_share - delta])
        counts = np.array([better, worse, items - better - worse])
        return -np.sum(counts[counts > 0] * np.log(shares[counts > 0]))

    best = optimize.minimize_scalar(
        unlikely, bounds=(1e-9, (1 - delta) / 2 - 1e-9), method="bounded", options={"xatol": 1e-12}
    )

    expected = (2 * best.x + delta - delta**2) / items
    assert null_variance(delta, better, worse, items) == pytest.approx(expected, rel=1e-4)
