from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from triptych.analysis.statistics.resampling import corrected_resampled_t, p_over_folds
from triptych.errors import DataError
from triptych.metric import balanced_accuracy
from triptych.split import cross_validated

DIFFERENCES = [0.02, 0.05, -0.01, 0.03, 0.04]


def test_without_overlap_it_is_the_t_test():
    """With a test ratio of 0 the p-value is scipy's."""
    sampling = corrected_resampled_t(DIFFERENCES, 0.0)

    expected = stats.ttest_1samp(DIFFERENCES, 0, alternative="greater").pvalue
    assert sampling.p_at_most(0.0) == pytest.approx(expected, abs=1e-9)


def test_overlap_raises_the_variance_by_the_test_ratio():
    """Five folds: 1/5 becomes 1/5 + 1/4, worked out by hand."""
    sampling = corrected_resampled_t(DIFFERENCES, 1 / 4)

    assert sampling.estimate == pytest.approx(0.026)
    assert sampling.standard_error == pytest.approx(np.sqrt(0.45 * 0.00053), abs=1e-12)
    assert sampling.degrees == 4


@pytest.mark.parametrize("differences", [[], [0.1], [0.1, np.nan], [[0.1, 0.2]]])
def test_what_has_no_variance_is_refused(differences):
    """One training says nothing of others."""
    with pytest.raises(DataError, match="two or more finite"):
        corrected_resampled_t(differences, 0.25)


def folded(outcomes, folds):
    return replace(outcomes, folds=np.asarray(folds))


@pytest.fixture
def cross_validated_pair(answered):
    """Two contenders of 60 items in two folds and three seeds, each seed with folds of its own."""
    random = np.random.default_rng(0)
    truth = np.arange(60) % 2
    folds = np.array([random.permutation(np.arange(60) % 2) for _ in range(3)])
    wrong = random.random((2, 3, 60)) < [[[0.1]], [[0.3]]]
    first, second = np.where(wrong, 1 - truth, truth)
    return (
        folded(answered(first, truth), folds),
        folded(answered(second, truth, contender="deep"), folds),
    )


def test_every_fold_of_every_seed_counts_once(cross_validated_pair, card):
    """Six differences in accuracy, each tested on 30 of 90 items."""
    first, second = cross_validated_pair
    differences = [
        first.hits[seed, first.folds[seed] == fold].mean()
        - second.hits[seed, first.folds[seed] == fold].mean()
        for seed in range(3)
        for fold in range(2)
    ]
    statistic = np.mean(differences) / np.sqrt((1 / 6 + 30 / 60) * np.var(differences, ddof=1))

    p_value = p_over_folds(card(split=cross_validated(2), items=90), first, second)

    assert p_value == pytest.approx(2 * stats.t.sf(abs(statistic), 5), abs=1e-9)


def test_a_deterministic_contender_stands_in_the_folds_of_the_other(cross_validated_pair, card):
    """Its own first seed's folds would cut the others' answers at the wrong places."""
    first, second = cross_validated_pair
    rules = replace(first, predictions=first.predictions[[0] * 3], losses=first.losses[[0] * 3])
    elsewhere = folded(rules, np.zeros((3, 60), dtype=int))
    task = card(split=cross_validated(2), items=90)

    assert p_over_folds(task, rules, second) == p_over_folds(task, elsewhere, second)


def test_metrics_that_are_no_means_have_a_p_value_too(cross_validated_pair, card):
    """The metric of each fold is all it takes."""
    task = card(split=cross_validated(2), items=90, metric=balanced_accuracy())

    assert 0 < p_over_folds(task, *cross_validated_pair) < 1


@pytest.mark.filterwarnings("error")
def test_where_it_cannot_be_said_there_is_none(cross_validated_pair, hitting, card):
    """No cross-validation, no folds on record, or no difference that varies."""
    first, second = cross_validated_pair
    task = card(split=cross_validated(2), items=90)

    assert p_over_folds(card(), first, second) is None
    assert p_over_folds(task, replace(first, folds=None), replace(second, folds=None)) is None
    assert p_over_folds(task, first, replace(first, contender="deep")) is None
