"""Promises of decisions: what is shown at a delta, and how surely either way."""

from itertools import combinations

import numpy as np
import pytest

from triptych.analysis.one_task.answer.decision import answer_at, answer_of, decide, views
from triptych.analysis.one_task.comparison import compare
from triptych.metric import accuracy
from triptych.task import PARADIGMS


@pytest.fixture
def comparisons(three):
    """Rules far behind, classical close to deep."""
    outcomes = three(np.random.default_rng(1), 4000, (0.80, 0.96, 0.965))
    return {
        pair: compare(*(outcomes[name] for name in pair), accuracy(), ("no", "yes"))
        for pair in combinations(PARADIGMS, 2)
    }


def test_a_larger_delta_asks_for_less(comparisons):
    """A network where nothing may be lost, then the classical model, at last rules."""
    answers = [answer_at(comparisons, delta) for delta in (0.0005, 0.02, 0.5)]

    assert answers == ["deep", "classical", "rules"]


def test_whoever_is_shown_to_fall_short_is_not_shown_to_suffice(comparisons):
    """The two hypotheses are opposite: one small p-value stands against one near 1."""
    decisions = decide(comparisons, 0.02)

    assert decisions["rules"].word == "falls short"
    assert decisions["rules"].p_short < 1e-6
    assert decisions["rules"].p_value > 0.999
    assert decisions["classical"].p_short == 1
    assert decisions["rules"].hardest.second in ("classical", "deep")


def test_each_contender_is_seen_from_its_side(comparisons):
    """Who is second in a pair sees it turned round."""
    seen = views("classical", comparisons)

    assert [one.first for one in seen] == ["classical", "classical"]
    assert {one.second for one in seen if one.advantage.estimate > 0} == {"rules"}


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("suffices", "suffices", "best"), "rules"),
        (("undecided", "suffices", "suffices"), "classical"),
        (("falls short", "falls short", "best"), "deep"),
        (("falls short", "undecided", "suffices"), "undecided"),
    ],
)
def test_the_simplest_that_suffices_is_the_answer(words, answer):
    """A network is needed only where both simpler ones are shown to fall short."""
    assert answer_of(dict(zip(PARADIGMS, words, strict=True))) == answer
    assert answer_of({"rules": "suffices"}) == "incomplete"
