from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.score import SCORE, of_comparisons
from triptych.claims import declared_claims
from triptych.errors import DataError

TRUTH = np.zeros(1000, dtype=int)


def right(share):
    return (np.arange(1000) >= 1000 * share).astype(int)


def answers(**shares):
    return {(name, "supervised", None): right(share) for name, share in shares.items()}


def test_a_contender_beside_the_three_is_compared_with_them(made_task):
    """Such as a pretrained network: what a run holds of it is what counts."""
    made = answers(rules=0.8, classical=0.9, deep=0.7) | {
        ("deep:other", "supervised", None): right(0.99)
    }
    task = made_task(made, TRUTH, contenders=("rules", "classical", "deep", "deep:other"))
    claim = replace(declared_claims()["pretrained_networks_win_on_raw_data"], first="deep:other")

    found = SCORE.test(claim, task)

    assert found.p_value < 0.001
    assert found.effect.points == pytest.approx(9)
    assert found.position.value == pytest.approx(4.5)  # δ is 2 points
    assert found.position.leader == "deep:other"


def test_a_network_that_a_task_does_not_have_is_the_reason(made_task):
    """Its card declares none."""
    task = made_task(answers(rules=0.8, classical=0.9, deep=0.7), TRUTH)

    with pytest.raises(DataError, match="declares no pretrained network"):
        SCORE.test(declared_claims()["pretrained_networks_win_on_raw_data"], task)


def test_a_position_is_positive_as_the_claim_says(made_task):
    """Of who is said to be behind, how far it is behind."""
    task = made_task(answers(rules=0.8, classical=0.9, deep=0.7), TRUTH)
    claim = declared_claims()["learned_models_beat_long_rule_lists"]

    found = of_comparisons(claim, task, [task.comparison("rules", "classical")])

    assert found.position.value == pytest.approx(5)
    assert found.position.leader == "classical"
    axis = SCORE.axis(claim)
    assert (axis.label, axis.margin) == ("rules behind classical or deep, in δ of the task", 1)
