"""Ten figures, described as one would to somebody who has never seen them.

Written in November 2026 from how the figures are formed and from the author's part alone
(599 images). The order matters: what is surest comes first, and what a later rule says
is meant of the figures that are left.
"""

from triptych.paradigms.rules import Rule, RuleList, column

HOLE = column("hole area")
UPPER_HOLE, LOWER_HOLE = column("upper hole"), column("lower hole")
UPPER_LEFT_BAY, LOWER_LEFT_BAY = column("upper left bay"), column("lower left bay")
UPPER_RIGHT_BAY, LOWER_RIGHT_BAY = column("upper right bay"), column("lower right bay")
TOP_BAY = column("top bay")
MIDDLE = column("middle ink")
HEIGHT, WIDTH = column("vertical spread"), column("horizontal spread")
TOP_ROW, NECK_ROW, BELT_ROW = column("row 1 ink"), column("row 3 ink"), column("row 4 ink")
CROSSBAR_ROW, BOTTOM_ROW = column("row 5 ink"), column("row 8 ink")
NECK, BELT = column("row 3 centre"), column("row 4 centre")
KNEE, FOOT = column("row 6 centre"), column("row 8 centre")

NO_UPPER_HOLE, NO_LOWER_HOLE = UPPER_HOLE < 0.2, LOWER_HOLE < 0.2
THIN_TOP, THIN_BOTTOM = TOP_ROW < 0.1, BOTTOM_ROW < 0.1

RULES = (
    Rule(
        "0",
        (HOLE >= 2.2) & (MIDDLE < 0.35),
        because="a 0 is a ring: one large hole, and the middle of the image is paper",
    ),
    Rule(
        "7",
        (TOP_ROW >= 0.15) & THIN_BOTTOM & (FOOT < NECK),
        because="a 7 has a bar on top and one stroke that ends further left than it began",
    ),
    Rule(
        "1",
        (WIDTH < 0.9) & (UPPER_RIGHT_BAY < 1.2),
        because="no other figure is as narrow as a plain upright stroke",
    ),
    Rule(
        "1",
        (BOTTOM_ROW >= 0.24) & NO_UPPER_HOLE & (UPPER_RIGHT_BAY < 0.1) & (LOWER_RIGHT_BAY < 0.1),
        because="a 1 on a broad foot is a post: nothing opens to its right, as it does in a 2",
    ),
    Rule(
        "4",
        (CROSSBAR_ROW >= 0.2) & THIN_TOP & THIN_BOTTOM & (LOWER_HOLE < 0.3),
        because="a 4 has most ink in its crossbar, and only a stroke's end above and below",
    ),
    Rule(
        "4",
        (HEIGHT < 2)
        & (WIDTH > 1.1)
        & THIN_TOP
        & THIN_BOTTOM
        & (UPPER_LEFT_BAY < 0.5)
        & ((UPPER_HOLE + TOP_BAY >= 0.15) | (UPPER_RIGHT_BAY >= 0.3)),
        because="between the two arms of a 4 is paper, closed or open to the top, above one leg",
    ),
    Rule(
        "6",
        (LOWER_HOLE >= 0.3) & NO_UPPER_HOLE & (NECK < 3.2) & (LOWER_LEFT_BAY < 1) & ~THIN_BOTTOM,
        because="a 6 has its only hole below, and above it one stroke on the left",
    ),
    Rule(
        "6",
        (LOWER_HOLE >= 1) & NO_UPPER_HOLE & (UPPER_LEFT_BAY < 0.3) & (LOWER_LEFT_BAY < 0.5),
        because="a clear hole below, none above, and nothing open to the left, is a 6",
    ),
    Rule(
        "8",
        ~NO_UPPER_HOLE
        & ~NO_LOWER_HOLE
        & (UPPER_LEFT_BAY < 1.3)
        & (LOWER_LEFT_BAY < 1.3)
        & (UPPER_RIGHT_BAY < 1.3),
        because="an 8 has a hole above and a hole below, and only its waist is open at the sides",
    ),
    Rule(
        "9",
        ~NO_UPPER_HOLE
        & (BELT_ROW >= 0.12)
        & (LOWER_LEFT_BAY >= 0.9)
        & (UPPER_LEFT_BAY < 0.6)
        & (UPPER_RIGHT_BAY < 1),
        because="the hole of a 9 is above, closed across the belt, and its tail opens to the left",
    ),
    Rule(
        "5",
        (NECK < 2.75)
        & (UPPER_HOLE < 0.5)
        & (UPPER_RIGHT_BAY >= 0.5)
        & (LOWER_LEFT_BAY >= 0.8)
        & (BOTTOM_ROW < 0.2),
        because="a 5 runs down on the left, open to the right, then bulges, open to the left",
    ),
    Rule(
        "2",
        LOWER_RIGHT_BAY >= 2.5,
        because="only a 2 is wide open to the right between its falling stroke and its foot",
    ),
    Rule(
        "2",
        (BOTTOM_ROW >= 0.18) & (FOOT >= 4.4) & (LOWER_RIGHT_BAY >= 0.3),
        because="the foot of a 2 is a long bar that reaches out to the right",
    ),
    Rule(
        "2",
        (UPPER_LEFT_BAY >= 0.4)
        & (LOWER_LEFT_BAY >= 0.3)
        & (KNEE < BELT)
        & (BELT_ROW < 0.12)
        & (BOTTOM_ROW >= 0.12)
        & (LOWER_HOLE < 0.25),
        because="a 2 hooks over to the right, is one thin stroke that falls left, and has a foot",
    ),
    Rule(
        "9",
        (NECK_ROW >= 0.145) & (LOWER_LEFT_BAY >= 1.5) & (UPPER_LEFT_BAY < 2) & (KNEE >= 4.3),
        because="a blotted 9 has a heavy head, and under it a tail that stays on the right",
    ),
    Rule(
        "3",
        (UPPER_LEFT_BAY >= 0.5) & (LOWER_LEFT_BAY >= 1.1) & (KNEE >= BELT) & (NECK >= 2.8),
        because="a 3 is open to the left twice, and its lower bow swings back to the right",
    ),
    Rule(
        "7",
        (UPPER_LEFT_BAY >= 0.5) & THIN_BOTTOM & (FOOT < NECK),
        because="a bent 7: paper under the bar on the left, one stroke that ends further left",
    ),
    Rule(
        "1",
        (KNEE >= 4.2)
        & (FOOT >= 4.2)
        & (LOWER_LEFT_BAY < 0.8)
        & (UPPER_HOLE < 0.1)
        & (LOWER_HOLE < 0.1),
        because="a 1 with a long flag: its post stands on the right, straight down to the foot",
    ),
    Rule(
        "1",
        (MIDDLE > 0.6)
        & NO_UPPER_HOLE
        & NO_LOWER_HOLE
        & (UPPER_LEFT_BAY < 0.5)
        & (LOWER_LEFT_BAY < 1)
        & (UPPER_RIGHT_BAY < 1.2),
        because="a 1 is one stroke through the middle, with neither hole nor bay to speak of",
    ),
    Rule(
        "4",
        (HEIGHT < 2.1) & THIN_TOP & (BOTTOM_ROW < 0.105) & (UPPER_LEFT_BAY < 0.3),
        because="a sprawling 4 is still low, thin above and thin below",
    ),
    Rule(
        "6",
        (NECK < 3.1) & (NECK < KNEE) & (UPPER_RIGHT_BAY >= 0.5) & (LOWER_LEFT_BAY < 0.6),
        because="a 6 that does not close: open above on the right, and its bow never on the left",
    ),
    Rule(
        "5",
        (NECK < 2.75) & (NECK < KNEE) & (TOP_ROW > 0.12),
        because="a bar on top, down on the left, then over to the right: a 5 however small its bow",
    ),
    Rule(
        "2",
        (NECK < 2.8) & (BOTTOM_ROW >= 0.15) & (LOWER_LEFT_BAY >= 1),
        because="a 2 whose hook curls far back to the left stands on a broad foot all the same",
    ),
)


def make(seed: int) -> RuleList:
    """The figures in words; what fits none is an 8, the most closed and crowded of them."""
    return RuleList(RULES, otherwise="8")
