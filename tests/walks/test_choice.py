"""Promises of what a report walks through: chosen by who was right, never by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from triptych.walks.choice import Answers, pick

TRUTH = np.array([0, 1, 0, 1, 0, 1])


def answers(prediction, *, confidence=0.5, truth=TRUTH):
    prediction = np.asarray(prediction)
    return Answers(
        item=10 + np.arange(len(prediction)),
        truth=np.asarray(truth),
        prediction=prediction,
        confidence=np.broadcast_to(np.float64(confidence), len(prediction)),
    )


def kinds(picks):
    return {one.why: one.item for one in picks.chosen}


def test_each_kind_gives_its_first_item():
    """All right, only rules, only deep, all wrong, and the error somebody was surest of."""
    picks = pick(
        {
            #                  all     rules deep    none    all
            "rules": answers([0, 1, 0, 0, 1, 1]),
            "classical": answers([0, 1, 1, 0, 1, 1], confidence=[0.6] * 4 + [0.9, 0.6]),
            "deep": answers([0, 1, 1, 1, 1, 1]),
        }
    )

    assert kinds(picks) == {
        "all three right": 10,
        "only rules right": 12,
        "only deep right": 13,
        "most confident error": 14,
    }
    assert picks.left_out == {"all wrong": "its only item is shown already"}


def test_kinds_that_do_not_occur_are_said():
    """Three that are always right leave one item, and reasons for the rest."""
    picks = pick(dict.fromkeys(("rules", "classical", "deep"), answers(TRUTH)))

    assert kinds(picks) == {"all three right": 10}
    assert set(picks.left_out.values()) == {"there is none"}
    assert len(picks.left_out) == 4


def test_an_error_without_a_probability_is_no_confident_one():
    """Who gives no probabilities is not sure of anything."""
    wrong = answers(1 - TRUTH, confidence=np.nan)
    picks = pick(dict.fromkeys(("rules", "classical", "deep"), wrong))

    assert kinds(picks) == {"all wrong": 10}


def test_numbers_are_near_or_far():
    """Near is less far off than half of all decisions of the three."""
    truth = np.array([100.0, 100.0, 100.0, 100.0])
    picks = pick(
        {
            "rules": answers([101.0, 101.0, 150.0, 160.0], truth=truth),
            "classical": answers([101.0, 150.0, 150.0, 160.0], truth=truth),
            "deep": answers([101.0, 150.0, 101.0, 190.0], truth=truth),
        }
    )

    assert kinds(picks) == {
        "all three near": 10,
        "only rules near": 11,
        "only deep near": 12,
        "largest error": 13,
    }


def test_without_one_of_the_three_any_tested_item_will_do():
    """A run of rules alone can be walked through."""
    picks = pick({"rules": answers(TRUTH)})

    assert kinds(picks) == {"the first tested item": 10}


def test_where_no_kind_occurs_any_tested_item_will_do():
    """Two that are right and one that is wrong, and not sure of it: nothing to tell apart."""
    right, wrong = answers(TRUTH, confidence=np.nan), answers(1 - TRUTH, confidence=np.nan)
    picks = pick({"rules": right, "classical": right, "deep": wrong})

    assert kinds(picks) == {"the first tested item": 10}
    assert len(picks.left_out) == 5


@given(st.lists(st.tuples(*[st.integers(0, 1)] * 4), min_size=1, max_size=12))
def test_no_item_is_shown_twice_and_each_is_of_its_kind(rows):
    """Whoever was right where, every kind is either there or left out with a reason."""
    truth, *predictions = np.array(rows).T
    three = dict(zip(("rules", "classical", "deep"), predictions, strict=True))
    picks = pick({name: answers(one, truth=truth) for name, one in three.items()})
    right = {
        name: dict(zip(10 + np.arange(len(rows)), one == truth, strict=True))
        for name, one in three.items()
    }
    chosen = kinds(picks)

    assert len(set(chosen.values())) == len(chosen)
    assert len(chosen) + len(picks.left_out) == 5
    of_kind = {
        "all three right": lambda rules, classical, deep: rules and classical and deep,
        "only rules right": lambda rules, classical, deep: rules and not classical and not deep,
        "only deep right": lambda rules, classical, deep: deep and not classical and not rules,
        "all wrong": lambda rules, classical, deep: not (rules or classical or deep),
        "most confident error": lambda rules, classical, deep: not (rules and classical and deep),
    }
    for why, item in chosen.items():
        assert of_kind[why](*(right[name][item] for name in three))
