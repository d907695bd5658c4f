"""Promises of the checks of contenders: each finds the defect it is there for."""

import pytest

from triptych.checks import CONTENDER_CHECKS, Specimen
from triptych.errors import ContractError

CHECKS = {check.__name__.removeprefix("check_"): check for check in CONTENDER_CHECKS}

CONTENDER = """
import numpy as np
from triptych.explanation import Explanation
class Contender:
    def fit(self, X, y):
        self.classes_ = np.unique(y)
        return self
    def predict(self, X):
        return np.where(np.asarray(X)[:, 1] > np.asarray(X)[:, 0], "upright", "flat")
    def predict_proba(self, X):
        second = (self.predict(X) == "upright") * 0.6 + 0.2
        return np.column_stack([1 - second, second])
    def fires(self, X):
        second = self.predict(X) == "upright"
        return np.column_stack([~second, second])
    def rulebook(self):
        return [dict(label=label, says="it looks so", because="it is") for label in self.classes_]
    def explain(self, X):
        return [Explanation(label, "it looks so") for label in self.predict(X)]
    def size(self):
        return {"conditions": 1}
def make(seed):
    return Contender()
"""
PREDICT = "return np.where("
PROBABILITIES = "* 0.6 + 0.2"
FIT = "self.classes_ = np.unique(y)"
NO_RULEBOOK = ("def rulebook", "def notes")

DEFECTS = {
    "an answer too few": (
        "fits_and_answers", [('"upright", "flat")', '"upright", "flat")[1:]')], "one answer",
    ),
    "answers in a column": (
        "fits_and_answers", [('"upright", "flat")', '"upright", "flat")[:, None]')], "shape",
    ),
    "an unknown label": (
        "fits_and_answers", [('"upright", "flat")', '"upright", "tall")')], "'tall'",
    ),
    "reads what does not exist": (
        "fits_and_answers", [("    def fit(", '    reads = "images"\n    def fit(')], "'images'",
    ),
    "random answers": (
        "same_seed_same_answer",
        [("np.asarray(X)[:, 1] > np.asarray(X)[:, 0]", "np.random.random(len(X)) > 0.5")],
        "Pass the seed",
    ),
    "one estimator for all": (
        "same_seed_same_answer",
        [("def make(", "ONE = Contender()\ndef make("), ("return Contender()", "return ONE")],
        "the same estimator twice",
    ),
    "answers by majority of the batch": (
        "answers_do_not_depend_on_neighbours",
        [("> np.asarray(X)[:, 0]", "> np.median(np.asarray(X)[:, 1])")], "item alone",
    ),
    "answers by place": (
        "answers_do_not_depend_on_neighbours",
        [("np.asarray(X)[:, 1] > np.asarray(X)[:, 0]", "np.arange(len(X)) < 1")], "item",
    ),
    "no answer for zeros": (
        "unseen_items_are_answered",
        [(PREDICT, f"assert (np.asarray(X) > 0).all(), 'assert'\n        {PREDICT}")], "assert",
    ),
    "probabilities of one and a half": (
        "probabilities_agree_with_decisions", [("[1 - second,", "[1.5 - second,")], "sum to 1.5",
    ),
    "columns without names": (
        "probabilities_agree_with_decisions", [(FIT, "pass")], "classes_",
    ),
    "a column too many": (
        "probabilities_agree_with_decisions", [("[1 - second,", "[second, 1 - second,")], "shape",
    ),
    "decides against its probabilities": (
        "probabilities_agree_with_decisions",
        [(PROBABILITIES, "* -0.6 + 0.8"), NO_RULEBOOK], "disagrees",
    ),
    "changes the items": (
        "input_is_left_alone", [(FIT, f'X["width"] = 0\n        {FIT}')], "changes X",
    ),
    "changes the answers": (
        "input_is_left_alone", [(FIT, f'{FIT}\n        y[:] = "flat"')], "changes y",
    ),
    "cannot be saved": (
        "pickled_contender_answers_alike", [(FIT, f"self.link = lambda row: row\n        {FIT}")],
        "cannot be pickled",
    ),
    "size in words": ("size_is_in_numbers", [('{"conditions": 1}', '"large"')], "'large'"),
    "a rule without a reason": (
        "rules_have_reasons", [('because="it is"', 'because=" "')], "no because",
    ),
    "a rule for an unknown label": (
        "rules_decide_known_classes", [("label=label,", 'label=label + "ish",')], "'flatish'",
    ),
    "fires a rule that is not there": (
        "fired_rules_are_in_the_rulebook", [("[~second, second]", "[~second, second, second]")],
        r"\(27, 3\)",
    ),
    "explains too little": (
        "every_decision_is_explained", [("in self.predict(X)]", "in self.predict(X)][1:]")],
        "26 explanations for 27",
    ),
    "explains another decision": (
        "every_decision_is_explained", [("Explanation(label,", 'Explanation("tall",')], "'tall'",
    ),
    "explains without words": (
        "every_decision_is_explained", [('label, "it looks so")', 'label, "")')],
        "reason in words",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("check", "changes", "words"), DEFECTS.values(), ids=DEFECTS)
def test_the_check_finds_the_defect(task, check, changes, words):
    """A defect of a contender fails its check with a sentence that names it."""
    text = CONTENDER
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    specimen = Specimen(task(classical=text))

    with pytest.raises((ContractError, AssertionError), match=words):
        CHECKS[check](specimen, "classical")


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
@pytest.mark.parametrize("paradigm", ["rules", "classical", "deep"])
def test_an_honest_contender_passes(task, check, paradigm):
    """No check complains about a contender that keeps the contract."""
    check(Specimen(task(classical=CONTENDER)), paradigm)


def test_a_rule_that_reads_more_than_it_says_is_found(task):
    """Decisions may hang on no column but those the rules name."""
    rules = """
from triptych.paradigms.rules import Rule, column
from sklearn.base import BaseEstimator
import numpy as np
class Sly(BaseEstimator):
    def __init__(self, rules=()):
        self.rules = rules
    def fit(self, X, y):
        return self
    def predict(self, X):
        return np.where(X["height"] > X["width"], "upright", "flat")
def make(seed):
    return Sly([Rule("upright", column("height") > 5, because="it is high")])
"""
    specimen = Specimen(task(rules=rules))

    with pytest.raises(ContractError, match="no rule names"):
        CHECKS["rules_read_only_what_they_say"](specimen, "rules")


def test_a_rule_for_a_missing_column_is_found(task):
    """A rule over a column the table does not have cannot decide."""
    rules = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    return RuleList([Rule("upright", column("hight") > 5, because="it is high")], otherwise="flat")
"""
    with pytest.raises(ContractError, match="hight"):
        CHECKS["fits_and_answers"](Specimen(task(rules=rules)), "rules")


def test_a_rule_list_with_an_unknown_label_is_found(task):
    """Rules that decide for a label nobody declared do not pass."""
    rules = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    return RuleList([Rule("tall", column("height") > 5, because="it is high")], otherwise="flat")
"""
    with pytest.raises(ContractError, match="tall"):
        CHECKS["fits_and_answers"](Specimen(task(rules=rules)), "rules")


REFUSING = """
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import FixedThresholdClassifier
def make(seed):
    return FixedThresholdClassifier(
        LogisticRegression(C=0.01), threshold=CUT, pos_label="upright",
        response_method="predict_proba",
    )
"""


def test_with_costs_the_decision_of_least_expected_cost_agrees(costly_task):
    """Where one error costs nine times the other, it is avoided from a tenth on."""
    specimen = Specimen(costly_task(REFUSING.replace("CUT", "0.1")))

    CHECKS["probabilities_agree_with_decisions"](specimen, "classical")


def test_with_costs_the_most_probable_class_may_disagree(costly_task):
    """Deciding for the most probable class where it is expected to cost more is found."""
    specimen = Specimen(costly_task(REFUSING.replace("CUT", "0.5")))

    with pytest.raises(ContractError, match="least expected cost"):
        CHECKS["probabilities_agree_with_decisions"](specimen, "classical")
