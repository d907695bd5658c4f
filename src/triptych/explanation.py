"""Explanations: why an item got its decision."""

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

exact      what it names forces the decision: proved, not estimated
additive   its contributions add up to what the contender computed
post-hoc   made afterwards, from outside the contender
"""


@dataclass(frozen=True, slots=True)
class Change:
    """A counterfactual: the smallest change of one condition that changes the decision."""

    says: str
    decision: str | float


@dataclass(frozen=True, slots=True)
class Explanation:
    """A native explanation of one decision; an estimator's `explain(X)` returns a list.

    because             the reason in words
    fired               the conditions, in words, that held and led to the decision (for a score
                        card: the lines that gave points)
    read                every condition that was evaluated, as it stood: `x > 3`, `not (y = 2)`
    reason              the conditions of `read` that suffice for the decision, for any such item
    counterfactual      the smallest change of one condition that changes the decision
    contributions       contribution of each part of the item to the decision
    named               the parts of the item that `reason` refers to
    kind                see Kind
    completeness_error  of additive explanations: |sum of contributions - the output's difference to
                        the base|
    """

    decision: str | float
    because: str
    fired: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    counterfactual: Change | None = None
    contributions: npt.NDArray[np.float64] | None = field(default=None, compare=False)
    named: npt.NDArray[np.bool_] | None = field(default=None, compare=False)
    kind: Kind = "post-hoc"
    completeness_error: float | None = field(default=None, compare=False)


class ExplanationUnavailable(Exception):  # noqa: N818  a state of affairs, and its reason in words
    """Raised where a contender cannot explain itself; reports show the message."""
