"""Promises of parts of texts: nothing of a text is lost, and each part has a counterpart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.units.text_parts import characters, exchanged, parts, places, words

TEXTS = st.text(alphabet="ab \n\t.é", max_size=40)
CUTS = (words, characters)


@given(TEXTS, st.integers(1, 12))
def test_parts_joined_are_the_text_again(text, most):
    """Spaces, line ends and all: what is asked about a part is asked about the text."""
    for cut in CUTS:
        found = parts(cut(text), most)
        assert "".join(found) == text
        assert 1 <= len(found) <= most


@given(TEXTS, st.integers(1, 6))
def test_every_character_stands_in_one_part(text, most):
    found = parts(words(text), most)

    assert [found[place] for place in places(found)] == [
        part for part in found for _ in range(len(part))
    ]


@given(st.lists(TEXTS, min_size=2, max_size=2), st.integers(1, 5))
def test_all_kept_is_the_item_and_nothing_kept_the_donor(texts, most):
    """The two ends between which every question about parts lies."""
    item, donor = texts
    for cut in CUTS:
        count = len(parts(cut(item), most))
        both = np.array([[True] * count, [False] * count])
        told = exchanged([item, item], [donor, donor], both, cut, most)
        assert told.tolist() == [item, donor]


def test_a_part_is_exchanged_for_what_stands_at_about_its_place():
    """The beginning of a text by the beginning of another, however long that is."""
    kept = np.array([[False, True, True]])

    told = exchanged(["Call me now"], ["Dear Sir or Madam"], kept, words, 3, seam=" ")

    assert told[0] == "Dear me now"


@pytest.mark.parametrize(("seam", "expected"), [("", "XXdef"), (" ", "XX def")])
def test_words_of_two_texts_do_not_run_together(seam, expected):
    """Where a part of one text meets one of another without a space."""
    kept = np.array([[False, True]])

    told = exchanged(["abcdef"], ["XXYY"], kept, _halves, 2, seam)

    assert told[0] == expected


def _halves(text):
    return [text[: len(text) // 2], text[len(text) // 2 :]]


def test_even_an_empty_text_has_a_part():
    """Something must be there to be asked about."""
    assert [cut("") for cut in CUTS] == [[""], [""]]
    assert words("  ") == ["  "]


@given(st.text(alphabet="ab \t\n"))
def test_words_are_cut_where_the_next_one_begins(text):
    """Each has the space before it, the last one the space behind it."""
    pieces = words(text)

    assert "".join(pieces) == text
    assert len(pieces) == max(len(text.split()), 1)
    assert [piece.split() for piece in pieces] == [
        [word] for word in text.split()
    ] or not text.split()


def test_many_blanks_are_cut_at_once():
    """Time grows with their number, not with its square (case A13)."""
    assert words(" " * 1_000_000) == [" " * 1_000_000]
