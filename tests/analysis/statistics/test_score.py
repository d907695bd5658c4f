"""Promises of scores: every metric has an interval that is defined, and says what it leaves out."""

import numpy as np
import pytest

from triptych.analysis.statistics.interval import wilson
from triptych.analysis.statistics.score import of_outcomes, of_seeds
from triptych.metric import (
    accuracy,
    balanced_accuracy,
    f1,
    macro_f1,
    mean_absolute_error,
    mean_cost,
)

CLASSES = ("no", "yes")


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


@pytest.mark.parametrize("metric", [accuracy(), balanced_accuracy()], ids=lambda one: one.name)
def test_the_score_is_the_mean_over_its_seeds(answered, metric):
    """One number a seed, so that a reader sees the worst of them."""
    truth = np.repeat([0, 1], 10)
    outcomes = answered([truth, 1 - truth, np.zeros(20, int)], truth)

    scores = of_seeds(outcomes, metric, CLASSES)

    assert scores == (1, 0, 0.5)
    assert of_outcomes(outcomes, metric, CLASSES).estimate == pytest.approx(np.mean(scores))
