"""Promises of blame: what was raised, and the last line of the author's own that led there."""

from pathlib import Path

import pytest

from triptych.checks.blame import blame
from triptych.errors import ContractError

CODE = """
import json

def outer():
    inner()

def inner():
    json.loads("{")
"""


def raised(folder):
    """What calling `outer` of a file in the folder raises."""
    file = folder / "rules.py"
    names = {}
    exec(compile(CODE, str(file), "exec"), names)
    try:
        names["outer"]()
    except ValueError as error:
        return error
    return None


def test_the_line_is_the_last_one_of_the_author(tmp_path):
    """Not the line in a library where it ended, nor the first of many on the way."""
    words = blame(raised(tmp_path), tmp_path)

    assert words.startswith("JSONDecodeError: Expecting property name")
    assert words.endswith("(rules.py line 8)")


def test_elsewhere_no_line_is_blamed(tmp_path):
    """Where none of the folder's code was on the way, a place would mislead."""
    assert blame(raised(tmp_path), tmp_path / "other").endswith("(char 1)")


def test_an_error_of_ours_speaks_for_itself(tmp_path):
    """It says who, what was expected, what came, and what to do."""
    words = "spam.rules: reads nothing."

    assert blame(ContractError(words), tmp_path) == words


@pytest.mark.parametrize(("message", "words"), [("", "ValueError"), ("a\n b", "ValueError: a b")])
def test_a_finding_is_one_line(message, words):
    """However the message was written, or where there is none."""
    assert blame(ValueError(message), Path("nowhere")) == words
