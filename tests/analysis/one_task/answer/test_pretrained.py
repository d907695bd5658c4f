"""Promises of the verdict with a pretrained network: its own, and no part of the other."""

from types import SimpleNamespace

import numpy as np
import pytest

from triptych.analysis.one_task.answer.pretrained import pretrained_verdict
from triptych.analysis.one_task.verdict import judge, verdict
from triptych.errors import StoreError
from triptych.task import PARADIGMS, PRETRAINED


class FakeRun:
    """A run of outcomes that a test gives by contender."""

    def __init__(self, card, outcomes):
        self.card, self.given = card, outcomes

    def task(self, name):
        return self.card

    def outcomes(self, task, contender):
        if contender not in self.given:
            raise StoreError(f"{contender} has no result")
        return self.given[contender]

    def records_of(self, task, contender):
        reason = "weights not downloaded: they are not in the data folder"
        skipped = SimpleNamespace(status="skipped", reason=reason)
        return () if contender in self.given else (skipped,)


@pytest.fixture
def run_of(hitting, card):
    """A run of contenders that are right on these shares of 1,000 items."""

    def make(*planned, **shares):
        named = {name.replace("deep_pretrained", PRETRAINED): one for name, one in shares.items()}
        outcomes = {
            name: hitting(np.arange(1000) < 1000 * share, contender=name)
            for name, share in named.items()
        }
        return FakeRun(card(contenders=(*PARADIGMS, *planned)), outcomes)

    return make


def test_a_pretrained_network_can_be_needed_where_deep_is_not(run_of):
    """It takes the place of the network trained here, and is compared with it."""
    run = run_of(PRETRAINED, rules=0.85, classical=0.87, deep=0.86, deep_pretrained=0.96)
    found = pretrained_verdict(run, "tiny")

    assert found.verdict.answer == "deep"
    assert found.verdict.standings["deep"].score.estimate == pytest.approx(0.96)
    assert found.from_scratch.advantage.estimate == pytest.approx(0.10)
    assert verdict(run, "tiny").answer == "classical"


def test_the_three_are_judged_as_if_it_were_not_there(run_of):
    """The same answer and the same words, whatever it has: no row is ahead by weights alone."""
    shares = {"rules": 0.85, "classical": 0.87, "deep": 0.86}
    without, beside = run_of(**shares), run_of(PRETRAINED, **shares, deep_pretrained=0.99)

    first, second = verdict(without, "tiny"), verdict(beside, "tiny")
    assert first.answer == second.answer
    assert second.references == first.references
    assert second.references.ahead == ()
    assert judge(without.card, without.given).answer == second.answer


def test_without_weights_the_reason_is_given(run_of):
    """And where none was planned, nothing is said."""
    shares = {"rules": 0.85, "classical": 0.87, "deep": 0.86}
    found = pretrained_verdict(run_of(PRETRAINED, **shares), "tiny")

    assert found.verdict is None
    assert found.reason.startswith("no result of deep:pretrained: skipped: weights not downloaded")
    assert pretrained_verdict(run_of(**shares), "tiny") is None


def test_it_is_judged_without_a_network_from_scratch(run_of):
    """The network trained here is no part of this verdict; only the comparison falls away."""
    run = run_of(PRETRAINED, rules=0.85, classical=0.87, deep_pretrained=0.96)
    found = pretrained_verdict(run, "tiny")

    assert found.verdict.answer == "deep"
    assert found.from_scratch is None
