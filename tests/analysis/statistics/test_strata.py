"""Promises of strata: what items weigh adds up to the difference of the metric."""

import numpy as np
import pytest

from triptych.analysis.statistics.strata import strata_of
from triptych.measure.quality import score
from triptych.metric import accuracy, balanced_accuracy, macro_f1, mean_absolute_error, mean_cost

CLASSES = ("a", "b", "c")
TRUTH = np.repeat([0, 1, 2], [600, 300, 100])
COSTS = [[0.0, 1.0, 1.0], [5.0, 0.0, 5.0], [2.0, 2.0, 0.0]]


def predicted(share, seed):
    """Right on about a share of the items of every class."""
    random = np.random.default_rng(seed)
    wrong = random.random(len(TRUTH)) > share
    return np.where(wrong, (TRUTH + 1) % 3, TRUTH)


@pytest.fixture
def pair(answered):
    def make(**rest):
        return (
            answered(predicted(0.9, 0), TRUTH, **rest),
            answered(predicted(0.8, 1), TRUTH, contender="deep", **rest),
        )

    return make


def by_strata(first, second, metric):
    strata = strata_of(first, second, metric, CLASSES)
    return sum(one.contribution for one in strata)


def by_scores(first, second, metric):
    scores = [
        score(metric, TRUTH, one.predictions[0], classes=CLASSES, costs=None)
        for one in (first, second)
    ]
    return scores[0] - scores[1]


def test_where_hits_weigh_alike_there_is_one_stratum(pair):
    """Its contribution is the difference of accuracies, to the last digit."""
    (only,) = strata_of(*pair(), accuracy(), CLASSES)

    assert only.contribution == pytest.approx(by_scores(*pair(), accuracy()))
    assert (only.items, only.share) == (len(TRUTH), 1.0)


def test_a_rare_class_weighs_as_much_as_a_frequent_one_in_balanced_accuracy(pair):
    """One item of it moves the score six times as far."""
    strata = strata_of(*pair(), balanced_accuracy(), CLASSES)

    assert [one.weight for one in strata] == pytest.approx([1 / 3] * 3)
    assert [one.items for one in strata] == [600, 300, 100]
    assert by_strata(*pair(), balanced_accuracy()) == pytest.approx(
        by_scores(*pair(), balanced_accuracy())
    )


def test_a_slope_of_f1_is_near_its_difference(pair):
    """F1 is no sum over items; close by, the slope of each class stands for it."""
    slope, difference = by_strata(*pair(), macro_f1()), by_scores(*pair(), macro_f1())

    assert slope == pytest.approx(difference, rel=0.25)


def test_a_class_weighs_what_its_errors_cost(pair):
    """The dearest cost seen of each class, times its share of the items."""
    strata = strata_of(*pair(costs=COSTS), mean_cost(), CLASSES)

    assert [one.weight for one in strata] == pytest.approx([0.6 * 1, 0.3 * 5, 0.1 * 2])


def test_a_class_that_nobody_erred_on_may_still_be_dear(answered):
    """Its cost was not seen: the dearest of all that was seen is taken."""
    right = answered(TRUTH, TRUTH, costs=COSTS)
    wrong_on_c = answered(np.where(TRUTH == 2, 1, TRUTH), TRUTH, costs=COSTS)

    strata = strata_of(right, wrong_on_c, mean_cost(), CLASSES)

    assert [one.weight for one in strata] == pytest.approx([0.6 * 2, 0.3 * 2, 0.1 * 2])


@pytest.mark.parametrize("metric", [accuracy(), balanced_accuracy(), macro_f1()])
def test_from_the_other_side_the_difference_is_the_opposite(pair, metric):
    first, second = pair()

    assert by_strata(second, first, metric) == pytest.approx(-by_strata(first, second, metric))


def test_numbers_have_no_strata(answered):
    """Their errors have no bound, so no worst case can be counted."""
    one = answered(np.array([1.0, 2.0]), np.array([1.0, 3.0]))

    assert strata_of(one, one, mean_absolute_error("euros"), ()) == ()
