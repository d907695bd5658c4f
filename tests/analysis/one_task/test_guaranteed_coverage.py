from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from triptych.absent import Absent
from triptych.analysis.one_task.guaranteed_coverage import (
    guaranteed_coverage,
    in_test_part,
    items_without_error,
    upper_bound,
)

HALVED = [0, 1, 3, 7, 11, 12, 13, 15, 16, 17]
"""Of items 0 to 19 those of the test part: a run read again is halved as it was."""


def contender(forecasting, confidence, wrong):
    confidence = np.atleast_2d(confidence)
    probabilities = np.stack([confidence, 1 - confidence], axis=-1)
    decided = np.zeros(confidence.shape, int)
    return forecasting(probabilities, np.asarray(wrong, int), predictions=decided)


@pytest.mark.parametrize(("errors", "items"), [(0, 10), (3, 100), (10, 10), (17, 1000)])
def test_the_bound_agrees_with_scipy(errors, items):
    """One-sided, exact."""
    exact = stats.binomtest(errors, items, alternative="less").proportion_ci(0.95, "exact")

    assert upper_bound(errors, items) == pytest.approx(exact.high, abs=1e-9)


@pytest.mark.parametrize(("risk", "items"), [(0.1, 29), (0.05, 59), (0.01, 299), (0.001, 2995)])
def test_no_error_proves_three_over_n(risk, items):
    """That many right answers show the risk, one fewer does not."""
    assert items_without_error(risk) == items
    assert upper_bound(0, items) <= risk < upper_bound(0, items - 1)


def test_items_are_halved_by_their_numbers():
    """About half of any range or of even numbers; the same item always on the same side."""
    for items in (np.arange(2000), np.arange(0, 4000, 2), np.arange(50_000, 52_000)):
        assert in_test_part(items).mean() == pytest.approx(0.5, abs=0.04)
    assert (in_test_part(np.arange(500, 600)) == in_test_part(np.arange(600))[500:]).all()
    assert np.flatnonzero(in_test_part(np.arange(20))).tolist() == HALVED


def test_what_a_small_test_set_cannot_show_is_said(forecasting):
    """Not even without an error: a reason, not a coverage of 0."""
    answers = guaranteed_coverage(contender(forecasting, np.full(100, 0.9), np.zeros(100)))

    assert answers[0.1].coverage == 1
    for risk in (0.01, 0.001):
        assert isinstance(answers[risk], Absent)
        assert "cannot be shown with this test set" in answers[risk].reason


def test_the_confident_part_is_guaranteed(forecasting):
    """Half of the items without an error, half with many: a little more than the first half."""
    random = np.random.default_rng(1)
    confidence = random.uniform(0.5, 1, 2000)
    wrong = (confidence < 0.75) & (random.random(2000) < 0.4)

    answers = guaranteed_coverage(contender(forecasting, confidence, wrong))

    assert answers[0.01].coverage == pytest.approx(0.5, abs=0.03)
    assert 0.5 < answers[0.05].coverage < answers[0.1].coverage < 0.75
    assert answers[0.1].bound <= 0.1


def test_confidence_that_says_nothing_guarantees_nothing(forecasting):
    """One confidence for all, and too many errors: nothing is shown."""
    wrong = np.arange(400) % 4 == 0

    answer = guaranteed_coverage(contender(forecasting, np.full(400, 0.9), wrong))[0.1]

    assert (answer.coverage, answer.bound, answer.shown, answer.fits) == (0, 1, 0, 1)


@pytest.mark.parametrize("items", [1, 2, 10])
def test_a_handful_of_items_shows_nothing(forecasting, items):
    """Also where all fall on one side of the hash."""
    answers = guaranteed_coverage(contender(forecasting, np.full(items, 0.9), np.zeros(items)))

    assert all(isinstance(answer, Absent) for answer in answers.values())


def broken_promises(forecasting, repetitions):
    """Share of studies whose guaranteed threshold has a true risk above 5 %."""
    random = np.random.default_rng(2)
    broken = 0
    for _ in range(repetitions):
        confidence = random.uniform(0.7, 1, 800)
        wrong = random.random(800) > confidence
        answer = guaranteed_coverage(contender(forecasting, confidence, wrong), (0.05,))[0.05]
        if answer.shown:
            test = in_test_part(np.arange(800))
            cut = np.quantile(confidence[test], 1 - answer.coverage)
            # Uniform above the cut, right as often as confident: the risk is half the distance.
            broken += (1 - cut) / 2 > 0.05
    return broken / repetitions


def test_promises_are_kept(forecasting):
    """The stated risk is exceeded in few studies."""
    assert broken_promises(forecasting, 100) <= 0.10


@pytest.mark.slow
def test_promises_are_kept_nineteen_times_in_twenty(forecasting):
    """At most 5 %, with many thresholds tried."""
    assert broken_promises(forecasting, 4000) <= 0.057


def in_groups(forecasts, size):
    """The same forecasts, of items of which so many belong together."""
    groups = np.arange(len(forecasts.outcomes.items)) // size
    return replace(forecasts, outcomes=replace(forecasts.outcomes, groups=groups))


def test_groups_are_halved_whole_and_count_as_one(forecasting):
    """2,000 right answers of 40 groups are worth about 20 in the test part: too few for 5 %."""
    alone = contender(forecasting, np.full(2000, 0.9), np.zeros(2000))

    assert guaranteed_coverage(alone)[0.05].coverage == 1
    why = guaranteed_coverage(in_groups(alone, 50))[0.05]
    assert isinstance(why, Absent)
    assert "in groups that count as" in why.reason
    assert guaranteed_coverage(in_groups(alone, 5))[0.05].coverage == 1


def test_single_items_as_groups_change_nothing(forecasting):
    """Each item a group of its own: the same bounds."""
    random = np.random.default_rng(2)
    confidence = random.uniform(0.5, 1, 1000)
    alone = contender(forecasting, confidence, random.random(1000) > confidence)
    one, other = guaranteed_coverage(in_groups(alone, 1)), guaranteed_coverage(alone)
    assert [one[risk] for risk in (0.1, 0.05, 0.01)] == [other[risk] for risk in (0.1, 0.05, 0.01)]


def test_a_guarantee_for_new_groups_is_seldom_broken(forecasting):
    """Groups that err as a whole, in 6 % of them: 5 % is shown in at most one of twenty runs."""
    random = np.random.default_rng(3)
    broken = {1: 0, 20: 0}
    for _ in range(200):
        wrong = np.repeat(random.random(150) < 0.06, 20)
        alone = contender(forecasting, np.full(3000, 0.9), wrong)
        for size in broken:
            answer = guaranteed_coverage(in_groups(alone, size))[0.05]
            broken[size] += not isinstance(answer, Absent) and answer.shown > 0
    assert broken[20] <= 0.07 * 200
    assert broken[1] > 0.12 * 200
