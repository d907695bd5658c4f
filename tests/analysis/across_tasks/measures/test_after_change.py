"""Promises of scores after a change: nothing before it counts, and each rival does."""

from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.after_change import (
    SCORE_AFTER_THE_FIRST_CHANGE,
    after_the_first_change,
)
from triptych.analysis.across_tasks.task_measures import MEASURES
from triptych.claims import declared_claims
from triptych.errors import DataError, NotRun
from triptych.split import rolling

CLAIM = declared_claims()["retrained_models_recover_from_change"]
ITEMS, CHANGE = 4000, 1000
TRUTH = np.zeros(ITEMS, dtype=int)
MAIN = {(name, "supervised", None): TRUTH for name in ("rules", "classical", "deep")}
STREAM = {"split": rolling(400, 100), "changes": (CHANGE, 3000), "edited_after": 100}


def wrong(before, after):
    """Answers wrong at regular distances, so that blocks of items are much alike."""
    number = np.arange(ITEMS)
    share = np.where(number < CHANGE, before, after)
    return (np.floor((number + 1) * share) > np.floor(number * share)).astype(int)


def answers(retrained, frozen, edited, condition="recorded"):
    given = {"classical:retrained": retrained, "rules:frozen": frozen, "rules:edited": edited}
    return MAIN | {(who, "drift", condition): wrong(*pair) for who, pair in given.items()}


def test_the_claim_names_this_measure():
    """So that a run that has the study tests it."""
    assert MEASURES[CLAIM.measure] is SCORE_AFTER_THE_FIRST_CHANGE


@pytest.mark.parametrize(
    ("frozen", "edited", "holds"),
    [(0.4, 0.3, True), (0.4, 0.1, False), (0.1, 0.4, False)],
    ids=["ahead of both", "edited as good", "frozen as good"],
)
def test_it_must_be_ahead_of_every_rival(made_task, frozen, edited, holds):
    """By more than δ, which is 2 points; what was before the change counts for nobody."""
    task = made_task(answers((0.5, 0.1), (0.0, frozen), (0.0, edited)), TRUTH, **STREAM)
    found = SCORE_AFTER_THE_FIRST_CHANGE.test(CLAIM, task)

    assert (found.p_value < 0.01) is holds
    assert found.effect.points == pytest.approx(100 * (min(frozen, edited) - 0.1), abs=0.1)
    assert "after the first change" in SCORE_AFTER_THE_FIRST_CHANGE.axis(CLAIM).label


def test_items_of_each_stream_count_from_its_own_change_on(answered):
    """A stream that never changed has none."""
    outcomes = replace(
        answered(np.zeros((1, 30), int)), groups=np.repeat([0, 1, 2], 10), ordered=True
    )
    after = after_the_first_change(outcomes, (4, 7, 18))

    assert after.items.tolist() == [4, 5, 6, 7, 8, 9, 18, 19]
    with pytest.raises(DataError, match="no known change"):
        after_the_first_change(outcomes, (99,))


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"changes": ()}, "no change of its world is known"),
        ({"edited_after": None}, "nobody edits its rules"),
    ],
)
def test_a_task_that_cannot_tell_is_left_out(made_task, known, reason):
    """With the reason; it is no refutation."""
    task = made_task(answers((0, 0.1), (0, 0.4), (0, 0.4)), TRUTH, **(STREAM | known))

    with pytest.raises(DataError, match=reason):
        SCORE_AFTER_THE_FIRST_CHANGE.test(CLAIM, task)


def test_what_was_not_run_names_its_command(made_task):
    """Not a verdict on anybody."""
    with pytest.raises(NotRun, match="--study drift"):
        SCORE_AFTER_THE_FIRST_CHANGE.test(CLAIM, made_task(MAIN, TRUTH, **STREAM))
