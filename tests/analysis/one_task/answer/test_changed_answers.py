"""Promises of changed answers: the verdict recomputed with that many others is another one."""

from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.one_task.answer.changed_answers import fewest_changed
from triptych.analysis.one_task.verdict import judge
from triptych.metric import mean_absolute_error, mean_cost
from triptych.task import PARADIGMS


def test_equal_contenders_differ_once_rules_lose_enough(hitting, card):
    """Known by trying: both simpler ones lose item after item until neither is shown to suffice."""
    hits = np.array([1] * 950 + [0] * 50)
    equal = {name: hitting(hits, contender=name) for name in PARADIGMS}

    def answer(lost, losers):
        worse = hits.copy()
        worse[:lost] = 0
        flawed = {name: hitting(worse, contender=name) for name in losers}
        return judge(card(), equal | flawed).answer

    tried = [
        next(lost for lost in range(950) if answer(lost, losers) != "rules")
        for losers in (["rules"], ["rules", "classical"])
    ]

    # Where both lose, Holm's adjustment asks more of either.
    assert tried[0] > tried[1] > 1
    assert fewest_changed(card(), equal) == tried[1]


def test_an_open_task_may_be_one_answer_from_a_decision(hitting, card):
    """Changed answers can also decide: rules and classical lack just one item."""
    hits = np.array([1] * 950 + [0] * 50)
    equal = {name: hitting(hits, contender=name) for name in PARADIGMS}
    worse = hits.copy()
    worse[: fewest_changed(card(), equal)] = 0
    flawed = {name: hitting(worse, contender=name) for name in PARADIGMS[:-1]}

    assert judge(card(), equal | flawed).answer == "undecided"
    assert fewest_changed(card(), equal | flawed) == 1


def test_more_is_needed_where_more_separates_them(three, card):
    """A gap of ten points is not a matter of a few answers, however they are counted."""
    near = three(np.random.default_rng(3), 1000, (0.90, 0.90, 0.95))
    far = three(np.random.default_rng(3), 1000, (0.80, 0.80, 0.95))

    assert fewest_changed(card(), near) < fewest_changed(card(), far)


def test_costs_count_by_class(answered, card):
    """The dear class decides: a changed answer there weighs five of the other."""
    costs = [[0.0, 1.0], [5.0, 0.0]]
    truth = np.arange(1000) % 2
    outcomes = {name: answered(truth, truth, contender=name, costs=costs) for name in PARADIGMS}
    flawed = {
        name: answered(
            np.where(np.arange(1000) < 20, 1 - truth, truth), truth, contender=name, costs=costs
        )
        for name in PARADIGMS
    }
    task = card(metric=mean_cost(), delta=0.1)

    assert judge(task, flawed).answer == "rules"
    assert 1 <= fewest_changed(task, flawed) <= 20
    assert fewest_changed(task, outcomes) is None or fewest_changed(task, outcomes) > 0


@pytest.mark.parametrize("case", ["numbers", "other items", "missing"])
def test_where_it_cannot_be_said_it_is_not(hitting, card, case):
    """A number may be off by any amount; contenders on other items have no common answers."""
    outcomes = {name: hitting([1, 0, 1], contender=name) for name in PARADIGMS}
    task = card(metric=mean_absolute_error("euros")) if case == "numbers" else card()
    if case == "other items":
        outcomes["deep"] = replace(outcomes["deep"], items=np.arange(1, 4))
    if case == "missing":
        del outcomes["deep"]

    assert fewest_changed(task, outcomes) is None
