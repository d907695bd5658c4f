"""Promises of delta ranges: the verdict's own test at every delta, without a gap."""

from itertools import pairwise

import numpy as np
import pytest

from triptych.analysis.one_task.answer.decision import answer_at
from triptych.analysis.one_task.answer.delta_ranges import delta_ranges
from triptych.analysis.one_task.verdict import judge, verdict

RIVALS = ("classical", "deep")


def test_below_the_nearer_interval_end_a_network_is_needed(three, card):
    """Known by inverting the test: classical falls short up to the end of its interval."""
    judged = judge(card(), three(np.random.default_rng(0), 2000, (0.80, 0.88, 0.98)))

    first, *_ = judged.delta_ranges

    assert first.answer == "deep"
    nearer = judged.comparisons["classical", "deep"].advantage.high
    assert first.high == pytest.approx(-nearer, rel=1e-5)


def test_from_the_test_at_its_level_on_a_contender_suffices(three, card):
    """Known by inverting Student's t: rules pass where their p is 5 %."""
    judged = judge(card(), three(np.random.default_rng(0), 2000, (0.80, 0.88, 0.98)))

    last = judged.delta_ranges[-1]

    def p_at(delta):
        return max(judged.comparisons["rules", one].p_worse_by(delta) for one in RIVALS)

    # Classical passes long before: Holm leaves rules the whole 5 %.
    assert last.answer == "rules"
    assert p_at(last.low) == pytest.approx(0.05, abs=1e-4)


@pytest.mark.parametrize("task", ["figures", "letters", "rents"])
def test_every_delta_has_the_answer_that_the_verdict_gives(run, task):
    """Of hits, F1 and absolute errors: ranges follow each other, and hold inside."""
    judged = verdict(run, task)
    ranges = judged.delta_ranges
    card = judged.task

    assert ranges[0].low == 0
    assert ranges[-1].high == np.inf
    assert all(one.high == other.low for one, other in pairwise(ranges))
    for one in ranges:
        middle = (one.low + min(one.high, 2 * one.low + card.delta)) / 2
        assert answer_at(judged.comparisons, middle) == one.answer
    (here,) = (one for one in ranges if one.low <= card.delta < one.high)
    assert here.answer == judged.answer


def test_without_comparisons_there_is_no_range(card):
    """Nothing is said of what was not run."""
    assert delta_ranges({}, 0.02) == ()
    assert judge(card(), {}).delta_ranges == ()
