"""Printed digits in words: rules of the source, which handwriting then meets unchanged.

Written in December 2026 from 2,000 printed digits (`printed_digits`, seed 0) and what their
measurements are class by class; no handwritten digit was looked at. Of 2,000 others (seed 1) they
they name .74 rightly.
"""

from triptych.paradigms.rules import Rule, RuleList, column

HOLE, UPPER_HOLE, LOWER_HOLE = column("hole area"), column("upper hole"), column("lower hole")
UPPER_LEFT_BAY, LOWER_LEFT_BAY = column("upper left bay"), column("lower left bay")
UPPER_RIGHT_BAY, LOWER_RIGHT_BAY = column("upper right bay"), column("lower right bay")
MIDDLE, CENTRE = column("middle ink"), column("centre row")
HEIGHT, WIDTH = column("vertical spread"), column("horizontal spread")
TOP_ROW, BAR_ROW = column("row 1 ink"), column("row 6 ink")
KNEE, COLUMN = column("row 6 centre"), column("column 5 ink")

RULES = (
    Rule(
        "1",
        (WIDTH < 1.2) & (COLUMN >= 0.35) & (UPPER_RIGHT_BAY < 0.5) & (HOLE < 0.3) & (CENTRE > 3.1),
        because="a 1 is a narrow post, and nothing of it opens above on the right",
    ),
    Rule(
        "7",
        (CENTRE < 2.95) & (HOLE < 0.5),
        because="a printed 7 has most of its ink in the bar on top",
    ),
    Rule(
        "0",
        (HOLE >= 2) & (MIDDLE < 0.35) & (UPPER_HOLE >= 1) & (LOWER_HOLE >= 1),
        because="a 0 is a ring around the middle, which is paper",
    ),
    Rule(
        "6",
        (LOWER_HOLE >= 0.5) & (UPPER_HOLE < 0.6) & (UPPER_RIGHT_BAY >= 0.8),
        because="a 6 is closed below, and above it is open to the right",
    ),
    Rule(
        "9",
        (UPPER_HOLE >= 0.5) & (LOWER_HOLE < 0.7) & (LOWER_LEFT_BAY >= 0.8),
        because="a 9 is closed above, and below it is open to the left",
    ),
    Rule(
        "4",
        (BAR_ROW >= 0.165) & (TOP_ROW < 0.125) & (HEIGHT < 2.3),
        because="a printed 4 has its bar low, and a point on top",
    ),
    Rule(
        "8",
        (UPPER_HOLE >= 0.3) & (LOWER_HOLE >= 0.3),
        because="an 8 is closed above and below",
    ),
    Rule(
        "5",
        (UPPER_RIGHT_BAY >= 0.7) & (LOWER_LEFT_BAY >= 0.9),
        because="a 5 is open to the right above, and to the left below",
    ),
    Rule(
        "2",
        (UPPER_LEFT_BAY >= 0.6) & (LOWER_RIGHT_BAY >= 0.5),
        because="a 2 is open to the left above, and to the right below",
    ),
    Rule(
        "3",
        (UPPER_LEFT_BAY >= 0.6) & (LOWER_LEFT_BAY >= 0.6) & (KNEE >= 4),
        because="a 3 is open to the left twice, and its lower bow lies on the right",
    ),
    Rule(
        "6",
        (LOWER_HOLE >= 0.4) & (UPPER_HOLE < 0.3),
        because="what is closed below alone is a 6, however little it opens",
    ),
    Rule(
        "9",
        (UPPER_HOLE >= 0.4) & (LOWER_HOLE < 0.3),
        because="what is closed above alone is a 9",
    ),
)


def printed_rules() -> RuleList:
    """The printed digits in words; what fits none is a 1, the plainest of them."""
    return RuleList(RULES, otherwise="1")
