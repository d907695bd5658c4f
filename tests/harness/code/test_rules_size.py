"""Promises of the size of rules: the bytes somebody wrote for them, and no others."""

import pytest

from triptych.catalogue import Catalogue
from triptych.harness.code.rules_size import rules_bytes

RULES = """
from .data import features
from .words import GREETINGS


def make(seed):
    return GREETINGS
"""
WORDS = "from .marks import STOP\nGREETINGS = ['hello', STOP]\n"
MARKS = "STOP = '.'\n"
ONLY_DATA = "WIDTH = 3\n"


@pytest.fixture
def size(write_task):
    def measure(**files):
        folder = write_task(
            **{"rules": RULES, "words": WORDS, "marks": MARKS, "widths": ONLY_DATA} | files
        )
        return rules_bytes(Catalogue.find([folder])["tiny"])

    return measure


def test_rules_are_as_large_as_all_that_they_import(size):
    """A list of words in a file beside them is part of the rules, however far it is away."""
    assert size() == len(RULES) + len(WORDS) + len(MARKS)


def test_what_all_contenders_need_is_no_part_of_the_rules(size):
    """`data.py`, and what it alone imports, would be there without them."""
    data = "from .widths import WIDTH\ndef load(): ...\ndef features(raw): ...\n"

    assert size(data=data) == size()


def test_libraries_do_not_count(size):
    """Neither does scikit-learn for a classical model."""
    rules = "import numpy\nfrom triptych.paradigms.rules import RuleList\ndef make(seed): ...\n"

    assert size(rules=rules) == len(rules)


def test_what_two_import_counts_once(size):
    words = "from . import marks\nfrom .marks import STOP\n"

    assert size(words=words) == len(RULES) + len(words) + len(MARKS)
