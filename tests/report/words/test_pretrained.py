"""What a pretrained network changes, in words."""

import numpy as np
import pytest

from triptych.analysis.one_task.answer.pretrained import PretrainedVerdict
from triptych.analysis.one_task.comparison import compare
from triptych.analysis.one_task.verdict import judge
from triptych.report.words.pretrained import made_elsewhere, over_tasks, with_pretrained
from triptych.results.task_card import PretrainedFacts
from triptych.task import PARADIGMS


@pytest.fixture
def found(hitting, card):
    """A verdict of contenders that are right on these shares of 1,000 items."""

    def make(*shares, from_scratch=None):
        outcomes = {
            name: hitting(np.arange(1000) < 1000 * share, contender=name)
            for name, share in zip(PARADIGMS, shares, strict=True)
        }
        here = None
        if from_scratch is not None:
            other = hitting(np.arange(1000) < 1000 * from_scratch, contender="deep")
            here = compare(outcomes["deep"], other, card().metric, card().classes)
        return PretrainedVerdict(verdict=judge(card(), outcomes), from_scratch=here)

    return make


def test_a_network_that_is_needed_is_named_with_all_scores(found):
    """And how much better it is than the one trained from scratch."""
    said = with_pretrained(found(0.85, 0.87, 0.96, from_scratch=0.90))

    assert said.startswith(
        "And with a network pretrained elsewhere: it is needed: deep:pretrained 96.0; rules 85.0 "
        "and classical 87.0 fall short by more than 2\u00a0points. "
        "It is better than the network trained from scratch by 6.0 ± "
    )


def test_a_simpler_contender_that_suffices_is_named_beside_it(found):
    """Within δ of the best, or the best itself."""
    near, ahead = found(0.80, 0.945, 0.95), found(0.80, 0.95, 0.90)

    assert with_pretrained(near) == (
        "And with a network pretrained elsewhere: classical suffices: classical 94.5, within "
        "2\u00a0points of the best (deep:pretrained 95.0)."
    )
    assert with_pretrained(ahead) == (
        "And with a network pretrained elsewhere: classical suffices: classical 95.0; "
        "deep:pretrained 90.0."
    )


def test_an_open_verdict_gives_the_scores(found):
    """Nothing is claimed of it."""
    assert with_pretrained(found(0.80, 0.94, 0.96)).startswith(
        "And with a network pretrained elsewhere: undecided: rules 80.0, classical 94.0, "
        "deep:pretrained 96.0."
    )


def test_without_weights_the_reason_is_said():
    """As it is in the run's records."""
    missing = PretrainedVerdict(reason="no result of deep:pretrained: weights not downloaded.")

    assert with_pretrained(missing) == (
        "And with a network pretrained elsewhere: not measured, no result of deep:pretrained: "
        "weights not downloaded."
    )


def test_over_tasks_each_is_under_its_answer(found):
    """Those without weights are left out, and without any nothing is said."""
    tasks = {
        "sounds": found(0.85, 0.87, 0.96),
        "texts": found(0.80, 0.95, 0.95),
        "images": found(0.80, 0.95, 0.96),
        "tables": PretrainedVerdict(reason="no weights"),
    }

    assert over_tasks(tasks) == (
        "And with a network pretrained elsewhere: classical suffices on texts, images; it is "
        "needed on sounds."
    )
    assert over_tasks({"tables": tasks["tables"]}) == ""


def test_a_network_says_what_it_was_trained_on():
    """With its size and licence, and what nobody knows."""
    said = made_elsewhere(
        PretrainedFacts(
            name="tiny",
            trained_on="all of the web",
            parameters=1234,
            size=5_000_000,
            licence="CC0",
            source="https://example.org",
            citation="none",
        )
    )

    assert said.startswith("tiny, trained elsewhere on all of the web; 1,234 weights, 5")
    assert "CC0" in said
    assert said.endswith("is not known.")


def test_a_network_that_is_worse_than_one_trained_here_is_said_to_be(found):
    """No gain below zero: worse by so much."""
    said = with_pretrained(found(0.85, 0.87, 0.84, from_scratch=0.90))

    assert "It is worse than the network trained from scratch by 6.0 ± " in said
