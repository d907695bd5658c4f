"""Promises of texts searched together: what is found is what `re` finds in each by itself."""

import re
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.paradigms.rules.text_search.re2 import translated
from triptych.paradigms.rules.text_search.stand_in import LETTERS, NEVER, OWN, SYMBOLS, kind
from triptych.paradigms.rules.text_search.texts import Texts

# Enough to be searched together.
COPIES = 40
PIECES = st.sampled_from(
    [
        "a", "b", "K", "s", "_", "1", r"\d", r"\w", r"\s", r"\S", r"\W", ".", "[a-c]", "[^ab]",
        r"\b", r"\B", "^", "$", r"\A", r"\Z", " ", "£", "é", r"[\w-]", "[]a]", "[^]]",
        "(?i:k)", "(?!b)", r"(?<=a)", "(?<!a)", "(?=b|1)", "(?>a|ab)", "…", "[£a]", "[^£]", "[!-ÿ]",
        r"\.", "{,2}", "[[:alpha:]]", r"\x41", "-", r"[\s\S]", r"\t",
        "[[a]", "\u017f", "]", "_", "[A-z]", "[^_]", r"\f", r"\x0b", "(?m:^)", "(?m:$)", "(?s:.)",
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
    st.text(
        st.sampled_from("abcABkK\u017f1 _-.£…éßÜя\x02]\n\t\f\x00\x01\x0b\x1c[:\u212a²٣\u0301\xa0")
    )
    | st.text(st.characters(exclude_categories=()), max_size=20),
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
@settings(max_examples=100)
@given(
    patterns=st.lists(PATTERNS.filter(_compiles), min_size=2, max_size=12, unique=True),
    texts=TEXTS,
)
def test_expected_patterns_are_found_as_if_they_were_not(patterns, texts):
    """Looking for several at once first leaves no text out."""
    searched = Texts(texts * COPIES)
    searched.expect(patterns)

    for pattern in patterns:
        expected = [re.search(pattern, text) is not None for text in texts] * COPIES
        assert searched.found(pattern).tolist() == expected


@pytest.mark.filterwarnings("ignore:Possible nested set")
@settings(max_examples=400)
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


@pytest.mark.filterwarnings("ignore:Possible nested set")
@settings(max_examples=100)
@given(
    patterns=st.lists(PATTERNS.filter(_compiles), min_size=2, max_size=6, unique=True),
    texts=TEXTS,
    draw=st.randoms(use_true_random=False),
)
def test_fewer_and_fewer_texts_are_searched_as_all_are(patterns, texts, draw):
    """Whoever wants to know of some texts only is told the truth about those."""
    many = texts * COPIES
    searched = Texts(many)
    some = searched.apart()
    some.expect(patterns)
    wanted = np.ones(len(many), dtype=bool)

    for pattern in patterns:
        some.want(wanted)
        expected = np.array([re.search(pattern, text) is not None for text in many])
        counts = np.array([len(list(re.finditer(pattern, text))) for text in many])
        assert some.found(pattern)[wanted].tolist() == expected[wanted].tolist()
        assert some.counts(pattern)[wanted].tolist() == counts[wanted].tolist()
        assert searched.found(pattern).tolist() == expected.tolist()
        wanted = wanted & np.array([draw.random() < 0.5 for _ in many])


def test_lookarounds_and_what_is_never_read_again_are_searched_together():
    """RE2 has neither: it finds too much, and what it finds is looked at again."""
    patterns = [r"(?<!\d)09\d{2}(?!\d)", r"(?>a|ab)c", r"a*+a", r"(?i)\bfree(?!d|\w*dom)", "(?!)"]
    texts = [
        "0912",
        "109123",
        "0912 free",
        "abc ac",
        "aaa",
        "FREEdom",
        "so free",
        "Ü 0912",
    ] * COPIES

    for pattern in patterns:
        found = Texts(texts).found(pattern).tolist()
        assert found == [re.search(pattern, text) is not None for text in texts]
        assert translated(pattern) is not None
        assert not translated(pattern).is_exact


def test_stand_ins_are_to_re2_what_they_stand_for_is_to_re():
    """Symbols that patterns ask for are neither letters nor spaces, and nor are their codes."""
    for symbol, code in OWN.items():
        assert kind(symbol) == SYMBOLS
        assert kind(code) == NEVER
        assert re.fullmatch(r"[^\w\s]", symbol)
        assert re.fullmatch(r"[^\w\s]", code)


@pytest.mark.parametrize("pattern", [r"\d", "[A-Z]", "é", ".", r"[^\s]"])
def test_one_character_patterns_count_in_any_script(pattern):
    """Latin, Cyrillic, emoji, an unpaired surrogate, and texts without any character."""
    texts = ["", "Größe 12", "Цена 5", "🙂🙂", "\ud800x", "", "É é", "١٢"]

    counts = Texts(texts).counts(pattern)

    assert counts.tolist() == [len(re.findall(pattern, text)) for text in texts]


def test_only_four_letters_are_ascii_in_another_case():
    """What keeps a text from RE2 is all that Python's `re` has: no other letter equals ASCII."""
    beyond = "".join(map(chr, range(128, sys.maxunicode + 1)))

    letters = re.findall("(?i)[ -~]", beyond)

    assert [kind(letter) for letter in letters] == [NEVER] * len(letters)
    assert [kind(letter) for letter in "éß£²"] == [LETTERS, LETTERS, SYMBOLS, LETTERS]


@pytest.mark.parametrize("different", [1, 100, 128, 129, 200, 70_000])
def test_any_number_of_different_characters(different):
    """One byte holds 128 characters beyond ASCII; with more of them nothing else changes."""
    texts = [
        "".join(map(chr, range(start, start + 50))) for start in range(60, 200 + different, 50)
    ]

    counts = Texts(texts).counts(r"[\w-]")

    assert counts.tolist() == [len(re.findall(r"[\w-]", text)) for text in texts]


def test_no_text_at_all():
    """Nothing is asked, nothing is answered."""
    assert Texts([]).counts(r"\d").tolist() == []
    assert Texts([]).found("a").tolist() == []
