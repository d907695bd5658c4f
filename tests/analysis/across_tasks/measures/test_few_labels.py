"""Promises of the measures of few labels: each side under the condition that its claim names."""

import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.few_labels import FEWER_LABELS, UNLABELLED_ITEMS
from triptych.analysis.across_tasks.task_measures import MEASURES
from triptych.claims import declared_claims
from triptych.errors import NotRun

TRUTH = np.zeros(1000, dtype=int)
MAIN = {(name, "supervised", None): TRUTH for name in ("rules", "classical", "deep")}
UNLABELLED = declared_claims()["unlabelled_data_help_when_labels_are_few"]
FEWER = declared_claims()["pretrained_networks_need_far_fewer_labels"]


def right(share):
    return (np.arange(1000) >= 1000 * share).astype(int)


def test_each_claim_names_its_measure():
    """So that a run that has the study tests it."""
    assert MEASURES[UNLABELLED.measure] is UNLABELLED_ITEMS
    assert MEASURES[FEWER.measure] is FEWER_LABELS


@pytest.mark.parametrize(("guessed", "holds"), [(0.9, True), (0.81, False)])
def test_pseudo_labels_are_compared_with_the_same_labels_alone(made_task, guessed, holds):
    """With 20 labels; δ is 2 points."""
    study = "semi_supervised"
    task = made_task(
        MAIN
        | {
            ("deep:pseudo_labels", study, 20): right(guessed),
            ("deep:labels_alone", study, 20): right(0.8),
            ("deep:labels_alone", study, 10): right(0.1),
        },
        TRUTH,
    )
    found = UNLABELLED_ITEMS.test(UNLABELLED, task)

    assert (found.p_value < 0.01) is holds
    assert found.effect.points == pytest.approx(100 * (guessed - 0.8))
    assert "in δ of the task" in UNLABELLED_ITEMS.axis(UNLABELLED).label


@pytest.mark.parametrize(("transferred", "holds"), [(0.9, True), (0.85, False)])
def test_few_labels_after_a_source_are_compared_with_many(made_task, transferred, holds):
    """10 of each class against 50 from scratch, on a task whose card has no network either."""
    task = made_task(
        MAIN
        | {
            ("deep:pretrained", "transfer", 10): right(transferred),
            ("deep", "transfer", 10): right(0.1),
            ("deep", "transfer", 50): right(0.9),
        },
        TRUTH,
    )
    found = FEWER_LABELS.test(FEWER, task)

    assert (found.p_value < 0.05) is holds


def test_what_was_not_run_names_its_command(made_task):
    """Not a verdict on anybody."""
    with pytest.raises(NotRun, match="--study semi_supervised"):
        UNLABELLED_ITEMS.test(UNLABELLED, made_task(MAIN, TRUTH))
