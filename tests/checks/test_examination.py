"""Promises of the examination: whatever a task's code does, its findings say it in a line."""

import pytest

from triptych.checks import CHECKS, count_checks, examine

DEEP = """
from sklearn.linear_model import LogisticRegression
def make(seed):
    return LogisticRegression()
"""


RULES = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    rule = Rule("upright", column("height") > column("width"), because="that is what it means")
    return RuleList([rule], otherwise="flat")
"""
CLASSIFIERS = {"rules": RULES, "classical": DEEP, "deep": DEEP}
REGRESSORS = {"rules": "ScoreCardRegressor", "classical": "Ridge", "deep": "NetworkRegressor"}


def failures(task):
    return [finding for finding in examine(task) if finding.verdict == "failed"]


def test_an_honest_task_passes_every_check(task):
    """Every announced check is made, and none fails."""
    honest = task()
    findings = list(examine(honest))

    assert len(findings) == count_checks(honest)
    assert {finding.verdict for finding in findings} == {"passed"}
    assert {finding.check for finding in findings} == CHECKS


def test_an_exception_is_a_failed_check_that_names_the_line(task):
    """What a task's code raises is told with its place, and is no traceback."""
    (failure,) = failures(task(classical="def make(seed):\n    return 1 / 0"))

    assert (failure.subject, failure.check) == ("classical", "check_fits_and_answers")
    assert failure.reason == "ZeroDivisionError: division by zero (classical.py line 2)"


@pytest.mark.parametrize("data", ["def load(:", "raise OSError('no disk')", "def load(): return 3"])
def test_data_that_cannot_be_loaded_is_one_failure(task, data):
    """Where there is no data the other checks would only repeat it, so they are left out."""
    findings = list(examine(task(data=data)))

    assert [(finding.check, finding.verdict) for finding in findings] == [
        ("check_data_loads", "failed")
    ]


def test_data_that_is_not_downloaded_is_no_failure(task):
    """Without a network a task is left out, with the reason, and nothing is wrong with it."""
    data = """
from triptych.errors import DataNotDownloaded
def load():
    raise DataNotDownloaded("boxes.csv is not here")
"""
    (finding,) = examine(task(data=data))

    assert (finding.verdict, finding.reason) == ("skipped", "boxes.csv is not here")


def test_a_contender_that_cannot_be_fitted_does_not_hide_the_others(task):
    """One broken contender is one failure; the other two are examined in full."""
    findings = list(examine(task(rules="def make(seed):\n    return None")))

    assert [f.check for f in findings if f.subject == "rules"] == ["check_fits_and_answers"]
    assert sum(f.verdict == "passed" for f in findings if f.subject == "deep") > 10


def test_a_waived_check_is_told_with_its_reason(task):
    """An exemption in the contender's module keeps the check from being made there alone."""
    waiver = '\nWAIVED = {"check_unseen_items_are_answered": "there is no empty box"}\n'
    waived = [
        finding for finding in examine(task(deep=DEEP + waiver)) if finding.verdict == "waived"
    ]

    assert [(one.subject, one.check, one.reason) for one in waived] == [
        ("deep", "check_unseen_items_are_answered", "there is no empty box")
    ]


@pytest.mark.parametrize(
    ("waiver", "words"),
    [
        ('{"check_everything": "too strict"}', "does not exist"),
        ('{"check_unseen_items_are_answered": ""}', "no reason"),
    ],
)
def test_an_exemption_from_nothing_or_without_reason_fails(task, waiver, words):
    """A waiver that is misspelled or silent is a defect itself."""
    (failure,) = failures(task(deep=f"{DEEP}\nWAIVED = {waiver}\n"))

    assert words in failure.reason


SEARCH = """
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.preprocessing import FunctionTransformer
from sklearn.pipeline import make_pipeline
def spoil(X):
    return X.assign(width="wide")
def make(seed):
    pipeline = make_pipeline(FunctionTransformer(spoil), LogisticRegression())
    return GridSearchCV(pipeline, {"logisticregression__C": [0.1, 1.0]}, cv=2)
"""


def test_a_search_whose_fits_all_failed_is_told_with_their_cause(task):
    """Of the traceback that GridSearchCV quotes, what was raised is told, in the same line."""
    (failure,) = failures(task(classical=SEARCH))

    assert failure.reason.startswith(
        "ValueError: All the 4 fits failed: ValueError: could not convert string to float: 'wide'"
    )


@pytest.mark.parametrize(("subject", "regressor"), REGRESSORS.items())
def test_a_classifier_given_numbers_is_told_to_be_a_regressor(numbers_task, subject, regressor):
    """Where the target is numbers, the check says what to return in its place."""
    (failure,) = failures(numbers_task(**{subject: CLASSIFIERS[subject]}))

    assert failure.subject == subject
    assert "Unknown label type: continuous" in failure.reason
    assert failure.reason.endswith(
        f"The target is numbers: `make` must return a regressor, such as {regressor}."
    )


@pytest.mark.parametrize(("subject", "regressor"), REGRESSORS.items())
def test_whole_numbers_do_not_pass_for_classes(numbers_task, subject, regressor):
    """A classifier that takes 520 and 522 for two classes is told to be a regressor as well."""
    data = 'raw["height"].round().astype(int).to_numpy()'
    files = {subject: CLASSIFIERS[subject]}
    whole = numbers_task(
        **files, data=numbers_task.files["data"].replace('raw["height"].to_numpy()', data)
    )
    (failure,) = failures(whole)

    assert failure.subject == subject
    assert failure.reason.endswith(f"must return a regressor, such as {regressor}.")


def test_words_that_a_model_cannot_read_are_told_with_what_can(task):
    """A table with words is common, and the model that `new` writes is for numbers."""
    (failure,) = failures(task(classical=SEARCH))

    assert "`table.astype({'weekday': 'category'})`" in failure.reason


def test_a_task_with_numbers_as_target_passes(numbers_task):
    """Three regressors keep the contract as three classifiers do."""
    assert failures(numbers_task()) == []
