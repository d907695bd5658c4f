"""Promises of compared explanations: chance among many is not taken for a difference."""

import pytest

from triptych.analysis.one_task.explanation_differences import compared
from triptych.analysis.one_task.explanations import explained
from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.faithfulness import FAITHFULNESS
from triptych.report.task_page.explanations.sentences import ahead


@pytest.fixture
def found(run):
    return explained(run, "figures")


def test_p_values_are_adjusted_over_the_whole_task(found):
    """Never smaller than alone, whatever metric is asked for; told apart are fewer or as many."""
    every = [one for card in CARDS if card.is_compared for one in compared(found, card)]

    assert len(every) > 10
    assert all(one.adjusted_p_value >= one.p_value for one in every)
    assert sum(not one.is_noise for one in every) <= sum(one.p_value <= 0.05 for one in every)


def test_rules_are_beyond_noise_above_the_network(found):
    """Made to be explained better, and named so in a sentence."""
    pairs = compared(found, FAITHFULNESS)

    assert {(one.first, one.second) for one in pairs} >= {("rules", "deep")}
    assert "rules above" in ahead(pairs)


def test_who_was_not_explained_is_compared_with_nobody(found):
    """One contender alone has no pairs."""
    assert compared({"rules": found["rules"]}, FAITHFULNESS) == []
