"""Promises near the ends: what so few items cannot show is inside the interval."""

import numpy as np
import pytest
from scipy import stats

from triptych.analysis.statistics.design import INDEPENDENT
from triptych.analysis.statistics.interval import unseen_share, wilson
from triptych.analysis.statistics.score import of_outcomes
from triptych.analysis.statistics.unseen import unseen_outcomes
from triptych.metric import accuracy, balanced_accuracy, f1, macro_f1

CLASSES = ("no", "yes")


def right(random, seeds, items, share, between_seeds):
    """Hits of a contender whose expected share is known: a probit of items and seeds."""
    variance = 1 + 2.0**2 + between_seeds**2 + 0.5**2
    centre = stats.norm.ppf(share) * np.sqrt(variance)
    noise = random.normal(size=(seeds, items)) * np.sqrt(1 + 0.5**2)
    level = between_seeds * random.normal(size=(seeds, 1))
    return centre + 2.0 * random.normal(size=items) + level + noise > 0


def coverage(answered, metric, share, *, seeds, items, rare=0, between_seeds=0.3, repetitions=400):
    random = np.random.default_rng(9)
    truth = (np.arange(items) < rare).astype(int)
    held = 0
    for _ in range(repetitions):
        hits = right(random, seeds, items, share, between_seeds)
        score = of_outcomes(answered(np.where(hits, truth, 1 - truth), truth), metric, CLASSES)
        held += score.low <= share <= score.high
    return held / repetitions


def test_the_lower_end_of_several_fits_is_the_formula(hitting):
    """The low end is m - hypot(m - low of the t, 1 - .025^(1/n)), the other end that of the t."""
    hits = np.ones((3, 200))
    hits[0, 0] = hits[1, 3] = 0
    by_t = INDEPENDENT.mean_interval(hits)

    score = of_outcomes(hitting(hits), accuracy(), CLASSES)

    unseen = 1 - 0.025 ** (1 / 200)
    assert score.low == pytest.approx(by_t.estimate - np.hypot(by_t.half_width, unseen))
    assert score.high == min(by_t.high, 1)


@pytest.mark.parametrize("seeds", [1, 3])
def test_no_hit_at_all_is_no_proof_of_none(answered, seeds):
    """All wrong, in ways that differ between seeds: the upper end is that of no error, mirrored."""
    truth, classes = np.zeros(100, int), ("a", "b", "c")
    outcomes = answered([np.full(100, 1 + seed % 2) for seed in range(seeds)], truth)

    score = of_outcomes(outcomes, accuracy(), classes)

    assert score.low == score.estimate == 0
    expected = wilson(0, 100).high if seeds == 1 else unseen_share(100)
    assert score.high == pytest.approx(expected)


@pytest.mark.parametrize("metric", [f1("yes"), macro_f1(), balanced_accuracy()])
def test_one_positive_that_nobody_finds_says_little(answered, metric):
    """One positive in a thousand, missed: the next one may be found, so the upper end is far."""
    truth = np.zeros(1000, int)
    truth[17] = 1

    score = of_outcomes(answered(np.zeros(1000, int), truth), metric, CLASSES)

    assert score.high - score.estimate > 0.3


@pytest.mark.parametrize(
    ("hits", "right", "wrong"),
    [([1, 1, 1, 1], 0, unseen_share(4)), ([0] * 4, unseen_share(4), 0), ([1, 0, 1, 1], 0, 0)],
)
def test_what_was_never_seen_may_be_that_often(hitting, hits, right, wrong):
    """Clopper and Pearson's bound of the kind of answers that did not occur."""
    assert unseen_outcomes(hitting(hits)) == (right, wrong)


@pytest.mark.parametrize("share", [0.995, 0.98])
def test_near_perfection_the_interval_holds_the_truth(answered, share):
    """Ten fits on 300 items hardly ever show the error that the next items hold."""
    assert coverage(answered, accuracy(), share, seeds=10, items=300) >= 0.95


@pytest.mark.slow
def test_one_fit_is_held_where_seeds_do_not_vary(answered):
    """60 items of a rare class in 3,000: what one seed cannot show is all that lacks at .93."""
    kind = {"seeds": 1, "items": 3000, "rare": 60, "between_seeds": 0.0, "repetitions": 200}

    assert coverage(answered, balanced_accuracy(), 0.9, **kind) >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("between_seeds", [0.1, 0.5])
@pytest.mark.parametrize(("items", "share"), [(300, 0.995), (2333, 0.9991)])
def test_near_perfection_it_covers_over_many_studies(answered, items, share, between_seeds):
    """Little or much variance between seeds, few items or many."""
    kind = {"between_seeds": between_seeds, "repetitions": 1000}

    assert coverage(answered, accuracy(), share, seeds=10, items=items, **kind) >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [1, 5])
@pytest.mark.parametrize("share", [0.9, 0.97])
def test_a_rare_class_has_an_interval_that_covers(answered, seeds, share):
    """Balanced accuracy with one item in fifty of the rare class: 20 of 1,000."""
    kind = {"items": 1000, "rare": 20, "between_seeds": 0.2, "repetitions": 200}

    assert coverage(answered, balanced_accuracy(), share, seeds=seeds, **kind) >= 0.94
