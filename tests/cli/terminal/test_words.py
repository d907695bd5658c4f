"""Promises of words in a window: counts, durations and licences as a person would say them."""

import pytest

from triptych.cli.terminal.count import counted
from triptych.cli.terminal.duration import in_words
from triptych.cli.terminal.licence import in_short


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 cells"), (1, "1 cell"), (1.0, "1 cell"), (2.5, "2.5 cells"), (12345, "12,345 cells")],
)
def test_one_thing_has_no_s(number, words):
    assert counted(number, "cells") == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 s"),
        (89.4, "89 s"),
        (90, "2 min"),
        (5360, "89 min"),
        (5400, "1 h 30 min"),
        (7200, "2 h"),
        (7830, "2 h 10 min"),
        (100 * 3600, "100 h"),
    ],
)
def test_a_duration_is_no_more_precise_than_an_estimate(seconds, words):
    """Nobody waits by the second for an hour."""
    assert in_words(seconds) == words


@pytest.mark.parametrize(
    ("licence", "short"),
    [
        ("CC BY 4.0", "CC BY 4.0"),
        ("unclear: nobody answered", "unclear"),
        ("MIT (the code; data as is)", "MIT"),
        ("CC0-1.0, after its README", "CC0-1.0"),
    ],
)
def test_a_licence_is_its_name(licence, short):
    """A table has no room for what is said after it; the card has."""
    assert in_short(licence) == short
