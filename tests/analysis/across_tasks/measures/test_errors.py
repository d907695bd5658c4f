import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.errors import SHARE_OF_ERRORS
from triptych.claims import declared_claims
from triptych.errors import DataError
from triptych.metric import mean_absolute_error

CLAIM = declared_claims()["networks_should_not_decide_alone"]
ITEMS = 2000
TRUTH = np.zeros(ITEMS, dtype=int)


def wrong(share):
    return (np.arange(ITEMS) < ITEMS * share).astype(int)


def answers(clean, noise, missing, sure=0.95):
    """Shares of wrong answers: of clean items, of noisy ones and of those with empty fields."""
    certain = np.full(ITEMS, sure)
    return {
        ("rules", "supervised", None): TRUTH,
        ("classical", "supervised", None): TRUTH,
        ("deep", "supervised", None): wrong(clean),
        ("deep", "corruption", "noise 0.25"): (wrong(1.0), certain),
        ("deep", "corruption", "noise 0.5"): (wrong(noise), certain),
        ("deep", "corruption", "missing 0.1"): (wrong(missing), certain),
    }


@pytest.mark.parametrize(
    ("given", "holds", "fails", "value"),
    [
        ((0.05, 0, 0), True, False, 0.05),
        ((0.001, 0.3, 0), True, False, 0.3),
        ((0.001, 0, 0.2), True, False, 0.2),
        ((0.001, 0.3, 0.2, 0.8), False, True, 0.001),
        ((0, 0, 0), False, True, 0),
        ((0.01, 0, 0), False, False, 0.01),
    ],
)
def test_one_share_above_a_hundredth_is_enough(made_task, given, holds, fails, value):
    """Clean errors, or confident ones at the strongest level of any kind; of others, all below."""
    found = SHARE_OF_ERRORS.test(CLAIM, made_task(answers(*given), TRUTH))

    assert (found.p_value <= 0.05) is holds
    assert (found.opposite_p_value <= 0.05) is fails
    assert found.position.value == pytest.approx(value)


def test_the_more_shares_are_looked_at_the_smaller_a_p_has_to_be(made_task):
    """Bonferroni over clean items and two kinds of corruption."""
    found = SHARE_OF_ERRORS.test(CLAIM, made_task(answers(0.017, 0, 0), TRUTH))
    errors = wrong(0.017)
    t = (errors.mean() - 0.01) / (errors.std(ddof=1) / np.sqrt(ITEMS))

    assert found.p_value == pytest.approx(3 * 0.0078, rel=0.05)
    assert t == pytest.approx(2.42, abs=0.01)


def test_an_error_of_nine_tenths_is_a_confident_one(made_task):
    """Stored as a 32-bit number it is a little less."""
    found = SHARE_OF_ERRORS.test(CLAIM, made_task(answers(0, 0.5, 0.5, sure=0.9), TRUTH))

    assert found.position.value == 0.5


def test_numbers_are_neither_right_nor_wrong(made_task):
    """Of a regression no share of errors can be said."""
    numbers = {
        (name, "supervised", None): TRUTH.astype(float) for name in ("rules", "classical", "deep")
    }
    task = made_task(
        numbers, TRUTH.astype(float), metric=mean_absolute_error("euros"), classes=None
    )

    with pytest.raises(DataError, match="neither right nor wrong"):
        SHARE_OF_ERRORS.test(CLAIM, task)


def test_a_network_without_probabilities_says_no_confidence(made_task):
    """What it does not say cannot be counted."""
    given = answers(0, 0, 0) | {("deep", "corruption", "noise 0.5"): TRUTH}

    with pytest.raises(DataError, match="it gives no probabilities"):
        SHARE_OF_ERRORS.test(CLAIM, made_task(given, TRUTH))
