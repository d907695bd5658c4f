import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, log_loss

from triptych.analysis.one_task.proper_score import SMALLEST, brier_parts, proper_scores


def drawn(seeds, items, classes, random_state=0):
    """Probabilities and truths that have something to do with each other."""
    random = np.random.default_rng(random_state)
    probabilities = random.dirichlet(np.full(classes, 0.7), (seeds, items))
    truth = np.array([random.choice(classes, p=row) for row in probabilities[0]])
    return probabilities, truth


@pytest.mark.parametrize("classes", [2, 5])
def test_scores_agree_with_scikit_learn(forecasting, classes):
    """Mean over seeds of log-loss and of the Brier score summed over classes."""
    probabilities, truth = drawn(3, 200, classes)
    labels = list(range(classes))

    scores = proper_scores(forecasting(probabilities, truth))

    losses = [log_loss(truth, np.clip(row, SMALLEST, 1), labels=labels) for row in probabilities]
    briers = [
        brier_score_loss(truth, row, labels=labels, scale_by_half=False) for row in probabilities
    ]
    assert scores.log_loss.estimate == pytest.approx(np.mean(losses), abs=1e-9)
    assert scores.brier.estimate == pytest.approx(np.mean(briers), abs=1e-9)
    assert scores.log_loss.low < scores.log_loss.estimate < scores.log_loss.high


def test_certainty_is_clipped_as_by_scikit_learn_and_counted(forecasting):
    """No chance for the truth costs 15.9 nats, not infinity; the share of such answers is told."""
    probabilities = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.5, 0.5]])
    truth = np.array([0, 1, 1, 0])

    scores = proper_scores(forecasting(probabilities, truth))

    expected = log_loss(truth, probabilities.astype(np.float32))
    assert scores.log_loss.estimate == pytest.approx(expected, rel=1e-6)
    assert scores.clipped == 0.25


@given(
    items=st.integers(1, 60),
    classes=st.integers(2, 4),
    digits=st.sampled_from([1, 2, 12]),
    random_state=st.integers(0, 99),
)
@settings(max_examples=60)
def test_the_brier_score_is_the_sum_of_its_parts(items, classes, digits, random_state):
    """Exactly, whether probabilities are few and distinct or all different."""
    random = np.random.default_rng(random_state)
    probabilities = np.round(random.dirichlet(np.ones(classes), items), digits)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    truth = random.integers(0, classes, items)

    parts = brier_parts(probabilities, truth)

    brier = np.mean(np.sum((probabilities - np.eye(classes)[truth]) ** 2, axis=1))
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(
        brier, abs=1e-9
    )


def test_on_distinct_forecasts_the_parts_are_murphys():
    """Who states the classes' shares has neither unreliability nor resolution."""
    truth = np.array([0, 0, 0, 1])

    parts = brier_parts(np.tile([0.75, 0.25], (4, 1)), truth)

    assert (parts.reliability, parts.resolution) == pytest.approx((0.0, 0.0), abs=1e-12)
    assert parts.uncertainty == pytest.approx(2 * 0.75 * 0.25)


@pytest.mark.parametrize("items", [1, 10])
def test_one_class_and_one_answer_have_a_score(forecasting, items):
    """Certain and right throughout: 0, without an uncertainty to explain."""
    scores = proper_scores(forecasting(np.tile([1.0, 0.0], (items, 1)), np.zeros(items, int)))

    assert scores.brier.estimate == 0
    assert scores.log_loss.estimate == pytest.approx(0, abs=1e-6)
    assert scores.brier_parts.uncertainty == 0
    assert not np.isnan([scores.log_loss.low, scores.log_loss.high]).any()
