"""Promises of suggested rules on words."""

import numpy as np

from triptych.paradigms.rules import RuleList
from triptych.paradigms.rules.suggesting.word_rules import MOST_WORDS, suggest_word_rules

_COMMON = ("the", "order", "of", "today", "we", "have", "some", "lamps", "and", "chairs")


def messages(count=300):
    """Texts of common words; those about money also say refund or invoice."""
    random = np.random.default_rng(0)
    truth = np.where(random.random(count) < 0.4, "billing", "other").astype(object)
    texts = []
    for label in truth:
        words = [*random.choice(_COMMON, 8)]
        if label == "billing":
            words.insert(3, random.choice(["refund", "invoice"]))
        texts.append(" ".join(words))
    return np.array(texts, dtype=object), truth


def test_the_words_that_tell_a_class_are_named():
    """The two words, and not the common ones."""
    texts, truth = messages()

    found = suggest_word_rules(texts, truth)

    (rule,) = found.rules
    assert (rule.label, found.otherwise) == ("billing", "other")
    assert "refund" in repr(rule.condition)
    assert "invoice" in repr(rule.condition)
    assert "lamps" not in repr(rule.condition)
    assert (found.system().fit(texts, truth).predict(texts) == truth).all()


def test_texts_of_nothing_but_marks_are_a_suggestion_without_rules():
    """No word in three texts, one class: the usual answer remains."""
    texts = np.array(["!?", "…", ""] * 20, dtype=object)

    found = suggest_word_rules(texts, np.array(["a", "b", "b"] * 20, dtype=object))

    assert (found.rules, found.otherwise) == ((), "b")


def test_signs_of_expressions_are_taken_literally():
    """A word with an apostrophe, and pairs of words, are found where they stand."""
    texts = np.array(["I don't know", "we do know it"] * 30, dtype=object)
    truth = np.array(["no", "yes"] * 30, dtype=object)

    found = suggest_word_rules(texts, truth)

    assert (found.system().fit(texts, truth).predict(texts) == truth).all()


def test_noise_names_few_words():
    """Labels by chance: no list that nobody would read."""
    texts, truth = messages()
    shuffled = np.random.default_rng(1).permutation(truth)

    found = suggest_word_rules(
        np.array([text.replace("refund", "the") for text in texts]), shuffled
    )

    assert isinstance(found.system(), RuleList)
    assert sum(repr(rule.condition).count("|") + 1 for rule in found.rules) < MOST_WORDS / 4
