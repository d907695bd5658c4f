"""Promises of what a suggestion says of itself."""

import numpy as np

from triptych.paradigms.rules.suggesting.suggestion import SuggestedRules, most_frequent, seen


def test_the_reason_gives_hits_and_the_exact_interval():
    """16 of 16 is not certainty: Clopper and Pearson's interval begins at 79 %."""
    assert seen(16, 16) == "TODO: say why. Right on 16 of 16 seen (79 to 100 in 100)"


def test_of_equals_the_first_in_order_is_usual():
    assert most_frequent(np.array(["b", "a", "b", "a"], dtype=object)) == "a"


def test_a_suggestion_without_rules_is_a_system_too():
    """It answers the usual class."""
    found = SuggestedRules((), "no")

    assert found.source() == "RuleList(\n    [],\n    otherwise='no',\n)"
    assert found.system().otherwise == "no"
