"""Cases: items with a contender's decisions, and references for their explanations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Indices, Raw
from triptych.explain.context import ViewedItems
from triptych.harness.budgets import ExplainBudget
from triptych.measure.explainability.greedy import Best, greedy
from triptych.measure.explainability.masking import Decide, Masking
from triptych.measure.explainability.stability import Noisy, noisy
from triptych.units.kinds import each

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Case:
    """Items, their decisions, and the references that their explanations are compared with.

    best        the best known orders of their units
    copies      noisy copies with the same decision
    relevant    the relevant units of each item; None where they are not known
    """

    indices: Indices
    items: Raw
    decisions: Sequence[Any]
    best: Sequence[Best]
    copies: Noisy
    relevant: Sequence[Truth | None]


@final
class CaseBuilder:
    """Builds cases of one contender in one view; caches the decisions on masked inputs."""

    def __init__(self, viewed: ViewedItems, decide: Decide, budget: ExplainBudget) -> None:
        self.viewed = viewed
        self.decide = decide
        self.seed = viewed.context.seed
        self.masking = self._masking(budget.draws)
        self.closely = self._masking(budget.named_draws)
        self._copies = budget.copies
        self._steps = budget.steps

    def build(self, indices: Indices) -> Case:
        """The case of the items at `indices` of the dataset."""
        items = self.viewed.items(indices)
        decisions = list(self.decide(items))
        return Case(
            indices,
            items,
            decisions,
            best=greedy(self.masking, items, decisions, self.seed, steps=self._steps),
            copies=noisy(self.masking, items, decisions, copies=self._copies, seed=self.seed),
            relevant=self._relevant(items, indices),
        )

    def _masking(self, draws: int) -> Masking:
        viewed = self.viewed
        return Masking(
            self.decide,
            viewed.units,
            viewed.metric_donors,
            draws=draws,
            seed=self.seed,
            tolerance=viewed.context.tolerance,
        )

    def _relevant(self, items: Raw, indices: Indices) -> Sequence[Truth | None]:
        """The relevant units of each item: those with a relevant part."""
        viewed = self.viewed
        known = viewed.context.task_data.dataset.relevant
        if known is None or viewed.view != "raw":
            return [None] * len(items)
        return [
            _by_unit(viewed, item, known[index])
            for item, index in zip(each(items), indices, strict=True)
        ]


def _by_unit(viewed: ViewedItems, item: Any, relevant: Truth) -> Truth:
    if len(relevant) == len(viewed.units.names(item)) and relevant.ndim == 1:
        return np.asarray(relevant, dtype=bool)
    return viewed.units.pool(item, relevant) > 0
