"""Promises of texts searched together: what is found is what `re` finds in each by itself."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.paradigms.rules.texts import Texts

# Enough to be searched together.
COPIES = 40
PIECES = st.sampled_from(
    [
        "a", "b", "K", "s", "_", "1", r"\d", r"\w", r"\s", r"\S", r"\W", ".", "[a-c]", "[^ab]",
        r"\b", r"\B", "^", "$", r"\A", r"\Z", " ", "£", "é", r"[\w-]", "[]a]", "[^]]",
        "(?i:k)", "(?!b)", r"(?<=a)", r"\.", "{,2}", "[[:alpha:]]", r"\x41", "-", r"[\s\S]", r"\t",
        "[[a]", "\u017f", "]",
    ]
)  # fmt: skip
REPEATS = st.sampled_from(["", "", "", "*", "+", "?", "{2}", "{1,3}", "{,3}", "*?", "++"])


def _joined(parts):
    return "".join(part + repeat for part, repeat in parts)


SEQUENCES = st.lists(st.tuples(PIECES, REPEATS), min_size=1, max_size=4).map(_joined)
PATTERNS = st.one_of(
    SEQUENCES,
    st.tuples(SEQUENCES, SEQUENCES).map(lambda both: f"(?:{both[0]}|{both[1]})"),
    SEQUENCES.map(lambda pattern: f"(?i){pattern}"),
    SEQUENCES.map(lambda pattern: f"({pattern}){{2}}"),
)
TEXTS = st.lists(
    st.text(st.sampled_from("abcABkK\u017f1 _-.£é]\n\t\x0b\x1c[:\u212a")) | st.text(max_size=20),
    min_size=1,
    max_size=8,
)


def _compiles(pattern):
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


@pytest.mark.filterwarnings("ignore:Possible nested set")
@settings(max_examples=400, deadline=None)
@given(pattern=PATTERNS.filter(_compiles), texts=TEXTS)
def test_together_is_found_what_is_found_one_by_one(pattern, texts):
    """Whatever the pattern and whatever the script, batch and single item agree."""
    many = texts * COPIES
    regex = re.compile(pattern)
    spans = [[len(match.group()) for match in regex.finditer(text)] for text in texts] * COPIES
    searched = Texts(many)

    assert searched.found(pattern).tolist() == [len(found) > 0 for found in spans]
    assert searched.counts(pattern).tolist() == [len(found) for found in spans]
    np.testing.assert_allclose(
        searched.shares(pattern),
        [sum(found) / max(len(text), 1) for found, text in zip(spans, many, strict=True)],
    )


@pytest.mark.parametrize("pattern", [r"\d", "[A-Z]", "é", ".", r"[^\s]"])
def test_one_character_patterns_count_in_any_script(pattern):
    """Latin, Cyrillic, emoji, an unpaired surrogate, and texts without any character."""
    texts = ["", "Größe 12", "Цена 5", "🙂🙂", "\ud800x", "", "É é", "١٢"]

    counts = Texts(texts).counts(pattern)

    assert counts.tolist() == [len(re.findall(pattern, text)) for text in texts]


def test_no_text_at_all():
    """Nothing is asked, nothing is answered."""
    assert Texts([]).counts(r"\d").tolist() == []
    assert Texts([]).found("a").tolist() == []
