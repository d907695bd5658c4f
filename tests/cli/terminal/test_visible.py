"""Promises of what is shown: no character that a window obeys is left, and no other is touched."""

import json
import sys

import pytest

from triptych.cli.terminal.visible import visible, visible_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("a\rb\x08", r"a\rb\x08"),
        ("\x9b2J\x7f", r"\x9b2J\x7f"),
        ("\u202eabc\u2066\u200f\u061c", r"\u202eabc\u2066\u200f\u061c"),
        ("\udc80", r"\udc80"),
    ],
)
def test_what_a_window_obeys_is_written_out(text, shown):
    """As Python would write it."""
    assert visible(text) == shown


def test_everything_else_stays_as_it_is():
    """Words of every script, line breaks and tabs."""
    text = "ä €\tΩ\n日本 🙂 é"

    assert visible(text) == text


def test_json_says_the_same_to_programs():
    """Of every character there is."""
    # Apart from each other, since two surrogates side by side are one character of JSON.
    everything = " ".join(map(chr, range(sys.maxunicode + 1)))
    document = visible_json(json.dumps(everything, ensure_ascii=False))
    same = json.loads(document) == everything  # a difference would fill the screen

    assert same
