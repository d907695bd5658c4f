"""Explainers: attribute a contender's decisions to units."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Indices, Raw
from triptych.explain.context import ViewedItems
from triptych.explanation import Explanation, Kind
from triptych.measure.explainability.masking import Decide, Map, Masking
from triptych.measure.explainability.shapley import shapley_of
from triptych.units.kinds import each

Explain = Callable[[Raw], Sequence[Explanation]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Attribution:
    """An explainer's result for one decision.

    map     the importance of each unit for the decision (units,); None where there is none
    named   the units it names as sufficient (units,); None where it names none
    error   the completeness error; None where contributions are not meant to add up
    read    number of conditions that were read; None where that is not known
    """

    map: Map | None
    named: npt.NDArray[np.bool_] | None = None
    kind: Kind = "post-hoc"
    error: float | None = None
    read: int | None = None


class Explainer(Protocol):
    """Explains decisions; `calls` counts the contender's decisions it requested."""

    calls: int

    def explain(
        self, items: Raw, indices: Indices, decisions: Sequence[Any] | None = None
    ) -> list[Attribution]:
        """The attribution of each item.

        indices     the item of the dataset that each one is, or is a noisy copy of; seeds random
                    draws
        decisions   the contender's decisions, where they are known
        """
        ...


@final
class Probe(Explainer):
    """Attributes by the contender's decisions about the item with exchanged units."""

    def __init__(self, viewed: ViewedItems, decide: Decide, permutations: int) -> None:
        self._decide = decide
        self._permutations = permutations
        self._masking = Masking(
            decide, viewed.units, viewed.explainer_donors, tolerance=viewed.context.tolerance
        )

    @property
    def calls(self) -> int:  # type: ignore[override]
        """The number of requested decisions."""
        return self._masking.calls

    def explain(
        self, items: Raw, indices: Indices, decisions: Sequence[Any] | None = None
    ) -> list[Attribution]:
        """The Shapley value of each unit."""
        if decisions is None:
            decisions = list(self._decide(items))
        seeds = [int(index) for index in indices]
        maps = shapley_of(self._masking, items, decisions, self._permutations, seeds)
        return [Attribution(map=one) for one in maps]


@final
class Native(Explainer):
    """The contender's native explanation, summed by units.

    For a regression the absolute contributions count: removing a part that lowered the number
    changes it as much as removing a part that raised it.
    """

    calls = 0

    def __init__(self, viewed: ViewedItems, explain: Explain) -> None:
        self._units = viewed.units
        self._is_number = viewed.context.tolerance is not None
        self._explain = explain

    def explain(
        self, items: Raw, indices: Indices, decisions: Sequence[Any] | None = None
    ) -> list[Attribution]:
        """The contender's contributions of each unit, and the units that it names."""
        return [
            Attribution(
                map=self._map(item, one),
                named=None if one.named is None else self._units.pool(item, one.named) > 0,
                kind=one.kind,
                error=one.completeness_error,
                read=len(one.read),
            )
            for item, one in zip(each(items), self._explain(items), strict=True)
        ]

    def _map(self, item: Any, explanation: Explanation) -> Map | None:
        if explanation.contributions is None:
            return None
        pooled = self._units.pool(item, explanation.contributions)
        return np.abs(pooled) if self._is_number else pooled
