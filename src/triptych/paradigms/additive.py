"""Additive contributions: they sum to the output for an item minus the output for a base."""

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
    """Contributions of the parts of n items to the outputs for one decision each.

    contributions   for each item, the contribution of each of its parts
    outputs, bases  outputs for the items and for their bases (n,)
    scale           the scale of outputs in words: LOG_ODDS, PROBABILITY, …
    against         the base in words: MEAN, ZERO, …
    names           of the parts, where they have names: the columns of a table
    """

    contributions: Sequence[Floats]
    outputs: Floats
    bases: Floats
    scale: str
    against: str
    names: tuple[str, ...] | None = None

    def errors(self) -> Floats:
        """Completeness errors (n,): |sum - output difference|, relative to the difference.

        Differences below 1 count as 1, so that small differences do not give large relative errors.
        Completeness is an axiom of Sundararajan, Taly and Yan, Axiomatic Attribution for Deep
        Networks, ICML 2017.
        """
        due = self.outputs - self.bases
        sums = np.array([float(parts.sum()) for parts in self.contributions])
        return np.asarray(np.abs(sums - due) / np.maximum(1.0, np.abs(due)))

    def explanations(self, decisions: npt.NDArray[Any]) -> list[Explanation]:
        """One explanation per decision (n,), of kind `additive`."""
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
    """The output of each item's own class minus the mean of the other classes' outputs (n, …).

    outputs   (n, …) a single output (positive supports class 1 of two), or (n, classes, …)
    own       the class number of each item (n,)
    """
    if outputs.shape[1] == 1:
        signs = np.where(own == 1, 1.0, -1.0)
        return np.asarray(outputs[:, 0] * signs.reshape(-1, *(1,) * (outputs.ndim - 2)))
    classes = outputs.shape[1]
    chosen = outputs[np.arange(len(outputs)), own]
    return np.asarray((classes * chosen - outputs.sum(axis=1)) / (classes - 1))
