"""Promises of contrasts: weighted sums of scores, tested as differences of two scores are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.analysis.one_task.comparison import compare
from triptych.analysis.statistics.clustered import Sample
from triptych.analysis.statistics.contrast import (
    contrast,
    likeliest_variance,
    mean_of_matrix,
    mean_of_sample,
)
from triptych.analysis.statistics.design import INDEPENDENT, design_for
from triptych.analysis.statistics.non_inferiority import null_variance
from triptych.metric import accuracy, balanced_accuracy, mean_absolute_error

CLASSES = ("no", "yes")
REPEATED = 1000


@pytest.mark.parametrize(("better", "worse", "items"), [(0, 0, 200), (6, 6, 300), (20, 3, 90)])
@pytest.mark.parametrize("delta", [0.02, 0.1])
def test_of_differences_of_hits_the_variance_is_tangos(better, worse, items, delta):
    """The likeliest distribution on -1, 0 and 1 is the one he found."""
    values = np.repeat([1.0, -1.0, 0.0], [better, worse, items - better - worse])

    found = likeliest_variance(values + 1, 1 - delta)

    assert found / items == pytest.approx(null_variance(delta, better, worse, items))


def test_one_contender_less_another_is_their_comparison(hitting):
    """The same p as the verdict's."""
    random = np.random.default_rng(0)
    hits = random.random((2, 400)) < 0.9
    first, second = hitting(hits[0]), hitting(hits[1], contender="deep")

    found = contrast([(1, first), (-1, second)], accuracy(), CLASSES)

    compared = compare(first, second, accuracy(), CLASSES)
    assert found.estimate == pytest.approx(compared.advantage.estimate)
    assert found.p_at_most(-0.02) == pytest.approx(compared.p_worse_by(0.02), rel=1e-6)
    assert found.p_at_least(0.02) == pytest.approx(compared.swapped().p_worse_by(0.02), rel=1e-6)


def test_a_weighted_sum_is_one_of_every_item(hitting):
    """One less half of each of two others, with seeds, by hand."""
    random = np.random.default_rng(1)
    a, b, c = (random.random((3, 200)) < share for share in (0.8, 0.7, 0.9))
    parts = [(1, hitting(a)), (-0.5, hitting(b, contender="b")), (-0.5, hitting(c, contender="c"))]

    found = contrast(parts, accuracy(), CLASSES)

    matrix = a - 0.5 * b - 0.5 * c
    assert found.estimate == pytest.approx(matrix.mean())
    expected = INDEPENDENT.of_means(matrix)
    assert found.sampling.standard_error == pytest.approx(expected.standard_error)
    assert (found.lowest, found.highest) == (-1, 1)


def test_where_smaller_is_better_the_sign_is_turned(answered):
    """Larger is better, for every metric; errors have no bound."""
    near, far = (answered(np.full(30, error), np.zeros(30)) for error in (1.0, 3.0))

    found = contrast([(1, near), (-1, far)], mean_absolute_error("euros"), None)

    assert found.estimate == 2
    assert found.lowest == -np.inf
    assert found.p_at_most(1.0) == pytest.approx(0.5**30)  # the same on every item: a sign test


def test_a_metric_of_counts_has_the_score_it_has(answered):
    """Balanced accuracy: half of each class's share, and the variance of rare items counts more."""
    truth = np.repeat([0, 1], [90, 10])
    one = np.where(np.arange(100) % 10 == 0, 1 - truth, truth)
    parts = [(1, answered(one, truth)), (-1, answered(truth, truth, contender="deep"))]

    found = contrast(parts, balanced_accuracy(), CLASSES)

    compared = compare(parts[0][1], parts[1][1], balanced_accuracy(), CLASSES)
    assert found.estimate == pytest.approx(compared.advantage.estimate)
    error = compared.sampling.standard_error
    assert found.sampling.standard_error == pytest.approx(error, rel=0.15)
    assert found.lowest < -4  # an item in ten of a class weighs five times the mean


def test_what_no_item_shows_is_not_shown_by_few(hitting):
    """Without a single loss it takes 149 items to exclude one of 2 points."""
    for items, shown in ((148, False), (149, True)):
        same = hitting(np.ones(items)), hitting(np.ones(items), contender="deep")

        found = contrast([(1, same[0]), (-1, same[1])], accuracy(), CLASSES)

        assert (found.p_at_most(-0.02) <= 0.05) is shown


def test_items_of_a_group_say_less():
    """The larger variance counts, as everywhere."""
    matrix = np.repeat(np.random.default_rng(2).normal(size=20), 10)[None]
    alone = mean_of_matrix(matrix, INDEPENDENT, (-9.0, 9.0))

    grouped = mean_of_matrix(matrix, design_for(np.repeat(np.arange(20), 10)), (-9.0, 9.0))

    assert grouped.sampling.standard_error > 2 * alone.sampling.standard_error
    assert grouped.effective_items < 40


@given(
    st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]), min_size=2, max_size=40),
    st.floats(-0.99, 0.99),
)
def test_the_hypothesis_and_its_opposite_are_never_both_refuted(values, threshold):
    """Their p-values add up to 1 or more, and are p-values."""
    found = mean_of_matrix(np.array([values]), INDEPENDENT, (-1.0, 1.0))

    below, above = found.p_at_most(threshold), found.p_at_least(threshold)

    assert 0 <= below <= 1
    assert 0 <= above <= 1
    assert below + above >= 1 - 1e-9


@pytest.mark.slow
@pytest.mark.parametrize(("items", "seeds"), [(300, 1), (300, 5), (1000, 1), (1000, 5)])
@pytest.mark.parametrize(("rules", "best", "constant"), [(0.75, 0.95, 0.55), (0.96, 0.99, 0.93)])
def test_rules_that_close_exactly_half_are_seldom_said_to_close_more(
    three, hitting, items, seeds, rules, best, constant
):
    """docs/statistics.md#contrasts: 5 % is promised."""
    random = np.random.default_rng((items, seeds))
    wrong = 0
    for _ in range(REPEATED):
        made = three(random, items, (rules, constant, best), seeds)
        parts = [(1, made["rules"]), (-0.5, made["classical"]), (-0.5, made["deep"])]
        wrong += contrast(parts, accuracy(), CLASSES).p_at_most(0.0) <= 0.05

    assert wrong / REPEATED <= 0.07


def test_a_sample_of_every_item_in_every_seed_is_a_matrix():
    """What was measured here and there has clustered variances, which are the same there."""
    matrix = (np.random.default_rng(3).random((4, 50)) < 0.8).astype(float)
    seeds, items = (one.ravel() for one in np.indices(matrix.shape))
    ones = np.ones(matrix.size)

    found = mean_of_sample(Sample(seeds, items, matrix.ravel(), ones), (0.0, 1.0))

    expected = mean_of_matrix(matrix, INDEPENDENT, (0.0, 1.0))
    assert found.estimate == pytest.approx(expected.estimate)
    np.testing.assert_allclose(found.values, expected.values)
    assert found.sampling.standard_error == pytest.approx(
        expected.sampling.standard_error, rel=0.05
    )


@pytest.mark.parametrize("errors", [0, 1, 30, 300])
def test_ends_are_where_the_tests_stop_rejecting(errors):
    """So that a figure never contradicts a p; without an error the upper end is the exact one."""
    matrix = (np.arange(300) < errors).astype(float)[None]
    found = mean_of_matrix(matrix, INDEPENDENT, (0.0, 1.0))

    low, high = found.bounds(0.05)

    assert 0 <= low <= found.estimate <= high <= 1
    if low > 1e-3:
        assert found.p_at_most(low - 1e-4) <= 0.05 <= found.p_at_most(low + 1e-4)
    if high < 1:
        assert found.p_at_least(high + 1e-4) <= 0.05 <= found.p_at_least(high - 1e-4)
    if not errors:
        assert high == pytest.approx(1 - 0.05 ** (1 / 300), abs=1e-3)
