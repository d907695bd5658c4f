from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.label_budget import (
    GAIN_FROM_A_QUARTER,
    SCORE_WITH_64_LABELS,
)
from triptych.claims import declared_claims
from triptych.errors import DataError, NotRun

SCRATCH = declared_claims()["networks_from_scratch_lose_with_little_data"]
PRETRAINED = declared_claims()["pretrained_networks_lose_with_little_data"]
IMPROVING = declared_claims()["learned_models_keep_improving_with_data"]
TRUTH = np.zeros(1000, dtype=int)


def right(share):
    return (np.arange(1000) >= 1000 * share).astype(int)


def study(condition, **shares):
    return {(name, "label_budget", condition): right(share) for name, share in shares.items()}


MAIN = {
    (name, "supervised", None): right(share)
    for name, share in (("rules", 0.8), ("classical", 0.9), ("deep", 0.95))
}


@pytest.mark.parametrize(
    ("classical", "deep", "holds", "fails"),
    [(0.7, 0.6, True, False), (0.7, 0.85, False, True), (0.85, 0.7, True, False)],
)
def test_with_64_labels_somebody_must_be_ahead(made_task, classical, deep, holds, fails):
    """Of rules or the classical model; rules have the one score that they have."""
    task = made_task(MAIN | study(64, classical=classical, deep=deep), TRUTH)

    found = SCORE_WITH_64_LABELS.test(SCRATCH, task)

    assert (found.p_value <= 0.05) is holds
    assert (found.opposite_p_value <= 0.05) is fails
    assert found.effect.second == ("rules" if classical < 0.8 else "classical")


@pytest.mark.parametrize(
    ("answers", "error", "why"),
    [
        (MAIN, NotRun, "deep in the study label_budget at 64: `triptych run task --study label_b"),
        (MAIN | study(128, classical=0.9, deep=0.9), DataError, "no condition 64 on it, but 128"),
    ],
)
def test_without_64_labels_it_says_why(made_task, answers, error, why):
    """What to run, or which sizes the study has on this task."""
    with pytest.raises(error, match=why):
        SCORE_WITH_64_LABELS.test(SCRATCH, made_task(answers, TRUTH))


def test_a_task_without_a_pretrained_network_is_no_task_of_the_claim(made_task):
    """Its card declares none."""
    task = made_task(MAIN | study(64, classical=0.9, deep=0.9), TRUTH)

    with pytest.raises(DataError, match="declares no pretrained network"):
        SCORE_WITH_64_LABELS.test(PRETRAINED, task)


@pytest.mark.parametrize(
    ("classical", "deep", "holds", "fails"),
    [(0.9, 0.85, True, False), (0.8, 0.95, True, False), (0.9, 0.95, False, True)],
)
def test_one_of_both_must_gain(made_task, classical, deep, holds, fails):
    """From a quarter of the labels to all; rules gain nothing, as labels do not change them."""
    task = made_task(MAIN | study("quarter", classical=classical, deep=deep), TRUTH)

    found = GAIN_FROM_A_QUARTER.test(IMPROVING, task)

    assert (found.p_value <= 0.05) is holds
    assert (found.opposite_p_value <= 0.05) is fails
    most = max(0.9 - classical, 0.95 - deep)
    assert found.position.value == pytest.approx(most / 0.02)


def test_rules_that_labels_change_gain_too(made_task):
    """The gain of the first is subtracted, where it has one."""
    own = MAIN | {("first", "supervised", None): right(0.9)}
    gained = study("quarter", first=0.8, classical=0.8, deep=0.95)
    task = made_task(own | gained, TRUTH, contenders=("rules", "classical", "deep", "first"))

    found = GAIN_FROM_A_QUARTER.test(replace(IMPROVING, first="first"), task)

    assert found.position.value == pytest.approx(0)
