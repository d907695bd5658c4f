"""Agreement as a claim's measure: rules behind one of the methods that cluster."""

import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.agreement import agreement_result
from triptych.claims.learning_finds_groups_without_labels import CLAIM

STUDY = ("unsupervised", "told")


def result(made_task, rules, ward, contrastive):
    random = np.random.default_rng(0)
    truth = random.integers(0, 3, 400)

    def grouped(share):
        return [
            np.where(random.random(400) < share, truth, random.integers(0, 3, 400))
            for _ in range(3)
        ]

    answers = {
        ("rules", "supervised", None): grouped(rules)[:1] * 3,
        ("classical:ward", *STUDY): grouped(ward)[:1] * 3,
        ("deep:contrastive", *STUDY): grouped(contrastive),
    }
    task = made_task(answers, truth, classes=("a", "b", "c"))
    return agreement_result(CLAIM, task)


@pytest.mark.parametrize(
    ("shares", "holds"),
    [
        pytest.param((0.5, 0.55, 0.95), True, id="behind one of them is enough"),
        pytest.param((0.95, 0.5, 0.6), False, id="ahead of both"),
    ],
)
def test_rules_are_behind_if_one_method_finds_more(made_task, shares, holds):
    """By 0.05 of adjusted mutual information; the opposite is refuted."""
    found = result(made_task, *shares)

    assert (found.p_value < 0.01) is holds
    assert (found.opposite_p_value < 0.01) is not holds
    assert (found.position.value > 0.05) is holds
    assert found.position.low < found.position.value < found.position.high
