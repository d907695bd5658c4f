"""Promises of the check of candidates: what may not be judged is refused with the reason."""

import pytest

from triptych.checks import Specimen
from triptych.checks.candidate_checks import check_candidates_may_be_judged
from triptych.errors import ContractError

CLASSICAL = """
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier
from triptych import accuracy
from triptych.paradigms.champion import Champion
from triptych.reference.constant import ConstantAnswer

CLASSES = ("flat", "upright")
NEVER_JUDGED = {"told": "it is told the answer"}

def make(seed):
    return Champion(CANDIDATES, accuracy(), classes=CLASSES, seed=seed)

def make_logistic(seed):
    return LogisticRegression()

def make_tree(seed):
    return DecisionTreeClassifier(random_state=seed)

def make_told(seed):
    return DecisionTreeClassifier(random_state=seed)

def make_raw(seed):
    machine = LogisticRegression()
    machine.reads = "raw"
    return machine
"""
HONEST = '{"logistic": make_logistic(seed), "tree": make_tree(seed)}'


def specimen(task, candidates):
    return Specimen(task(classical=CLASSICAL.replace("CANDIDATES", candidates)))


def test_variants_of_the_paradigm_may_be_candidates(task):
    """They see what the others see, and each is a row of the report."""
    check_candidates_may_be_judged(specimen(task, HONEST), "classical")


@pytest.mark.parametrize(
    ("candidates", "words"),
    [
        ('{"told": make_told(seed)}', "never judged: it is told the answer"),
        ('{"forest": make_tree(seed)}', "make_forest"),
        (
            '{"tree": ConstantAnswer(accuracy(), CLASSES, None)}',
            "reference of the panel",
        ),
        ('{"raw": make_tree(seed)}', "variant classical:raw reads 'raw'"),
    ],
    ids=["never judged", "no variant", "a reference", "another view"],
)
def test_what_is_never_judged_is_refused(task, candidates, words):
    """Each with what to do instead."""
    with pytest.raises(ContractError, match=words):
        check_candidates_may_be_judged(specimen(task, candidates), "classical")


def test_views_are_not_mixed(task):
    """A candidate that reads raw items cannot stand beside one that reads the table."""
    mixed = '{"logistic": make_logistic(seed), "raw": make_raw(seed)}'
    with pytest.raises(ContractError, match="different views"):
        check_candidates_may_be_judged(specimen(task, mixed), "classical")
