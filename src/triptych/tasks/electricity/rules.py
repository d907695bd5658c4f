"""What a trader expects of a half-hour; and rules that look back, for reference.

Written in November 2026 from what moves the price of electricity and from the author's part, the
first 1,000 half-hours (three weeks of May 1996). Thresholds stay as they were then: `frozen`, as
the literature says.
"""

from typing import Final

import pandas as pd

from triptych.paradigms.rules import EditedRules, Points, Rule, RuleList, ScoreCard, column

NEVER_JUDGED: Final = {
    "repeat": "it reads the answer of the half-hour before, which the three do not",
    "with_last_label": "it reads the answer of the half-hour before, which the three do not",
    "edited": "it is edited with every window, which an author who saw the first weeks cannot do",
}

PRICE, DEMAND, PERIOD = column("nswprice"), column("nswdemand"), column("period")

# The last of 48 half-hours, which starts at 23:30, is 1.
HOUR: Final = 1 / 23.5

LINES: Final = (
    Points(
        2,
        PRICE > 0.083,
        because="a price above the usual one, the median of the three weeks, is above most means",
    ),
    Points(
        1,
        PRICE > 0.12,
        because="a price this high is paid for hours, not for days: the mean lies below it",
    ),
    Points(
        -1,
        PRICE < 0.05,
        because="the cheapest power stations alone set such a price: it cannot fall much below",
    ),
    Points(
        1,
        DEMAND > 0.45,
        because="with demand in its upper half dearer power stations have to run",
    ),
    Points(
        -1,
        DEMAND < 0.25,
        because="with hardly any demand coal stations bid low rather than shut down",
    ),
    Points(
        1,
        PERIOD.between(7 * HOUR, 12 * HOUR),
        because="offices, shops and factories start: mornings are dearer than the day's mean",
    ),
    Points(
        1,
        PERIOD.between(17 * HOUR, 20 * HOUR),
        because="cooking, heating and light coincide after work: the evening peak",
    ),
    Points(
        -1,
        PERIOD.between(1.5 * HOUR, 6 * HOUR),
        because="after the boilers are heated the night is the cheapest part of the day",
    ),
)

_REPEATED: Final = Rule(
    "up",
    column("previous class") == 1,
    because="a price above the mean of a day hardly falls below it within half an hour",
    source="I. Zliobaite, arXiv:1301.3524, 2013",
)


def make(seed: int) -> ScoreCard:
    """Up from three points on: a high price needs one more sign, demand or the time of day."""
    return ScoreCard(("down", "up"), LINES, threshold=3)


def make_early_median(seed: int) -> RuleList:
    """Up where the price is above the median of the first fourteen weeks.

    No answer was needed to work it out, but all prices of the first window: eleven weeks more
    than the author of the rules may look at. What is left of the difference is drift.
    """
    rule = Rule(
        "up",
        PRICE > 0.064,
        because="half of all half-hours before the first tested one were cheaper",
    )
    return RuleList([rule], otherwise="down")


def make_edited(seed: int) -> EditedRules:
    """Up where the price is above the median of the last fourteen weeks, as last read.

    Laid down by the author of `make_early_median`, whose threshold it begins with: no answer is
    needed, but prices go up and down with the years.
    """
    return EditedRules(_above_the_median)


def _above_the_median(half_hours: pd.DataFrame) -> RuleList:
    median = float(half_hours["nswprice"].median())
    rule = Rule(
        "up",
        PRICE > median,  # noqa: SIM300  a rule, read aloud
        because="half of all half-hours of the last fourteen weeks were cheaper",
    )
    return RuleList([rule], otherwise="down")


def make_repeat(seed: int) -> RuleList:
    """The answer of the half-hour before: what everything that sees it must beat."""
    return RuleList([_REPEATED], otherwise="down")


def make_with_last_label(seed: int) -> RuleList:
    """The answer of the half-hour before, unless the price moved by a quarter since."""
    ratio = PRICE / column("previous price")
    return RuleList(
        [
            Rule(
                "up",
                ratio > 1.25,
                because="a jump by a quarter in half an hour carries the price above any mean",
            ),
            Rule(
                "down",
                ratio < 0.8,
                because="a fall by a fifth in half an hour carries the price below any mean",
            ),
            _REPEATED,
        ],
        otherwise="down",
    )
