"""Eight rules of labour economics: wealth, marriage, schooling, and the kind of work.

Written in November 2026 from commonplaces of the field; the cuts are from the author's part
alone (1,000 of the training persons). Sex, race and native country are not read.
"""

from typing import Final

from triptych.paradigms.rules import Rule, RuleList, column
from triptych.tasks.adult.data import CLASSES

UP_TO_50K, OVER_50K = CLASSES

MINCER: Final = "J. Mincer, Schooling, Experience and Earnings, NBER, 1974"
MARRIAGE: Final = "S. Korenman and D. Neumark, Does Marriage Really Make Men More Productive?, 1991"

MARRIED = column("marital status").isin(["Married-civ-spouse", "Married-AF-spouse"])
QUALIFIED_WORK = column("occupation").isin(
    [
        "Exec-managerial",
        "Prof-specialty",
        "Tech-support",
        "Sales",
        "Adm-clerical",
        "Protective-serv",
    ]
)
FULL_TIME = column("weekly hours") >= 35

RULES = (
    Rule(
        OVER_50K,
        column("capital gain") > 7000,
        because="a gain of that size is income itself, and comes from wealth that pays more",
    ),
    Rule(
        OVER_50K,
        MARRIED & (column("capital gain") > 5100),
        because="a smaller gain of a couple is shared wealth beside two chances of a wage",
    ),
    Rule(
        OVER_50K,
        MARRIED & (column("capital loss").between(1800, 2000) | (column("capital loss") > 2250)),
        because="only who owns shares or property can lose that much on them",
    ),
    Rule(
        OVER_50K,
        ~MARRIED & (column("schooling") >= 15) & (column("age") > 35),
        because="doctors and lawyers with some years of practice earn that much alone",
        source=MINCER,
    ),
    Rule(
        UP_TO_50K,
        ~MARRIED,
        because="the unmarried are younger, work less, and earn less at the same schooling",
        source=MARRIAGE,
    ),
    Rule(
        OVER_50K,
        (column("schooling") >= 13) & (column("occupation") != "Other-service"),
        because="a degree opens the jobs that are paid by what one knows",
        source=MINCER,
    ),
    Rule(
        OVER_50K,
        (column("schooling") >= 9) & QUALIFIED_WORK & FULL_TIME & (column("age") > 33),
        because="office, technical and sales work is paid by experience, not by schooling alone",
        source=MINCER,
    ),
    Rule(
        OVER_50K,
        column("schooling").between(11, 12) & FULL_TIME & (column("age") > 28),
        because="two years of college make a skilled craftsman a foreman or a technician",
        source=MINCER,
    ),
)


def make(seed: int) -> RuleList:
    """Up to 50,000 dollars unless a reason speaks for more."""
    return RuleList(RULES, otherwise=UP_TO_50K)
