"""Why an item got its decision."""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Parts = npt.NDArray[Any]
"""A number or a truth for each part of an item as the contender reads it.

The parts of a table row are its columns (columns,), of an image its pixels (height, width), of a
recording or series its samples (samples,), of a text its characters (characters,), of a whole
number its decimal digits from the highest (digits,).
"""

Kind = Literal["exact", "additive", "post-hoc"]
"""How an explanation follows from the decision.

exact      what it names decides, whatever the rest is: proved, not estimated
additive   its contributions add up to what the contender computed
post-hoc   made afterwards, from the outside
"""


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest change of one condition that changes the decision, and to what."""

    says: str
    decision: str | float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a contender itself says about one decision; an estimator's `explain(X)` gives a list.

    because             the reason in words
    fired               the conditions, in words, that held and led to the decision (for a score
                        card: the lines that gave points)
    read                every condition looked at on the way, as it stood: `x > 3`, `not (y = 2)`
    reason              those of them that suffice for the decision, whatever else the item is
    instead             the smallest change of one condition that would have changed it
    contributions       how much each part of the item spoke for the decision
    named               which parts of the item `reason` speaks of
    kind                see Kind
    completeness_error  of additive ones: |sum of contributions - what it should be|
    """

    decision: str | float
    because: str
    fired: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    instead: Change | None = None
    contributions: npt.NDArray[np.float64] | None = field(default=None, compare=False)
    named: npt.NDArray[np.bool_] | None = field(default=None, compare=False)
    kind: Kind = "post-hoc"
    completeness_error: float | None = field(default=None, compare=False)


class ExplanationUnavailable(Exception):  # noqa: N818  a state of affairs, and its reason in words
    """A contender cannot explain itself; the message says why, and stands in reports."""
