from dataclasses import replace

import numpy as np
import pytest
from crepes.base import ConformalClassifier, ConformalRegressor
from scipy import stats

from triptych.absent import Absent
from triptych.analysis.one_task.conformal import (
    HALVES,
    conformal_intervals,
    conformal_sets,
    expected_coverage,
    group_threshold,
    threshold,
)


def drawn(items, classes=4, random_state=0):
    random = np.random.default_rng(random_state)
    probabilities = random.dirichlet(np.full(classes, 0.5), items)
    truth = np.array([random.choice(classes, p=row) for row in probabilities])
    return probabilities, truth


def test_sets_are_those_of_crepes():
    """The same classes named, for the same score and calibration items."""
    probabilities, truth = drawn(500)
    chosen, rest = np.arange(250), np.arange(250, 500)
    scores = 1 - probabilities[np.arange(500), truth]
    reference = ConformalClassifier()
    reference.fit(scores[chosen])
    expected = reference.predict_set(1 - probabilities[rest], confidence=0.9, smoothing=False)

    named = 1 - probabilities[rest] <= threshold(scores[chosen])

    assert (named == expected.astype(bool)).all()


def test_intervals_are_those_of_crepes():
    """The same half-width, for the same residuals."""
    residuals = np.random.default_rng(1).exponential(size=123)
    reference = ConformalRegressor()
    reference.fit(residuals)
    ((low, high),) = reference.predict_int(np.zeros(1), confidence=0.9)

    assert threshold(residuals) == pytest.approx((high - low) / 2, abs=1e-9)


@pytest.mark.parametrize(("items", "rank"), [(9, 9), (10, 10), (19, 18), (99, 90), (100, 91)])
def test_ranks_are_exact(items, rank):
    """ceil(0.9 (n + 1)) without floating point; infinite where there are too few."""
    assert threshold(np.arange(1.0, items + 1)) == rank
    assert threshold(np.arange(8.0)) == np.inf


def test_the_expected_range_is_the_beta_binomial():
    """The central 95 % of the coverage of one half."""
    low, high = expected_coverage(99, 200)
    exact = stats.betabinom(200, 90, 10)

    assert (low, high) == pytest.approx((exact.ppf(0.025) / 200, exact.ppf(0.975) / 200), abs=1e-9)


def test_coverage_is_what_was_promised(forecasting):
    """Nine in ten, however many seeds; sets hold no more classes than there are."""
    probabilities, truth = drawn(1000)

    found = conformal_sets(forecasting(np.stack([probabilities, probabilities[:, ::-1]]), truth))

    assert found.expected[0] < found.coverage < found.expected[1]
    assert 1 < found.size <= 4
    assert len(found.of_class) == 4


def test_a_class_that_does_not_occur_has_no_coverage(forecasting):
    """No number for it, numbers for the rest."""
    found = conformal_sets(forecasting(np.tile([0.6, 0.3, 0.1], (40, 1)), np.arange(40) % 2))

    assert np.isnan(found.of_class).tolist() == [False, False, True]
    assert found.coverage == 1  # two scores only: ties push coverage above nine in ten


def test_numbers_get_an_interval(answered):
    """Twice the distance that holds nine in ten truths."""
    random = np.random.default_rng(3)
    truth = random.normal(size=2000)

    found = conformal_intervals(answered(truth + random.uniform(-1, 1, (2, 2000)), truth))

    assert found.coverage == pytest.approx(0.9, abs=0.02)
    assert found.size == pytest.approx(1.8, abs=0.05)
    assert found.of_class == ()


@pytest.mark.parametrize("items", [1, 10, 17])
def test_too_few_items_are_said(forecasting, answered, items):
    """Half of them must be nine at least: an infinite interval is no answer."""
    sets = conformal_sets(forecasting(np.tile([0.6, 0.4], (items, 1)), np.zeros(items, int)))
    intervals = conformal_intervals(answered(np.ones(items), np.zeros(items)))

    for answer in (sets, intervals):
        assert isinstance(answer, Absent)
        assert "fewer than the 9" in answer.reason


def test_halves_repeat_themselves(forecasting):
    """The same answers give the same numbers."""
    forecasts = forecasting(*drawn(60))

    assert HALVES == 10
    assert conformal_sets(forecasts) == conformal_sets(forecasts)


def test_single_items_as_groups_have_the_limit_of_items():
    """Each item a group of its own: the same rank, exactly."""
    scores = np.random.default_rng(4).random(123)
    assert group_threshold(scores, np.arange(123)) == threshold(scores)


def test_a_group_counts_as_one():
    """Ten groups of one item, one of a thousand: it has one of twelve parts of the weight."""
    scores = np.concatenate([np.arange(10.0), np.full(1000, 99.0)])
    group = np.concatenate([np.arange(10), np.full(1000, 10)])

    assert group_threshold(scores, group) == 99
    assert group_threshold(scores[:10], group[:10]) == 9
    assert group_threshold(scores[:8], group[:8]) == np.inf


def test_too_few_groups_are_told(answered):
    """Half of sixteen groups are fewer than the nine that 90 % need, however many items."""
    outcomes = answered(np.zeros(1600), np.ones(1600))
    found = conformal_intervals(replace(outcomes, groups=np.arange(1600) // 100))
    assert isinstance(found, Absent)
    assert "16 groups" in found.reason


def test_intervals_hold_the_truth_of_new_groups():
    """Groups that lie off together: 90 % of new groups' items; items alone would hold fewer."""
    random = np.random.default_rng(5)
    held = {"groups": [], "items": []}
    for _ in range(400):
        # 15 groups, the first of 200 items, the others of 2.
        group = np.concatenate([np.zeros(200, int), np.repeat(np.arange(1, 15), 2)])
        level = np.abs(random.normal(size=16))
        scores = level[group] + 0.05 * random.normal(size=len(group))
        new = level[15] + 0.05 * random.normal(size=10)
        held["groups"].append(np.mean(new <= group_threshold(scores, group)))
        held["items"].append(np.mean(new <= threshold(scores)))
    assert np.mean(held["groups"]) >= 0.89
    assert np.mean(held["items"]) < 0.8
