import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.gap import SHARE_OF_THE_GAP
from triptych.claims import declared_claims
from triptych.errors import DataError

CLAIM = declared_claims()["heuristics_close_half_of_the_gap"]
TRUTH = np.zeros(1000, dtype=int)


def right(share):
    return (np.arange(1000) >= 1000 * share).astype(int)


def answers(**shares):
    made = {(name, "supervised", None): right(share) for name, share in shares.items()}
    return made | {("reference:constant", "supervised", None): right(0.5)}


@pytest.mark.parametrize(
    ("rules", "value", "holds", "fails"),
    [(0.85, 0.875, True, False), (0.55, 0.125, False, True), (0.7, 0.5, False, False)],
)
def test_half_of_the_way_is_from_the_constant_to_the_better_model(
    made_task, rules, value, holds, fails
):
    """Constant 50, models 80 and 90: 70 is half of the way to the better one."""
    found = SHARE_OF_THE_GAP.test(
        CLAIM, made_task(answers(rules=rules, classical=0.8, deep=0.9), TRUTH)
    )

    assert found.position.value == pytest.approx(value)
    assert (found.p_value <= 0.05) is holds
    assert (found.opposite_p_value <= 0.05) is fails


def test_at_exactly_half_nothing_is_shown(made_task):
    """Of H0 and its opposite the larger p counts, and twice the smaller."""
    found = SHARE_OF_THE_GAP.test(
        CLAIM, made_task(answers(rules=0.7, classical=0.8, deep=0.9), TRUTH)
    )

    assert found.p_value == pytest.approx(0.5, abs=1e-6)
    assert found.opposite_p_value > 0.5


def test_where_nobody_is_above_a_constant_there_is_no_gap(made_task):
    """And no share of it."""
    task = made_task(answers(rules=0.7, classical=0.4, deep=0.5), TRUTH)

    with pytest.raises(DataError, match="no gap to close: neither classical nor deep"):
        SHARE_OF_THE_GAP.test(CLAIM, task)


def test_the_figure_is_of_shares():
    """Right of half the claim holds."""
    axis = SHARE_OF_THE_GAP.axis(CLAIM)

    assert (axis.margin, axis.unit) == (0.5, "%")
