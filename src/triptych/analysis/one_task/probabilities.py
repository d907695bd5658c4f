"""ClassProbabilities: the class probabilities of one contender, with its answers."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.absent import Absent
from triptych.measure.quality import Numbers
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run

TOLERANCE: Final = 1e-3
"""Tolerance for the sum of probabilities: an item table stores them as float32."""


@dataclass(frozen=True, eq=False, kw_only=True)
class ClassProbabilities:
    """Class probabilities of one contender, complete: one row per seed, one column per item.

    outcomes       its answers on the items tested in every seed
    probabilities  shape (seeds, n, classes), each row adding up to 1
    """

    outcomes: Outcomes
    probabilities: Numbers

    @classmethod
    def of_run(cls, run: Run, task: str, contender: str) -> Self | Absent:
        """Read a contender's probabilities in the main study; raises as `Run.items` does."""
        items = run.items(task, contender, columns=("item", "probabilities"))
        return cls.of_items(run.outcomes(task, contender), items)

    @classmethod
    def of_items(cls, outcomes: Outcomes, items: pd.DataFrame) -> Self | Absent:
        """Arrange the probabilities of an item table in the order of the answers.

        items   with the columns `seed`, `item` and `probabilities`
        Rows are scaled to add up to exactly 1. Absent where an answer has no probabilities, or
        values that are not probabilities.
        """
        kept = items[items["item"].isin(outcomes.items)].sort_values(["seed", "item"])
        missing = int(kept["probabilities"].isna().sum())
        if missing:
            return Absent(
                "it gives no probabilities"
                if missing == len(kept)
                else f"{missing:,} of its {len(kept):,} answers have no probabilities"
            )
        rows = np.concatenate(kept["probabilities"].to_numpy()).astype(np.float64)
        if len(rows) % len(kept):
            return Absent("its answers have probabilities for different numbers of classes")
        rows = rows.reshape(len(kept), -1)
        total = rows.sum(axis=1, keepdims=True)
        # Written so that a NaN is caught, for which every comparison is false.
        sound = (rows >= 0).all(axis=1) & (np.abs(total[:, 0] - 1) <= TOLERANCE)
        if not sound.all():
            return Absent(
                f"the probabilities of {int((~sound).sum()):,} of its {len(kept):,} answers are "
                "no numbers from 0 to 1 that add up to 1"
            )
        shape = len(outcomes.seeds), len(outcomes.items), -1
        return cls(outcomes=outcomes, probabilities=(rows / total).reshape(shape))

    @property
    def contender(self) -> str:
        """The contender's name."""
        return self.outcomes.contender

    @property
    def confidence(self) -> Numbers:
        """Probability of the decision, shape (seeds, n)."""
        return self._of_class(self.outcomes.predictions)

    @property
    def of_truth(self) -> Numbers:
        """Probability of the true class, shape (seeds, n)."""
        return self._of_class(np.broadcast_to(self.outcomes.truth, self.probabilities.shape[:2]))

    @property
    def deterministic(self) -> bool:
        """Whether several seeds were run and all of them gave the same probabilities."""
        first = self.probabilities[0]
        return self.outcomes.deterministic and bool((self.probabilities == first).all())

    def fitted(self) -> Self:
        """The seeds that differ: all seeds, or only the first where the seed changes nothing."""
        if not self.deterministic:
            return self
        return type(self)(outcomes=self.outcomes.fitted(), probabilities=self.probabilities[:1])

    def _of_class(self, numbers: npt.NDArray[np.integer]) -> Numbers:
        picked: Numbers = np.take_along_axis(self.probabilities, numbers[..., None], axis=2)
        return picked[..., 0]
