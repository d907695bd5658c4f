"""Contributions that add up: from what is computed for a base, to what is computed for an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.explanation import Explanation

Floats = npt.NDArray[np.float64]

LOG_ODDS: Final = "log-odds"
PROBABILITY: Final = "probabilities"
LOGITS: Final = "logits, less the mean of the other classes'"
DECISION_VALUES: Final = "decision values"
ANSWERS: Final = "the answer"

MEAN: Final = "the mean of the training items"
ZERO: Final = "zero in all prepared columns"

# A sentence names so many parts.
_NAMED: Final = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class Additive:
    """How the parts of n items contributed to what was computed for one decision each.

    contributions   for each item, a number for each of its parts
    outputs, bases  what was computed for the items and for what they are compared with (n,)
    scale           what they are measured in: LOG_ODDS, PROBABILITY, … in words
    against         what the items are compared with: MEAN, ZERO, … in words
    names           of the parts, where they have any: the columns of a table
    """

    contributions: Sequence[Floats]
    outputs: Floats
    bases: Floats
    scale: str
    against: str
    names: tuple[str, ...] | None = None

    def errors(self) -> Floats:
        """How far contributions are from adding up, as a share of what they should add up to.

        What is less than 1 is taken for 1, so that the error of hardly any difference is small.
        """
        due = self.outputs - self.bases
        sums = np.array([float(parts.sum()) for parts in self.contributions])
        return np.asarray(np.abs(sums - due) / np.maximum(1.0, np.abs(due)))

    def explanations(self, decisions: npt.NDArray[Any]) -> list[Explanation]:
        """An explanation of each decision."""
        return [
            Explanation(
                decision=decision,
                because=self._because(parts),
                contributions=parts,
                kind="additive",
                completeness_error=float(error),
            )
            for decision, parts, error in zip(
                np.asarray(decisions).tolist(), self.contributions, self.errors(), strict=True
            )
        ]

    def _because(self, parts: Floats) -> str:
        about = f"against {self.against}, on the scale of {self.scale}"
        if self.names is None:
            return f"what is different {about}"
        strongest = [place for place in np.argsort(-np.abs(parts), kind="stable") if parts[place]]
        named = [f"{self.names[place]} ({parts[place]:+.2g})" for place in strongest[:_NAMED]]
        if not named:
            return f"no column counts {about}"
        *others, last = named
        return f"mostly {', '.join(others)}{' and ' if others else ''}{last} {about}"


def leads(outputs: Floats, own: npt.NDArray[np.intp]) -> Floats:
    """How far the value of each item's own class is above the mean of the others'.

    outputs   (n, …) numbers for a single output (positive speaks for class 1 of two), or
              (n, classes, …)
    own       the number of each item's class (n,)
    """
    if outputs.shape[1] == 1:
        signs = np.where(own == 1, 1.0, -1.0)
        return np.asarray(outputs[:, 0] * signs.reshape(-1, *(1,) * (outputs.ndim - 2)))
    classes = outputs.shape[1]
    chosen = outputs[np.arange(len(outputs)), own]
    return np.asarray((classes * chosen - outputs.sum(axis=1)) / (classes - 1))
