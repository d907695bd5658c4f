"""The bank's first policy as it was announced; and the same kept up to date, at once or late.

Written in November 2026 from the policies' texts (Agrawal, Imielinski and Swami 1993). Only the
first was in force while the author's part, the first 1,000 applications, came in: it is what
`make` knows and goes on applying. No label after the author's part was looked at.
"""

from dataclasses import replace
from typing import Final

import pandas as pd

from triptych.paradigms.rules import EditedRules, Rule, RuleList, column
from triptych.paradigms.rules.language.condition import Condition

NEVER_JUDGED: Final = {
    "maintained": "it is told which policy holds, which the three are not",
    "edited": "it is told which policy holds, which the three are not",
}

FORMS_READ: Final = 100
"""Of the newest forms so many are read to learn which edition of the policy holds."""

SOURCE: Final = "Agrawal, Imielinski and Swami 1993, doi:10.1109/69.250074, function {}"

SALARY, EDUCATION = column("salary"), column("education")
YOUNG = column("age") < 40
MIDDLE_AGED = column("age").between(40, 59)
OLD = column("age") >= 60

LOW_SALARY = SALARY.between(25_000, 75_000)
MIDDLE_SALARY = SALARY.between(50_000, 100_000)
HIGH_SALARY = SALARY.between(75_000, 125_000)
DISPOSABLE = (SALARY + column("commission")) * 2 / 3 - column("loan") / 5


def _approve(condition: Condition, because: str, function: int) -> Rule:
    return Rule("approved", condition, because=because, source=SOURCE.format(function))


FIRST_POLICY: Final = (
    _approve(
        YOUNG & MIDDLE_SALARY,
        "under 40, a middle salary carries the loan; above it, people buy rather than borrow",
        2,
    ),
    _approve(
        MIDDLE_AGED & HIGH_SALARY,
        "with a family to keep, it takes a higher salary to carry the same loan",
        2,
    ),
    _approve(OLD & LOW_SALARY, "from 60 on a low salary is as safe as the pension it becomes", 2),
)
SECOND_POLICY: Final = (
    _approve(
        YOUNG & (EDUCATION <= 1) & LOW_SALARY,
        "a trade learned early earns little but steadily under 40",
        4,
    ),
    _approve(
        YOUNG & (EDUCATION >= 2) & MIDDLE_SALARY,
        "who studied under 40 is expected to earn a middle salary by now",
        4,
    ),
    _approve(
        MIDDLE_AGED & EDUCATION.between(1, 3) & MIDDLE_SALARY,
        "a middle education lets a middle salary last through the forties and fifties",
        4,
    ),
    _approve(
        MIDDLE_AGED & ~EDUCATION.between(1, 3) & HIGH_SALARY,
        "at both ends of education incomes vary, so a higher salary is asked for",
        4,
    ),
    _approve(
        OLD & (EDUCATION >= 2) & MIDDLE_SALARY,
        "a better education means a pension near a middle salary from 60 on",
        4,
    ),
    _approve(
        OLD & (EDUCATION <= 1) & LOW_SALARY,
        "from 60 on a low salary is as safe as the pension it becomes",
        4,
    ),
)
THIRD_POLICY: Final = (
    _approve(
        DISPOSABLE > 20_000,
        "what is left after tax and a fifth of the loan a year must feed the applicant",
        7,
    ),
)

POLICIES: Final = (FIRST_POLICY, SECOND_POLICY, THIRD_POLICY)


def make(seed: int) -> RuleList:
    """The first policy, whatever the form says: its author has left."""
    return RuleList(FIRST_POLICY, otherwise="refused")


def make_maintained(seed: int) -> RuleList:
    """Every policy from the day it is announced: the edition on the form says which holds."""
    policies = enumerate(POLICIES, start=1)
    rules = [
        replace(rule, condition=(column("policy edition") == edition) & rule.condition)
        for edition, policy in policies
        for rule in policy
    ]
    return RuleList(rules, otherwise="refused")


def make_edited(seed: int) -> EditedRules:
    """The policy whose edition most of the newest forms bear, written down for every applicant.

    Whoever edits looks at the archive now and then: until then the earlier policy goes on.
    """
    return EditedRules(_in_force)


def _in_force(forms: pd.DataFrame) -> RuleList:
    edition = int(forms["policy edition"].tail(FORMS_READ).mode().max())
    return RuleList(POLICIES[edition - 1], otherwise="refused")
