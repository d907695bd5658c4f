"""scikit-learn's own checks of an estimator, on every form of rule system.

A hand-written rule has the labels its author gave it, while the labels of the checks differ:
most have 0 and 1 among them, some 1 and 2. So each form has two specimens, and the second
takes the checks that the first cannot. What neither can is waived, with the reason.
"""

import pytest
from sklearn.utils.estimator_checks import estimator_checks_generator

from triptych.paradigms.rules import (
    Points,
    Procedure,
    Rule,
    RuleList,
    ScoreCard,
    ScoreCardRegressor,
    column,
)

WAIVED = {
    "check_classifiers_classes": "renames the classes of one classifier from words to -1 and 1, "
    "but a rule's label is its author's; test_rule_list has both kinds of label",
}
FOR_THE_SECOND = {
    "check_estimators_dtypes": "its classes are 1 and 2",
    "check_classifier_data_not_an_array": "its classes are 1 and 2",
    "check_fit2d_1feature": "its classes are 1 and 2, and it has one column",
}
RIGHT = column("x0") > 0
ABOVE = (column("x1") > 0) & ~column("x0").is_missing()


def zero_or_one(row):
    seen = float(row["x0"]) == row["x0"]
    return (0, "above") if seen and row["x1"] > 0 else (1, "below")


def one(row):
    return (1, "right") if row["x0"] > 0 else (1, "left")


SPECIMENS = {
    "RuleList": (
        RuleList([Rule(0, ABOVE, because="test")], otherwise=1),
        RuleList([Rule(1, RIGHT, because="test")], otherwise=1),
    ),
    "ScoreCard": (
        ScoreCard((1, 0), [Points(1, ABOVE, because="test")], threshold=1),
        ScoreCard((1, 2), [Points(1, RIGHT, because="test")], threshold=1),
    ),
    "ScoreCardRegressor": (ScoreCardRegressor([Points(1, RIGHT, because="test")]), None),
    "Procedure": (
        Procedure(zero_or_one, (0, 1), reads="table"),
        Procedure(one, (1,), reads="table"),
    ),
}


def name_of(check):
    return getattr(check, "func", check).__name__


def checks():
    found = []
    for form, specimens in SPECIMENS.items():
        for second, specimen in enumerate(each for each in specimens if each is not None):
            for number, (_, check) in enumerate(estimator_checks_generator(specimen)):
                name = name_of(check)
                if name not in WAIVED and (name in FOR_THE_SECOND) == bool(second):
                    found.append(pytest.param(specimen, check, id=f"{form}-{name}-{number}"))
    return found


CHECKS = checks()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("estimator", "check"), CHECKS)
def test_estimator_passes_the_check(estimator, check):
    """What scikit-learn asks of every estimator holds for rule systems."""
    check(estimator)


def test_what_the_first_specimen_cannot_the_second_does():
    """No check is lost between the two."""
    for form in ("RuleList", "ScoreCard", "Procedure"):
        names = {each.id.split("-")[1] for each in CHECKS if each.id.startswith(f"{form}-")}
        assert names >= set(FOR_THE_SECOND), form
