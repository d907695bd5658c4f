"""Reference rows: who is of no use, and who is ahead, by known answers."""

import numpy as np
import pytest

from triptych.analysis.one_task.answer.reference_rows import p_of_no_use
from triptych.analysis.one_task.comparison import compare
from triptych.analysis.one_task.verdict import judge
from triptych.metric import mean_absolute_error, mean_cost
from triptych.task import PARADIGMS

CONSTANT = "reference:constant"


def hits_of(share, items=1000):
    """The first `share` of the items right: who has more is right wherever others are."""
    return np.arange(items) < share * items


@pytest.fixture
def judged(hitting, card):
    """Judge the three, and other rows, by the shares of items that each decides rightly."""

    def judge_shares(rules, classical, deep, others, **changes):
        shares = dict(zip(PARADIGMS, (rules, classical, deep), strict=True))
        three = {name: hitting(hits_of(one), contender=name) for name, one in shares.items()}
        rows = {name: hitting(hits_of(one), contender=name) for name, one in others.items()}
        return judge(card(**changes), three, None, rows)

    return judge_shares


def test_nobody_is_of_use_where_the_best_constant_is_as_good(judged):
    """Three equal contenders that are as right as the majority: not `rules suffice`."""
    found = judged(0.6, 0.6, 0.6, {CONSTANT: 0.6})

    assert found.answer == "none"
    assert [one.word for one in found.standings.values()] == ["of no use"] * 3
    assert found.references.p_of_no_use == 1.0
    assert judged(0.6, 0.6, 0.6, {}).answer == "rules"


def test_three_that_are_always_wrong_are_of_no_use(judged):
    """`Rules suffice: 0.0` was the answer once."""
    assert judged(0.0, 0.0, 0.0, {CONSTANT: 0.5}).answer == "none"
    assert judged(0.0, 0.0, 0.0, {CONSTANT: 0.0}).answer == "none"


def test_one_that_beats_the_constant_leaves_the_verdict_as_it_is(judged):
    """It is asked of the three together, not of the contender that the answer names."""
    found = judged(0.7, 0.7, 0.7, {CONSTANT: 0.6})

    assert found.answer == "rules"
    assert found.references.p_of_no_use < 1e-6
    assert judged(0.6, 0.6, 0.9, {CONSTANT: 0.6}).answer == "deep"


def test_the_p_value_is_the_smallest_of_three_after_holm(three, hitting, card):
    """Three tries at beating the constant count as three."""
    outcomes = three(np.random.default_rng(3), 400, (0.70, 0.72, 0.73))
    constant = hitting(np.random.default_rng(4).random(400) < 0.68, contender=CONSTANT)
    task = card()
    smallest = min(
        compare(one, constant, task.metric, task.classes).p_worse_by(0.0)
        for one in outcomes.values()
    )

    assert p_of_no_use(task, outcomes, constant) == pytest.approx(3 * smallest)


@pytest.mark.parametrize("seed", range(3))
def test_contenders_that_guess_are_seldom_taken_for_useful(hitting, card, seed):
    """Of 300 tasks whose three are as good as the constant at most 5 % and chance show use."""
    random = np.random.default_rng(seed)
    useful = 0
    for _ in range(100):
        rows = {
            name: hitting(random.random(200) < 0.6, contender=name)
            for name in (*PARADIGMS, CONSTANT)
        }
        p_value = p_of_no_use(card(), rows | {}, rows.pop(CONSTANT))
        useful += p_value <= 0.05

    assert useful <= 11  # 5 expected; 12 or more have a chance of less than 1 %


def test_smaller_is_better_for_errors_and_costs(answered, card):
    """Beating a constant means smaller errors, or lower costs."""
    truth = np.random.default_rng(5).normal(size=500)
    constant = answered(np.zeros(500), truth, contender=CONSTANT)
    task = card(metric=mean_absolute_error("m"), classes=None)
    close = {name: answered(0.9 * truth, truth, contender=name) for name in PARADIGMS}
    far = {name: answered(-truth, truth, contender=name) for name in PARADIGMS}

    assert p_of_no_use(task, close, constant) < 1e-6
    assert p_of_no_use(task, far, constant) > 0.999
    costs = [[0.0, 1.0], [5.0, 0.0]]
    labels = np.arange(400) % 2
    cheap = answered(np.ones(400, int), labels, contender=CONSTANT, costs=costs)
    dear = {
        name: answered(np.zeros(400, int), labels, contender=name, costs=costs)
        for name in PARADIGMS
    }
    assert judge(card(metric=mean_cost()), dear, None, {CONSTANT: cheap}).answer == "none"


def test_rows_ahead_by_more_than_delta_are_found_the_best_first(judged):
    """Electricity: the answer before has 85.5 where `classical suffices` has 78.2."""
    found = judged(
        0.70, 0.782, 0.78, {"rules:repeat": 0.855, "classical:other": 0.79, "deep:big": 0.87}
    )

    assert found.answer == "classical"
    assert [one.first for one in found.references.ahead] == ["deep:big", "rules:repeat"]
    assert {one.second for one in found.references.ahead} == {"classical"}
    assert found.references.ahead[1].advantage.estimate == pytest.approx(0.073)


def test_delta_itself_is_not_ahead(judged):
    """As near as makes no difference."""
    assert judged(0.8, 0.8, 0.8, {"reference:forest": 0.82}).references.ahead == ()
    assert judged(0.8, 0.8, 0.8, {"reference:forest": 0.821}).references.ahead


def test_the_same_answers_count_once(judged):
    """A row that the author wrote and the panel has too is named by the author's name."""
    found = judged(0.8, 0.8, 0.8, {"rules:repeat": 0.9, "reference:repeat_last": 0.9})

    assert [one.first for one in found.references.ahead] == ["rules:repeat"]
    assert found.references.same_as == {"reference:repeat_last": "rules:repeat"}


def test_where_it_is_open_or_nobody_is_of_use_rows_are_held_against_the_leader(judged):
    """What is ahead of all three is worth knowing above all where none of them is of use."""
    useless = judged(0.60, 0.61, 0.60, {CONSTANT: 0.62, "reference:forest": 0.9})

    assert useless.answer == "none"
    assert [(one.first, one.second) for one in useless.references.ahead] == [
        ("reference:forest", "classical")
    ]


def test_references_change_no_answer_by_being_ahead(judged):
    """They are never judged: words, p-values and comparisons stay what they were."""
    without = judged(0.70, 0.782, 0.78, {})
    beside = judged(0.70, 0.782, 0.78, {"reference:forest": 0.99, CONSTANT: 0.5})

    assert beside.answer == without.answer
    assert beside.standings == without.standings


def test_a_missing_contender_is_still_missing(hitting, card):
    """No use is shown of three, not of those that ended."""
    rows = {CONSTANT: hitting(hits_of(0.9), contender=CONSTANT)}
    two = {name: hitting(hits_of(0.5), contender=name) for name in ("rules", "deep")}

    assert judge(card(), two, {"classical": "failed"}, rows).answer == "incomplete"
