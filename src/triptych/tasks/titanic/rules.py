"""Women and children first, unless the family was large and travelled in the third class.

Written from the report of the British inquiry in November 2026, and anew in December 2026, when
the author's part had changed: the cuts are from the present part alone (297 passengers). There
large families of the third class lost all but one of 43, and the oldest boy saved is nine; any cut
from 10 to 16 decides alike there. The author is the same and had seen 89 of those tested now.
"""

from typing import Final

from triptych.paradigms.rules import Rule, RuleList, column

INQUIRY: Final = "Report on the Loss of the Titanic, British Wreck Commissioner's Inquiry, 1912"

RULES: Final = (
    Rule(
        "died",
        (column("ticket class") == 3) & (column("relatives") >= 4),
        because="a large family deep in the ship came up late, and did not part",
        source=INQUIRY,
    ),
    Rule(
        "survived",
        column("age") < 10,
        because="the boats took children first, boys too",
        source=INQUIRY,
    ),
    Rule(
        "survived",
        column("sex") == "female",
        because="the boats took women first; on the port side no man while one was near",
        source=INQUIRY,
    ),
)


def make(seed: int) -> RuleList:
    """Whoever was not taken first found the boats gone: most men died, in every class."""
    return RuleList(RULES, otherwise="died")
