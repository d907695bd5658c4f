"""Promises of what is said of an open task: for which δ, by how much, and what next."""

from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.one_task.answer.plan import Plan
from triptych.analysis.one_task.verdict import judge
from triptych.report.words.settling import (
    beside_delta,
    holds,
    lead,
    next_step,
    settling,
    switching_points,
)
from triptych.split import rolling


@pytest.fixture
def undecided(three, card):
    """A task whose network is ahead of the classical model by somewhat less than δ."""
    outcomes = three(np.random.default_rng(5), 1500, (0.85, 0.90, 0.915))
    judged = judge(card(items=1600, delta=0.02), outcomes)
    assert judged.answer == "undecided"
    return judged


def planning(verdict, plan):
    """The verdict with another plan for each contender."""
    planned = replace(verdict)
    vars(planned)["plans"] = {} if plan is None else dict.fromkeys(verdict.standings, plan)
    return planned


def test_whoever_leads_is_compared_with_who_might_suffice(undecided):
    """Not with rules, who are out of the question."""
    assert undecided.standings["rules"].word == "falls short"
    assert lead(undecided).startswith("deep leads classical by ")
    assert lead(undecided).endswith("] points")


def test_nobody_leads_where_two_are_level(three, card):
    """Contenders that answer alike are not put one before the other."""
    outcomes = three(np.random.default_rng(5), 60, (0.9, 0.9, 0.6))
    outcomes["classical"] = replace(outcomes["rules"], contender="classical")
    told = lead(judge(card(items=60, delta=0.01), outcomes))

    assert told.startswith("rules and classical are level, 0.0 [")
    assert told.endswith(" apart")


def test_each_answer_has_its_deltas(undecided):
    """In their order, a subject before them, and the task's own δ at the end."""
    told = switching_points(undecided)

    assert told.startswith("with δ ")
    assert told.index("classical suffices") < told.index("rules suffice")
    assert told.endswith(" on rules suffice; this task's δ is 2\N{NO-BREAK SPACE}points")


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0231, "2.3"), (0.0203, "2.03"), (0.01996, "1.996"), (0.0002, "0.02")]
)
def test_a_point_near_delta_has_the_digits_to_tell_them_apart(card, value, shown):
    """Nobody reads `from 2.0 on` beside `δ is 2`."""
    assert beside_delta(value, card()) == shown


def test_a_plan_names_its_seeds_where_they_are_more(undecided):
    """As many seeds as there were go without saying."""
    plan = Plan(items=7793, seeds=20, more_seeds=True, is_enough=True)

    assert settling(plan, undecided) == "about 7,800 test items with 20 seeds would settle it"
    fewer = replace(plan, more_seeds=False)
    assert settling(fewer, undecided) == "about 7,800 test items would settle it"
    assert "no feasible number of test items" in settling(None, undecided)


def test_the_next_step_depends_on_what_the_data_set_holds(undecided, hitting, card):
    """Test more of it, or collect others; a decided task has no next step."""
    larger = replace(undecided, task=card(items=10**9))
    stream = replace(undecided, task=card(split=rolling(window=10, step=5)))
    equal = {name: hitting([1] * 950 + [0] * 50, contender=name) for name in undecided.standings}

    assert "no more than 1,600 items, so collect or generate" in next_step(undecided)
    assert next_step(larger) == "Next step: test more of the 1,000,000,000 items of the data set."
    assert next_step(stream) == ""
    assert "other streams would settle it" in settling(None, stream)
    assert next_step(judge(card(), equal)) == ""


def test_nobody_is_sent_for_a_hundred_times_the_data(undecided):
    """Where the difference lies that near δ, the question is whether it matters."""
    plan = Plan(items=1600 * 101, seeds=1, more_seeds=False, is_enough=True)

    told = next_step(planning(undecided, plan))

    assert "whether a difference of this size matters" in told


def test_without_a_plan_the_question_goes_back_to_who_set_delta(undecided):
    """A difference of δ cannot be told from δ, whatever the number of items."""
    told = next_step(planning(undecided, None))

    assert told.startswith("Next step: before the next run, say whether a difference of this size")
    assert told.endswith(" on classical suffices).")


@pytest.mark.parametrize(
    ("answer", "clause"),
    [("rules", "rules suffice"), ("deep", "deep is needed"), ("undecided", "it is undecided")],
)
def test_answers_are_clauses(answer, clause):
    """A subject and its verb agree."""
    assert holds(answer) == clause
