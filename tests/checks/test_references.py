"""Promises of the comparison with references: who is behind is found, and a reason is shown."""

import pytest

from triptych.catalogue import Catalogue, LoadedTask
from triptych.checks import examine
from triptych.checks.references import WITHIN_DELTA, compare_with_references
from triptych.task import PARADIGMS

ALWAYS_FLAT = """
import numpy as np
class Flat:
    def fit(self, X, y):
        return self
    def predict(self, X):
        return np.full(len(X), "flat", dtype=object)
def make(seed):
    return Flat()
"""
COMMONEST = """
from sklearn.dummy import DummyClassifier
def make(seed):
    return DummyClassifier()
"""
REASON = f'\nWAIVED = {{"{WITHIN_DELTA}": "it is there to be behind"}}\n'
UNLEARNABLE = ("items=200", 'items=200, unlearnable="a coin was tossed"')


@pytest.mark.parametrize("paradigm", PARADIGMS)
def test_a_contender_as_good_as_its_reference_is_within_delta(task, paradigm):
    """The honest task: linear models find what the references find, and rules know it."""
    compared = compare_with_references(task(), paradigm)

    assert (compared.verdict, compared.is_finding) == ("within", False)
    assert compared.gap <= compared.allowed == 0.02
    assert compared.reached.score > 0.9
    assert compared.reached.fit_seconds > 0


@pytest.mark.parametrize("paradigm", PARADIGMS)
def test_a_contender_that_learns_nothing_is_beyond_delta(task, paradigm):
    """Whatever the paradigm, something untuned of its kind does better."""
    compared = compare_with_references(task(**{paradigm: ALWAYS_FLAT}), paradigm)

    assert (compared.verdict, compared.is_finding) == ("beyond", True)
    assert compared.gap == pytest.approx(compared.best.score - compared.reached.score)
    assert compared.gap > 0.2


@pytest.mark.parametrize(
    ("paradigm", "kinds"),
    [
        ("rules", {"reference:tree"}),
        ("classical", {"reference:logistic", "reference:forest", "reference:boosting"}),
        ("deep", {"reference:network"}),
    ],
)
def test_the_best_reference_is_of_the_same_kind(task, paradigm, kinds):
    """Rules are beside a tree one can read, networks beside a network."""
    assert compare_with_references(task(), paradigm).best.contender in kinds


def test_a_declared_reason_is_no_finding(task):
    """It is shown with the gap, which stays what it is; the other checks accept its name."""
    declared = task(deep=ALWAYS_FLAT + REASON)
    compared = compare_with_references(declared, "deep")

    assert (compared.verdict, compared.reason) == ("declared", "it is there to be behind")
    assert compared.gap > 0.2
    assert not compared.is_finding
    assert [one for one in examine(declared) if one.check == WITHIN_DELTA] == []


def test_rules_are_compared_on_the_authors_part_alone(defective):
    """Answers of all other items may be anything: no score of rules depends on them."""
    spoiled = (
        "    return Dataset",
        "    from triptych.fold import author_part\n"
        "    part = author_part(Dataset(raw=raw, target=target, classes=('flat', 'upright')))\n"
        "    target[np.setdiff1d(np.arange(200), part)] = 'flat'\n    return Dataset",
    )
    compared = compare_with_references(defective("data", spoiled), "rules")

    assert compared.reached.score == 1


def test_ordered_items_of_the_author_are_tested_by_what_came_before(rolling_task):
    """Rules of a rolling task are compared as well."""
    assert compare_with_references(rolling_task, "rules").verdict == "within"


@pytest.mark.parametrize("paradigm", ["classical", "deep"])
def test_where_nothing_can_be_learned_who_learned_it_is_found(defective, paradigm):
    """A card that says so is wrong, or there is a leak."""
    learned = compare_with_references(defective("__init__", UNLEARNABLE), paradigm)

    assert (learned.verdict, learned.best.contender) == ("beyond", "reference:constant")
    assert learned.reason == "a coin was tossed"


def test_where_nothing_can_be_learned_a_constant_is_where_it_should_be(defective):
    """The best constant answer is the bar, and no other reference is fitted."""
    task = defective("__init__", UNLEARNABLE)
    (task.folder.path / "deep.py").write_text(COMMONEST)
    held = compare_with_references(task, "deep")

    assert (held.verdict, held.is_finding) == ("ceiling", False)
    assert held.allowed == 0.03


def test_what_cannot_be_compared_says_why(task):
    """A contender that raises, and data that is not here."""
    failed = compare_with_references(task(deep="def make(seed):\n    return 1 / 0"), "deep")

    assert (failed.verdict, failed.is_finding) == ("failed", True)
    assert failed.reason == "ZeroDivisionError: division by zero (deep.py line 2)"


def test_data_that_is_not_downloaded_is_no_finding(task):
    """It is skipped, with the reason."""
    data = """
from triptych.errors import DataNotDownloaded
def load():
    raise DataNotDownloaded("boxes.csv is not here")
"""
    skipped = compare_with_references(task(data=data), "classical")

    assert (skipped.verdict, skipped.reason) == ("skipped", "boxes.csv is not here")
    assert not skipped.is_finding


@pytest.mark.slow
@pytest.mark.parametrize("paradigm", PARADIGMS)
@pytest.mark.parametrize("name", sorted(Catalogue.find().tasks))
def test_built_in_contenders_are_within_delta_of_their_references(name, paradigm):
    """Nobody can call them strawmen: what is beyond delta has its reason beside it."""
    compared = compare_with_references(LoadedTask(Catalogue.find()[name]), paradigm)
    if compared.verdict == "skipped":
        pytest.skip(compared.reason)

    assert not compared.is_finding, compared
