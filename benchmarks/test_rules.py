"""How fast rules decide, against plain Python functions of the same meaning.

`pytest --benchmark-enable benchmarks/test_rules.py` prints each ratio with its target and fails
where one is missed. Rounds of the rules and of the function follow each other, and the median
ratio of neighbours counts, so that a noisy stretch of time hits both.
"""

import random
import re
import statistics
import sys
import time

import numpy as np
import pandas as pd
import pytest

from triptych.paradigms.rules import Rule, RuleList, column, count, length, matches, share

TEXTS = 5574
"""As many as the SMS Spam Collection has messages."""

ROWS = 1_000_000

LOOPED = 100_000
"""Rows of them that the loop is timed on: a million dictionaries would take gigabytes."""

TEXT_BATCH_RATIO = 6.0
"""The least by which a batch of texts must be faster than a loop over the function."""

TEXT_ITEM_RATIO = 1.3
"""The most a single text may take, against one call of the function."""

TABLE_BATCH_RATIO = 20.0
"""The least by which a batch of rows must be faster than a loop over the function."""

ROUNDS = 21
ITEM_ROUNDS = 400

LETTERS = "etaoinshrdlu"
SPAM = (
    "URGENT! You have won a £1000 cash prize. Call 09061701461 now to claim. Txt STOP to end.",
    "FREE entry in 2 a wkly comp to win FA Cup final tkts. Text FA to 87121 to receive entry",
    "Had your mobile 11 months or more? Update for FREE! Call The Mobile Update Co on 08002986030",
)


def text_rules():
    """Ten rules: five regular expressions, five lengths or ratios."""
    conditions = (
        matches(r"(?i)\b(?:free|prize|winner|won|claim)\b"),
        matches(r"(?i)\bcall (?:now|0\d+)"),
        matches(r"\b\d{5,}\b"),
        matches(r"£\d+"),
        matches(r"(?i)\btxt\b.*\bto\b"),
        length() > 400,
        count(r"\d") > 12,
        share(r"[A-Z]") > 0.5,
        count("!") > 3,
        share(r"\d") > 0.3,
    )
    rules = [Rule("spam", condition, because="a benchmark") for condition in conditions]
    return RuleList(rules, otherwise="ham")


SEARCHES = tuple(
    re.compile(pattern).search
    for pattern in (
        r"(?i)\b(?:free|prize|winner|won|claim)\b",
        r"(?i)\bcall (?:now|0\d+)",
        r"\b\d{5,}\b",
        r"£\d+",
        r"(?i)\btxt\b.*\bto\b",
    )
)
DIGITS = re.compile(r"\d").findall
CAPITALS = re.compile("[A-Z]").findall


def by_hand(text):
    """What a person would write, with the same meaning as `text_rules`."""
    if any(search(text) for search in SEARCHES):
        return "spam"
    if len(text) > 400:
        return "spam"
    digits = len(DIGITS(text))
    if digits > 12:
        return "spam"
    if text and len(CAPITALS(text)) / len(text) > 0.5:
        return "spam"
    if text.count("!") > 3:
        return "spam"
    if text and digits / len(text) > 0.3:
        return "spam"
    return "ham"


@pytest.fixture(scope="module")
def texts():
    """As long as real messages, an eighth of them spam, a tenth with letters beyond ASCII."""
    draw = random.Random(0)
    messages = []
    for _ in range(TEXTS):
        words = ["".join(draw.choices(LETTERS, k=4)) for _ in range(draw.randint(2, 26))]
        if draw.random() < 0.1:
            words[0] = draw.choice(("Ü", "é", "“ok”", "…"))
        messages.append(draw.choice(SPAM) if draw.random() < 0.13 else " ".join(words))
    return np.array(messages, dtype=object)


@pytest.fixture(scope="module")
def table():
    """A million rows of twenty measurements."""
    draw = np.random.default_rng(0)
    return pd.DataFrame({f"measure {n}": draw.normal(size=ROWS) for n in range(20)})


CUTS = tuple((f"measure {n}", 2.3 + n / 100) for n in range(20))


def table_rules():
    """Twenty rules of one condition each; a sixth of the rows are decided by one of them."""
    rules = [Rule("odd", column(name) > cut, because="a benchmark") for name, cut in CUTS]
    return RuleList(rules, otherwise="usual")


def by_hand_row(row):
    """What a person would write for one row, with the same meaning as `table_rules`."""
    for name, cut in CUTS:
        if row[name] > cut:
            return "odd"
    return "usual"


@pytest.fixture
def report(capsys):
    """Says a figure on the terminal, whatever pytest captures."""

    def say(words):
        with capsys.disabled():
            sys.stdout.write(f"\n{words}\n")

    return say


def seconds(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def ratio(numerator, denominator, rounds):
    """The median ratio of neighbouring rounds, and the median seconds of both."""
    pairs = [(seconds(numerator), seconds(denominator)) for _ in range(rounds)]
    above, below = (statistics.median(column) for column in zip(*pairs, strict=True))
    return statistics.median(one / other for one, other in pairs), above, below


def test_a_batch_of_texts(texts, report):
    """Ten rules on 5,574 messages, against a loop."""
    rules = text_rules().fit(texts, np.array([by_hand(text) for text in texts], dtype=object))
    assert rules.predict(texts).tolist() == [by_hand(text) for text in texts]

    faster, loop, batch = ratio(
        lambda: [by_hand(text) for text in texts], lambda: rules.predict(texts), ROUNDS
    )
    report(
        f"texts in a batch: {faster:.1f} times a loop (target {TEXT_BATCH_RATIO:g}); "
        f"{TEXTS / batch:,.0f} texts a second, the loop {TEXTS / loop:,.0f}"
    )
    assert faster >= TEXT_BATCH_RATIO


def test_a_single_text(texts, report):
    """Ten rules on one message after the other, against the function."""
    rules = text_rules().fit(texts, np.array([by_hand(text) for text in texts], dtype=object))
    messages = iter([texts[n : n + 1] for n in range(ITEM_ROUNDS)] * 2)

    def one_by_rules():
        rules.predict(next(messages))

    hand = iter(texts[:ITEM_ROUNDS].tolist() * 2)
    slower, own, by_function = ratio(one_by_rules, lambda: by_hand(next(hand)), ITEM_ROUNDS)
    report(
        f"one text: {slower:.2f} times the function (target {TEXT_ITEM_RATIO:g}); "
        f"{own * 1e6:.0f} µs, the function {by_function * 1e6:.0f} µs"
    )
    assert slower <= TEXT_ITEM_RATIO


def test_a_batch_of_rows(table, report):
    """Twenty rules on a million rows, against a loop."""
    sample = table[:1000]
    expected = [by_hand_row(row) for row in sample.to_dict("records")]
    rules = table_rules().fit(sample, np.array(expected, dtype=object))
    assert rules.predict(sample).tolist() == expected
    rows = table[:LOOPED].to_dict("records")

    faster, loop, batch = ratio(
        lambda: [by_hand_row(row) for row in rows], lambda: rules.predict(table), ROUNDS
    )
    faster *= ROWS / LOOPED
    report(
        f"rows in a batch: {faster:.1f} times a loop (target {TABLE_BATCH_RATIO:g}); "
        f"{ROWS / batch:,.0f} rows a second, the loop {LOOPED / loop:,.0f}"
    )
    assert faster >= TABLE_BATCH_RATIO
