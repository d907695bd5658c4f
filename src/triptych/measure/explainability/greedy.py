"""Greedy search for the best orders of units: in each step, the unit that helps most.

The best possible order is unknown; greedy search approximates it, as the reference of
`faithfulness`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from triptych.dataset import Raw, digests
from triptych.measure.explainability.curve import MOST_STEPS, Order, area, only, sizes
from triptych.measure.explainability.masking import Map, Masking
from triptych.units.kinds import Kept


@dataclass(frozen=True, slots=True)
class Best:
    """Areas under the curves of the greedy orders of an item's units.

    insertion   area under the curve where each step keeps the unit that raises v most
    deletion    area under the curve where each step removes the unit that lowers v most
    """

    insertion: float
    deletion: float
    insertion_order: Order = field(compare=False)
    deletion_order: Order = field(compare=False)


def greedy(
    masking: Masking,
    items: Raw,
    decisions: Sequence[Any],
    seed: int = 0,
    *,
    steps: int = MOST_STEPS,
) -> list[Best]:
    """Return the greedy orders of each item's units.

    Ties go to the unit that is better alone in the other direction (for insertion, the unit whose
    removal lowers v most), then to a random one. Units are taken in `steps` equal steps: of d
    units, at most steps x d sets are evaluated in each direction, d(d + 1)/2 where d <= steps.
    Fewer steps cost less and find less.
    """
    searches = [
        _Search(units, np.random.default_rng((seed, content)), steps)
        for units, content in zip(
            masking.unit_counts(items).tolist(), digests(items).tolist(), strict=True
        )
    ]
    for step in range(max(search.steps for search in searches)):
        values = masking.values_of(
            items, decisions, [search.candidates(step) for search in searches]
        )
        for search, found in zip(searches, values, strict=True):
            search.take(step, found)
    curves = masking.values_of(items, decisions, [search.curves() for search in searches])
    return [search.best(found) for search, found in zip(searches, curves, strict=True)]


class _Search:
    """The greedy search of one item in both directions, step by step."""

    def __init__(self, units: int, random: np.random.Generator, steps: int) -> None:
        self.units = units
        self.sizes = sizes(units, steps)
        self.steps = len(self.sizes) - 1
        self.luck = random.random(units)
        self.kept: list[int] = []
        self.removed: list[int] = []

    def candidates(self, step: int) -> Kept:
        """The candidate sets: kept units plus one, and remaining units minus one."""
        if step >= self.steps:
            return np.zeros((0, self.units), dtype=bool)
        alone = np.eye(self.units, dtype=bool)
        inserted = alone[self._left(self.kept)]
        inserted[:, self.kept] = True
        deleted = ~alone[self._left(self.removed)]
        deleted[:, self.removed] = False
        return np.concatenate((inserted, deleted))

    def take(self, step: int, values: Map) -> None:
        """Choose the units of the step from the values of its candidates."""
        if step >= self.steps:
            return
        raised, lowered = np.split(values, 2)
        if step == 0:
            self.alone, self.without = raised, lowered
        count = int(self.sizes[step + 1] - self.sizes[step])
        left = self._left(self.kept)
        ranked = np.lexsort((self.luck[left], self.without[left], -raised))
        self.kept += left[ranked[:count]].tolist()
        left = self._left(self.removed)
        ranked = np.lexsort((self.luck[left], -self.alone[left], lowered))
        self.removed += left[ranked[:count]].tolist()

    def curves(self) -> Kept:
        """The sets along both orders."""
        counts = sizes(self.units)
        kept = only(np.array(self.kept), counts)
        return np.concatenate((kept, ~only(np.array(self.removed), counts)))

    def best(self, values: Map) -> Best:
        """The areas of both orders, from the values along them."""
        insertion, deletion = area(values.reshape(2, -1), self.units).tolist()
        return Best(insertion, deletion, np.array(self.kept), np.array(self.removed))

    def _left(self, taken: list[int]) -> Order:
        return np.setdiff1d(np.arange(self.units), taken)
