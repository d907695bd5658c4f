"""Promises of texts by task authors: whatever they hold, a page shows all of it and breaks not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.report.words.text import capital, printable, shorten

SIGN = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param("\x00", id="nothing"),
        pytest.param("\x1b", id="an escape"),
        pytest.param("\u202e", id="turns what follows round"),
        pytest.param("\u2066", id="isolates what follows"),
        pytest.param("\ud800", id="half a character"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(hidden):
    """A reader must not take `exe.txt` for what is `txt.exe`; a file must be writable as UTF-8."""
    told = printable(f"a{hidden}b")

    assert told == f"a{SIGN}b"
    assert told.encode()


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=50))
def test_letters_of_every_language_stay(text):
    """Line ends and tabs too: they are somebody's layout."""
    assert printable(text) == text
    assert printable("a\n\tb") == "a\n\tb"


@given(st.text(max_size=30), st.integers(1, 40))
def test_a_shortened_text_fits_and_says_that_it_was_cut(text, length):
    told = shorten(text, length)

    assert len(told) <= length
    assert told == text or told.endswith("…")


@pytest.mark.parametrize(("text", "shown"), [("with δ", "With δ"), ("", ""), ("F1 is", "F1 is")])
def test_a_sentence_starts_with_a_capital(text, shown):
    """The rest stays as it is: names of metrics have capitals of their own."""
    assert capital(text) == shown
