"""What computing features costs: one item at a time, and in a batch.

`pytest benchmarks/test_features.py` prints, for the tasks whose table is computed from raw
items, microseconds of one item and of each item of a batch, and holds four of them against what
a person would write for one item in plain Python.
`test_image_features.py` and `test_signal_features.py` do the same for three more.
"""

import re
import statistics
import sys
from itertools import groupby, pairwise

import numpy as np
import pandas as pd
import pytest

from triptych.catalogue import Catalogue, LoadedTask
from triptych.dataset import take
from triptych.errors import DataNotDownloaded

BATCH_GAIN = 1.0
"""An item of a batch must not cost more than one alone."""

BATCH = 512
MESSAGES = (
    "URGENT! You have won a £1000 cash prize. Call 09061701461 now to claim. Txt STOP to end.",
    "ok lar, c u at 5 then? dont forget the ticket",
    "I'll be home late tonight, there is some rice in the fridge. Love you",
)
LETTERS = "IVXLCDM"
RANKS = {letter: rank for rank, letter in enumerate(LETTERS)}


def luhn_by_hand(number):
    return [int(digit) for digit in number]


def fizzbuzz_by_hand(number):
    number = int(number)
    return [number // 1000 % 10, number // 100 % 10, number // 10 % 10, number % 10]


def roman_by_hand(text):
    ranks = [RANKS[letter] for letter in text]
    rises = [after - before for before, after in pairwise(ranks) if after > before]
    return [
        len(text),
        *(text.count(letter) for letter in reversed(LETTERS)),
        max(len(list(run)) for _, run in groupby(text)),
        len(rises),
        max(rises, default=0),
        ranks[0],
        ranks[-1],
    ]


def message_by_hand():
    """Return the function; its patterns are compiled once, as a person would."""
    from triptych.tasks.sms_spam.measurements import _ABBREVIATIONS, _SIGNS

    patterns = (r"\S+", r"[^\W\d_]", r"\d+", r"\d", "[A-Z]", r"\b[A-Z]{2,}\b", r"[^\w\s.,!?']|_")
    words, letters, runs, digits, capitals, shouted, marks = (
        re.compile(pattern).findall for pattern in patterns
    )
    abbreviations = _ABBREVIATIONS.findall
    signs = [pattern.findall for pattern in _SIGNS]

    def measure(text):
        count = len(words(text))
        return [
            len(text),
            count,
            (len(text) - count + 1) / max(count, 1),
            len(digits(text)),
            max(map(len, runs(text)), default=0),
            len(capitals(text)) / max(len(letters(text)), 1),
            len(shouted(text)),
            text.count("!"),
            text.count("?"),
            len(marks(text)),
            len(abbreviations(text)),
            *(len(sign(text)) for sign in signs),
        ]

    return measure


BY_HAND = {
    "fizzbuzz": lambda: fizzbuzz_by_hand,
    "luhn": lambda: luhn_by_hand,
    "roman_numerals": lambda: roman_by_hand,
    "sms_spam": message_by_hand,
}


def raw_items(task):
    """A batch of items; messages are made up, so that nothing has to be downloaded."""
    if task.name == "sms_spam":
        return np.array([MESSAGES[item % len(MESSAGES)] for item in range(BATCH)], dtype=object)
    return take(task.dataset.raw, np.arange(BATCH) % len(task.dataset))


@pytest.mark.parametrize("name", BY_HAND)
def test_one_item_against_plain_python(name, check_one_item):
    """Letters, digits and messages, measured one by one."""
    task = LoadedTask(Catalogue.find([])[name])
    check_one_item(task, raw_items(task), BY_HAND[name]())


def computed_tasks():
    """Tasks whose raw items are no table."""
    return [
        name for name, folder in Catalogue.find([]).tasks.items() if folder.card.modality != "table"
    ]


@pytest.mark.parametrize("name", computed_tasks())
def test_batches(name, capsys, timed):
    """What an item costs alone and in a batch of 512."""
    task = LoadedTask(Catalogue.find([])[name])
    try:
        raw = raw_items(task)
    except DataNotDownloaded as error:
        pytest.skip(str(error))
    if isinstance(raw, pd.DataFrame):
        pytest.skip("its items are rows of a table")
    task.features(raw)
    batch = min(timed(task.features, raw) for _ in range(3)) / BATCH
    one = statistics.median(timed(task.features, raw[item : item + 1]) for item in range(50))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{name}: one item {one * 1e6:,.0f} µs, one of {BATCH} {batch * 1e6:,.1f} µs\n"
        )
    assert batch <= BATCH_GAIN * one
