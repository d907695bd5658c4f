"""Promises of the sentence on speed: it says what the ratios say, and no more."""

import math
from dataclasses import replace
from itertools import permutations

import pytest

from triptych.analysis.one_task.speed.speed_ratios import SpeedRatio
from triptych.report.words.speed import who_is_faster
from triptych.testing.speed import synthetic_speed

(QUIET,) = synthetic_speed({"figures": ["rules"]}).contenders


def said(**ratios):
    """The sentence on contenders with these ratios at 1 and at 512 at once, all told apart."""
    speeds = {
        name: with_ratios(dict(zip((1, 512), pair, strict=False))) for name, pair in ratios.items()
    }
    return who_is_faster(speeds, compared(speeds, p=0.001))


def compared(speeds, p, blocks=5):
    """Every pair at both sizes, with the same p."""
    one = SpeedRatio(ratio=2, lowest=1, highest=3, blocks=blocks, p_value=p, adjusted_p_value=p)
    return {(batch, *pair): one for batch in (1, 512) for pair in permutations(speeds, 2)}


def with_ratios(by_batch, **changed):
    """A contender that takes so many times as long as the fastest."""
    return replace(QUIET, relative_by_batch=by_batch, **changed)


def test_the_leader_and_who_overtakes_are_told():
    """One at a time rules lead; in a large batch another one does, by how much."""
    assert said(rules=(1.0, 3.0), classical=(12.34, 1.0), deep=(41.0, 60.2)) == (
        "One item at a time, rules decide 12 times as fast as the classical model and 41 times as "
        "fast as the network; at 512 at once the classical model overtakes: it decides 3 times "
        "as fast as rules and 60 times as fast as the network."
    )


def test_a_leader_that_stays_is_not_said_to_overtake():
    """The same order at both sizes is told as it is."""
    sentence = said(rules=(1.0, 1.0), classical=(3.0, 2.0), deep=(1300.0, 4.0))
    assert "overtake" not in sentence
    assert "1,300 times as fast as the network" in sentence
    assert "at 512 at once rules decide 2 times as fast as the classical model" in sentence


def test_equal_ratios_are_said_once():
    """Two contenders as far behind share a number."""
    sentence = said(rules=(1.0, 1.0), classical=(149.2, 3.0), deep=(151.0, 4.0))
    assert "150 times as fast as the classical model and the network; at 512" in sentence


def test_rules_may_overtake_too():
    """The verb agrees with whoever overtakes."""
    sentence = said(rules=(2.0, 1.0), classical=(1.0, 2.0))
    assert "the classical model decides 2 times as fast as rules" in sentence
    assert "rules overtake: they decide 2 times as fast as the classical model" in sentence
    assert sentence.endswith("Not timed: the network.")


@pytest.mark.parametrize(
    ("ratios", "words"),
    [
        pytest.param(
            {"rules": (1.0, 1.0), "classical": (1.2, 1.0), "deep": (1.1, 1.24)},
            "rules, the classical model and the network are about as fast; at 512",
            id="all",
        ),
        pytest.param(
            {"rules": (1.0, 1.0), "classical": (1.2, 1.0), "deep": (5.0, 5.0)},
            "rules and the classical model are about as fast, and 5 times as fast as the network",
            id="two lead",
        ),
    ],
)
def test_what_noise_could_explain_is_about_as_fast(ratios, words):
    """Below a ratio of 1.25 nobody is faster, and ties have no winner."""
    assert words in said(**ratios)


def test_two_that_share_the_lead_do_not_overtake():
    """Catching up is not overtaking."""
    assert "overtake" not in said(rules=(1.0, 1.1), classical=(9.0, 1.0), deep=(9.0, 9.0))


def test_one_contender_has_nothing_to_be_compared_with():
    """A ratio takes two."""
    assert said(rules=(1.0, 1.0)) == "Only rules were timed: there is nothing to compare with."
    assert said(deep=(1.0, 1.0)).startswith("Only the network was timed")


def test_nothing_timed_says_nothing():
    """Variants alone are not the three the report is about."""
    assert who_is_faster({}, {}) == ""
    assert who_is_faster({"classical:logistic": QUIET}, {}) == ""


def test_noise_is_told_with_the_ratios():
    """Whoever reads a ratio of noisy timings reads that it is rough."""
    noisy = with_ratios({1: 4.0, 512: 4.0}, badges=("noisy",))
    speeds = {"rules": with_ratios({1: 1.0, 512: 1.0}), "deep": noisy}
    sentence = who_is_faster(speeds, compared(speeds, p=0.001))
    assert sentence.endswith("Noise hit the network: these ratios are rough.")


def test_who_is_not_told_apart_is_not_called_faster():
    """A ratio that chance explains is no lead; the words do not say that both are as fast."""
    speeds = {
        name: with_ratios({1: ratio, 512: ratio})
        for name, ratio in {"rules": 1.0, "classical": 1.6, "deep": 40.0}.items()
    }
    clear = compared(speeds, p=0.001)
    unclear = {
        pair: replace(one, adjusted_p_value=0.2)
        for pair, one in clear.items()
        if "deep" not in pair
    }
    assert who_is_faster(speeds, clear | unclear) == (
        "One item at a time, rules and the classical model are not told apart, and 40 times as "
        "fast as the network; at 512 at once rules and the classical model are not told apart, "
        "and 40 times as fast as the network."
    )


def test_one_block_or_none_shows_no_spread():
    """Ratios are told as they were seen, with what is not known of them."""
    speeds = {"rules": with_ratios({1: 1.0, 512: 1.0}), "deep": with_ratios({1: 4.0, 512: 4.0})}
    once = who_is_faster(speeds, compared(speeds, p=math.nan, blocks=1))
    assert "rules decide 4 times as fast as the network" in once
    assert once.endswith("Timed in one block: how much these ratios vary is not known.")
    older = who_is_faster(speeds, {})
    assert older.endswith("What each block took was not kept: no ratio was tested.")


def test_a_run_timed_by_an_older_version_has_the_first_half():
    """Ratios at 512 came later: without them nothing is said of batches."""
    assert said(rules=(1.0,), deep=(40.0,)).startswith(
        "One item at a time, rules decide 40 times as fast as the network. Not timed"
    )


@pytest.mark.parametrize("broken", [math.nan, math.inf, 0.0])
def test_a_ratio_that_is_none_is_no_ratio(broken):
    """What cannot be a ratio is never printed."""
    sentence = said(rules=(1.0, 1.0), classical=(2.0, 2.0), deep=(broken, broken))
    assert "nan" not in sentence
    assert "inf" not in sentence
    assert "the network" not in sentence
