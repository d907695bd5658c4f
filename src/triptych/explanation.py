"""Why an item got its decision."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a contender itself says about one decision.

    `because` is the reason in words; `fired` names the conditions, in words, that held and
    led to the decision (for a score card: the lines that gave points).
    """

    decision: str | float
    because: str
    fired: tuple[str, ...] = ()
