"""Promises of what is counted beside rules: a person's lists are no free knowledge."""

from types import MappingProxyType

import numpy as np
import pytest

from triptych.paradigms.rules import count, length, matches
from triptych.paradigms.rules.systems.supplied import constants_used, words_in_patterns

EXPECTED = MappingProxyType({"zero": (0.1, [1, 2.5]), "one": (True, "not a number")})
WEIGHTS = np.ones((2, 3))
LIMIT = 4.0


def looks_up(row):
    return sum(EXPECTED["zero"][1]) > limited(row)


def limited(row):
    return min(np.abs(WEIGHTS).sum(), LIMIT, 99)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        pytest.param(matches(r"(?i)\b(?:city|town|city)\b"), 2, id="each word once"),
        pytest.param(matches(r"\bwin\w+\d[abc]+"), 1, id="no syntax"),
        pytest.param(~matches("prize") & (count("prize|cash") > 2), 2, id="inside of measures"),
        pytest.param(length() > 300, 0, id="no pattern"),
    ],
)
def test_words_of_patterns_are_counted(condition, words):
    """A pattern that lists a thousand nouns is one condition, and a thousand words."""
    assert words_in_patterns([condition]) == words


def test_constants_that_code_looks_up_are_counted():
    """In every table of its module that it or its helpers use: 3 + 6 + 1, not those in its code."""
    assert constants_used(looks_up) == 3 + 6 + 1
    assert constants_used(len) == 0
