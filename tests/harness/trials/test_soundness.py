"""Promises of soundness: no study tests what a contender, or a rule author, has seen."""

from types import SimpleNamespace

import numpy as np
import pytest

from triptych.cell import Cell
from triptych.errors import ContractError
from triptych.harness.trials.soundness import labels_given, require_alike, require_sound
from triptych.study import Step, Trial

CELL = Cell("spam", "deep", "stream", "updated", 0)
DATA = SimpleNamespace(author_part=np.arange(10))
"""Items 0 to 9 may be looked at by whoever writes rules."""


def step(labelled, test, **rest):
    return Step(labelled=np.array(labelled, int), test=np.array(test, int), **rest)


def check(*steps):
    require_sound(Trial(steps=steps), DATA, CELL)


def test_what_was_learned_long_ago_is_known_still():
    """Who learns further may be tested on new items alone."""
    check(step([10, 11], [20]), step([12], [21], learning="further"))
    with pytest.raises(ContractError, match="step 1 tests items that it has learned from"):
        check(step([10, 11], [20]), step([12], [11], learning="further"))


def test_a_fresh_contender_knows_nothing_of_the_one_before():
    """A window that moves on forgets what it leaves behind."""
    check(step([10, 11], [20]), step([20], [10]))


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        pytest.param([], "a trial without steps", id="nothing"),
        pytest.param(
            [step([10], [20], learning="further")], "it must learn anew", id="nothing to go on with"
        ),
        pytest.param(
            [step([10], [20]), step([11], [20])], "tests an item twice", id="counted twice"
        ),
        pytest.param([step([10], [9])], "rule authors may look at", id="the author's part"),
        pytest.param(
            [step([10], [20], unlabelled=np.array([20]))],
            "has learned from",
            id="seen without its answer",
        ),
        pytest.param(
            [step([10], [20]), step([11], [21], learning="further", contender="rules:edited")],
            "who takes over has learned nothing yet",
            id="a successor",
        ),
    ],
)
def test_what_would_flatter_a_contender_is_refused(steps, words):
    """By the study's name, so that its author finds it; no score comes of it."""
    with pytest.raises(ContractError, match=f"the study stream on spam.*{words}"):
        check(*steps)


@pytest.mark.parametrize(
    ("steps", "labels"),
    [
        pytest.param([step([1, 2, 3], [20])], 3, id="one step"),
        pytest.param(
            [step([1, 2], [20]), step([2, 3], [21], learning="further")], 3, id="learning further"
        ),
        pytest.param([step([1, 2, 3], [20]), step([4], [21])], 3, id="anew: the most of any"),
        pytest.param(
            [step([1], [20]), step([5, 6], [21], learning="none")], 1, id="who learns nothing"
        ),
    ],
)
def test_answers_are_counted_by_contender(steps, labels):
    """An answer that was given twice cost once; a fresh contender starts from none."""
    assert labels_given(Trial(steps=steps)) == labels


def test_a_study_may_count_for_itself():
    """Such as one whose contender chose what to have labelled."""
    assert labels_given(Trial(steps=[step([1, 2, 3], [20])], labels=90)) == 90


def test_trials_that_share_training_learn_and_test_the_same():
    """Else a contender would answer for items that another condition had it learn."""
    first = Trial(steps=[step([1, 2], [20])])
    require_alike(first, Trial(steps=[step([1, 2], [20])], alter=lambda raw, random: raw), CELL)
    for other in (step([1], [20]), step([1, 2], [21]), step([1, 2], [20], contender="rules")):
        with pytest.raises(ContractError, match="shares training between its conditions"):
            require_alike(first, Trial(steps=[other]), CELL)
