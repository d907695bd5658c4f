"""Promises of confidence: how often a rule was right, carefully where it was seen little."""

import numpy as np
import pytest

from triptych.paradigms.rules import RuleError
from triptych.paradigms.rules.systems.confidence import read_classes, smoothed_precisions


def test_each_outcome_has_a_distribution():
    """Whatever was seen, or not seen: rows sum to 1 and no class is impossible."""
    outcomes, truth = np.array([0, 0, 0, 2]), np.array([0, 0, 1, 2])
    told = smoothed_precisions(outcomes, [0, 1, 2], truth, 3)

    assert told.sum(axis=1) == pytest.approx([1, 1, 1])
    assert (told > 0).all()


def test_what_was_seen_often_is_believed():
    """With many items the frequency decides, and the prior is forgotten."""
    outcomes = np.zeros(10_000, dtype=int)
    truth = (np.arange(10_000) % 10 == 0).astype(int)

    (told,) = smoothed_precisions(outcomes, [0], truth, 2)

    assert told == pytest.approx([0.9, 0.1], abs=1e-3)


def test_what_was_never_seen_is_as_good_as_the_whole_system():
    """A rule that did not fire in training is trusted like its fellows, not blindly."""
    outcomes, truth = np.zeros(98, dtype=int), np.r_[np.zeros(88, int), np.ones(10, int)]
    never = smoothed_precisions(outcomes, [0, 1], truth, 2)[1]

    assert never[1] == pytest.approx((88 + 1) / (98 + 2))


def test_one_success_is_no_certainty():
    """1 of 1 is less sure than 50 of 50."""
    few = smoothed_precisions(np.array([0, 1]), [0, 1], np.array([0, 1]), 2)[0, 0]
    many = smoothed_precisions(np.repeat([0, 1], 50), [0, 1], np.repeat([0, 1], 50), 2)[0, 0]

    assert 0.5 < few < many < 1


def test_a_label_that_no_training_item_has_is_a_class_all_the_same():
    """Rules know more than a small training part; a warning says whose confidence is none."""
    with pytest.warns(UserWarning, match="the label 'spam', which no training item has"):
        classes, truth = read_classes(["ham", "ham"], 2, ["spam", "ham"])

    assert classes.tolist() == ["ham", "spam"]
    assert truth.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("y", "labels", "words"),
    [
        pytest.param(None, [], "y to be passed", id="no answers"),
        pytest.param(["ham"], [], "1 labels for 2 items", id="one too few"),
        pytest.param([0, 1], ["ham"], "the label 'ham'", id="words where answers are numbers"),
    ],
)
def test_what_cannot_be_compared_is_refused(y, labels, words):
    with pytest.raises(RuleError, match=words):
        read_classes(y, 2, labels)
