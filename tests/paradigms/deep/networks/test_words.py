"""Promises of networks over words: they know words by themselves and by their spelling."""

import numpy as np
import pytest

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.words import PIECES_OF_A_WORD, WordCodes, word_network

ODD_TEXTS = ["", " ", "\x00", "字", "\ud800", "🙂" * 9, "tab\tand\nline", "x" * 1000, "_ '' 1a2"]


def as_items(texts):
    """Raw items as a dataset holds them."""
    return np.array(texts, dtype=object)


@pytest.fixture(scope="module")
def sentences():
    """Random words with one of two endings on a single word of each, and which ending it is."""
    generator = np.random.default_rng(0)
    letters = np.array(list("bcdfghklmnprst"))
    answers = np.array(["doing", "done"], dtype=object)[generator.integers(0, 2, 400)]
    texts = []
    for answer in answers:
        words = ["".join(generator.choice(letters, 4)) for _ in range(5)]
        words[generator.integers(0, 5)] += "ing" if answer == "doing" else "eed"
        texts.append(" ".join(words))
    return as_items(texts), answers


@pytest.fixture(scope="module")
def reader(sentences):
    """A small network, trained on most of the sentences."""
    texts, answers = sentences
    return NetworkClassifier(
        word_network(embedding=8, channels=16, widths=(1,), embedding_dropout=0.0, dropout=0.0),
        WordCodes(8),
        max_epochs=8,
        learning_rate=1e-2,
        batch_size=32,
        validation_share=0,
    ).fit(texts[:300], answers[:300])


def test_it_learns_from_the_spelling_of_words_it_has_never_seen(sentences, reader):
    """No word occurs twice, their endings do: new words are read by their endings."""
    texts, answers = sentences

    assert np.mean(reader.predict(texts[300:]) == answers[300:]) > 0.9


def test_pairs_of_words_and_the_length_of_a_text_are_seen():
    """Whether one word follows another, and how many there are: no single word tells either."""
    generator = np.random.default_rng(0)
    answers = np.array(["before", "after", "short"], dtype=object)[np.arange(300) % 3]
    orders = {"before": "hot cold", "after": "cold hot", "short": ""}
    texts = as_items(
        [
            " ".join([*generator.permutation(list("abcdef"))[: 2 if answer == "short" else 5]])
            + " "
            + orders[answer]
            for answer in answers
        ]
    )
    model = NetworkClassifier(
        word_network(embedding=8, channels=8, widths=(2,), embedding_dropout=0.0, dropout=0.0),
        WordCodes(8),
        max_epochs=12,
        learning_rate=2e-2,
        batch_size=32,
        validation_share=0,
    ).fit(texts[:240], answers[:240])

    assert np.mean(model.predict(texts[240:]) == answers[240:]) > 0.95


def test_odd_texts_are_answered(reader):
    """Empty, endless and foreign texts get probabilities like any other."""
    probabilities = reader.predict_proba(as_items(ODD_TEXTS))

    assert np.isfinite(probabilities).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)


def test_a_text_is_read_by_itself(reader):
    """A text gets the same answer alone as among others."""
    texts = as_items([*ODD_TEXTS, "some singing", "he is freed"])
    together = reader.predict_proba(texts)
    alone = np.vstack([reader.predict_proba(texts[[number]]) for number in range(len(texts))])

    np.testing.assert_allclose(alone, together, atol=1e-6)


def test_a_word_is_one_word_whatever_its_capitals():
    """Its code is that of the word in small letters; its pieces are as written."""
    codes = WordCodes(1).fit_transform(as_items(["free", "free", "FREE", "FREE"]))

    assert codes[0, 0, 0] == codes[2, 0, 0] > 0
    assert not set(codes[0, 0, 1:]) & set(codes[2, 0, 1:]) - {0}


def test_every_digit_is_the_same():
    """Numbers of equal length are one word, those of another length are another."""
    codes = WordCodes(1).fit_transform(as_items(["123", "987", "1234", "9876"]))

    assert codes[0].tolist() == codes[1].tolist()
    assert codes[0, 0, 0] != codes[2, 0, 0]


def test_what_occurs_in_one_text_is_not_known():
    """Only words and pieces of two training texts have a code; new ones have none."""
    prepare = WordCodes(3).fit(as_items(["rare ham", "ham", "spam, spam"]))

    codes = prepare.transform(as_items(["ham spam quux"]))[0]

    assert codes[0, 0] > 0
    assert codes[1, 0] == codes[2, 0] == 0
    assert not codes[2].any()


def test_texts_are_cut_and_filled():
    """Words beyond the longest text are not read, zeros stand after the end."""
    texts = as_items(["one two", "one two three", ""])
    codes = WordCodes(2).fit_transform(texts)

    assert codes.shape == (3, 2, 1 + PIECES_OF_A_WORD)
    assert codes[0].tolist() == codes[1].tolist()
    assert not codes[2].any()


def test_codes_follow_how_common_and_how_early_a_part_is():
    """Nothing is left to the order of a set, which differs between runs."""
    prepare = WordCodes(6).fit(as_items(["a b c", "b a", "b"]))

    assert prepare.codes_ == {"b ": 1, "<b>": 2, "a ": 3, "<a>": 4}
