"""Promises of networks over characters: they read spelling, whatever the text holds."""

from itertools import pairwise

import numpy as np
import pytest

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.text import CODES, character_network, characters

ODD_TEXTS = ["", " ", "\x00", "é", "字", "\ud800", "🙂" * 9, "tab\tand\nline", "x" * 1000]


def as_items(texts):
    """Raw items as a dataset holds them."""
    return np.array(texts, dtype=object)


@pytest.fixture(scope="module")
def words():
    """Texts of random letters, and whether a double letter stands somewhere in them."""
    generator = np.random.default_rng(0)
    alphabet = np.array(list("abcdefgh"))
    texts = ["".join(alphabet[generator.integers(0, 8, 12)]) for _ in range(600)]
    double = [any(a == b for a, b in pairwise(text)) for text in texts]
    return as_items(texts), np.where(double, "double", "single").astype(object)


@pytest.fixture(scope="module")
def reader(words):
    """A small network, trained on most of the words."""
    texts, answers = words
    network = character_network(embedding=8, channels=(32, 32), width=3)
    return NetworkClassifier(
        network,
        characters(12),
        max_epochs=15,
        learning_rate=1e-2,
        batch_size=32,
        validation_share=0,
    ).fit(texts[:500], answers[:500])


def test_it_learns_what_stands_side_by_side(words, reader):
    """No single letter tells the answer, pairs of letters do; it reads words it has not seen."""
    texts, answers = words

    assert np.mean(reader.predict(texts[500:]) == answers[500:]) > 0.85


def test_characters_become_codes_cut_and_filled():
    """One code a character, zeros after the end, nothing beyond the longest."""
    codes = characters(4).fit_transform(as_items(["ab", "", "abcdef"]))

    assert codes.tolist() == [[97, 98, 0, 0], [0, 0, 0, 0], [97, 98, 99, 100]]


def test_rare_characters_share_one_code():
    """Latin letters have their own code; every other script, and half a surrogate, the last."""
    codes = characters(1).fit_transform(as_items(["é", "字", "\ud800", "🙂"]))

    assert codes.ravel().tolist() == [ord("é"), CODES - 1, CODES - 1, CODES - 1]


def test_odd_texts_are_answered(reader):
    """Empty, endless and foreign texts get probabilities like any other."""
    probabilities = reader.predict_proba(as_items(ODD_TEXTS))

    assert np.isfinite(probabilities).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)


def test_a_text_is_read_by_itself(reader):
    """A text gets the same answer alone as among others."""
    texts = as_items([*ODD_TEXTS, "abba", "abab"])
    together = reader.predict_proba(texts)
    alone = np.vstack([reader.predict_proba(texts[[number]]) for number in range(len(texts))])

    np.testing.assert_allclose(alone, together, atol=1e-6)
