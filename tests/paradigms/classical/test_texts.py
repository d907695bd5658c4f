"""Promises of linear models on texts: they read pieces, and say what each character adds."""

import numpy as np
import pytest

from triptych.paradigms.classical.contributions import explain
from triptych.paradigms.classical.texts import tfidf

ODD_TEXTS = ["", " ", "\x00", "字", "\ud800", "🙂" * 9, "tab\tand\nline", "İ İx", "x" * 500]


def as_items(texts):
    """Raw items as a dataset holds them."""
    return np.array(texts, dtype=object)


@pytest.fixture(scope="module")
def sentences():
    """Short orders in three manners, which differ in one word."""
    texts, answers = [], []
    for number in range(20):
        texts += [f"please send item {number}", f"item {number} is broken", f"where is {number} ?"]
        answers += ["order", "complaint", "question"]
    return as_items(texts), as_items(answers)


@pytest.fixture(scope="module")
def model(sentences):
    return tfidf(seed=0).fit(*sentences)


def test_it_reads_raw_texts_of_more_than_two_classes(model):
    """New sentences are told by their words, with probabilities."""
    texts = as_items(["send it please", "it came broken", "where is it ?"])

    assert model.reads == "raw"
    assert model.predict(texts).tolist() == ["order", "complaint", "question"]
    np.testing.assert_allclose(model.predict_proba(texts).sum(axis=1), 1)


def test_odd_texts_are_answered_and_explained(model):
    """Empty, endless and foreign texts, and letters that grow in lower case."""
    explanations = explain(model, as_items(ODD_TEXTS))

    assert [len(one.contributions) for one in explanations] == list(map(len, ODD_TEXTS))


@pytest.mark.parametrize("classes", [2, 3])
def test_contributions_of_characters_add_up(sentences, classes):
    """Every character of a text has a number, and together they are the output exactly."""
    texts, answers = sentences
    chosen = np.isin(answers, ["order", "complaint", "question"][:classes])
    model = tfidf(seed=0).fit(texts[chosen], answers[chosen])

    for text, explanation in zip(texts[chosen], explain(model, texts[chosen]), strict=True):
        assert explanation.kind == "additive"
        assert explanation.contributions.shape == (len(text),)
        assert explanation.completeness_error < 1e-9


def test_the_word_that_decides_has_the_credit(model):
    """`broken` is what makes a complaint of it."""
    text = "item 99 is broken"
    (explanation,) = explain(model, as_items([text]))

    assert explanation.decision == "complaint"
    letters = explanation.contributions
    assert letters[text.index("broken") :].sum() > letters[: text.index("broken")].sum()


def test_few_texts_with_nothing_in_common_are_enough():
    """The smallest training part there is gives a model."""
    model = tfidf(seed=0).fit(as_items(["one", "zwei"]), as_items(["english", "german"]))

    assert model.predict(as_items(["zwei"])).tolist() == ["german"]


def test_the_same_texts_give_the_same_model(sentences):
    """Nothing is left to the order of a set, which differs between runs."""
    one, other = (tfidf(seed=0).fit(*sentences) for _ in range(2))

    np.testing.assert_array_equal(
        one.predict_proba(sentences[0]), other.predict_proba(sentences[0])
    )
