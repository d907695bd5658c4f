"""What makes a triangle a triangle: the turns that bring each shape back onto itself.

Written in November 2026 from geometry and from the author's part alone (1,000 pictures). The
rules that ask for a symmetry come first; the later ones are for shapes that a line runs into
or noise eats at, whose border is regular no more.
"""

from typing import Final

from triptych.paradigms.rules import Rule, RuleList, column

THIRD_TURN, QUARTER_TURN = column("third turn"), column("quarter turn")
FIFTH_TURN = column("fifth turn")
THREE_WAVES, FOUR_WAVES, FIVE_WAVES = column("3 waves"), column("4 waves"), column("5 waves")
UNEVENNESS, NEAREST = column("unevenness"), column("nearest border")

_SYMMETRY: Final = "H. Weyl, Symmetry, 1952: the rotation groups of regular figures"

RULES: Final = (
    Rule(
        "circle",
        UNEVENNESS < 0.04,
        because="the border of a circle is equally far from its centre everywhere",
    ),
    Rule(
        "triangle",
        (THIRD_TURN >= 0.65) & (THREE_WAVES >= 0.1),
        because="a third of a turn brings a triangle, and none of the others, onto itself",
        source=_SYMMETRY,
    ),
    Rule(
        "star",
        (FIFTH_TURN >= 0.4) & (FIVE_WAVES >= 0.13),
        because="a fifth of a turn brings a star onto itself, and its points stand far out",
        source=_SYMMETRY,
    ),
    Rule(
        "pentagon",
        (FIFTH_TURN >= 0.4) & (FIVE_WAVES >= 0.035),
        because="a fifth of a turn brings a pentagon onto itself, whose corners hardly stand out",
        source=_SYMMETRY,
    ),
    Rule(
        "cross",
        (QUARTER_TURN >= 0.4) & (FOUR_WAVES >= 0.17),
        because="a quarter of a turn brings a cross onto itself, and its arms stand far out",
        source=_SYMMETRY,
    ),
    Rule(
        "square",
        (QUARTER_TURN >= 0.4) & (FOUR_WAVES >= 0.06),
        because="a quarter of a turn brings a square onto itself, whose corners stand out little",
        source=_SYMMETRY,
    ),
    Rule(
        "triangle",
        (THREE_WAVES >= 0.15) & (THREE_WAVES > FIVE_WAVES),
        because="three waves stronger than five are a triangle with something at a corner",
    ),
    Rule(
        "pentagon",
        (FIVE_WAVES >= 0.045) & (NEAREST >= 0.7),
        because="five shallow waves are a pentagon, though its sides are not alike",
    ),
)


def make(seed: int) -> RuleList:
    """The shapes in words; what has no corner worth counting is a circle."""
    return RuleList(RULES, otherwise="circle")
