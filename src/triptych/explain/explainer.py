"""Explainers: what explains a contender's decisions, unit by unit."""

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
    """What an explainer says about one decision.

    map     how much each unit spoke for it; None where it does not say
    named   which units it names as enough; None where it names none
    error   of completeness; None where nothing is meant to add up
    read    how many conditions were looked at; None where it does not say
    """

    map: Map | None
    named: npt.NDArray[np.bool_] | None = None
    kind: Kind = "post-hoc"
    error: float | None = None
    read: int | None = None


class Explainer(Protocol):
    """Explains decisions; `calls` counts what it asked the contender for."""

    calls: int

    def explain(
        self, items: Raw, indices: Indices, decisions: Sequence[Any] | None = None
    ) -> list[Attribution]:
        """What is said of each item.

        indices     of which item of the dataset each is, or is a noisy copy: what is random is
                    drawn by it
        decisions   what the contender decided, where that is known
        """
        ...


@final
class Probe(Explainer):
    """Asks for decisions about the item with its units exchanged: the same for every contender."""

    def __init__(self, viewed: ViewedItems, decide: Decide, permutations: int) -> None:
        self._decide = decide
        self._permutations = permutations
        self._masking = Masking(
            decide, viewed.units, viewed.lending, tolerance=viewed.context.tolerance
        )

    @property
    def calls(self) -> int:  # type: ignore[override]
        """How many decisions were asked for."""
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
    """Passes on what the contender says itself, added up by units.

    A contribution to a number has no side: what lowered it is as much why it is not another
    as what raised it, and taking either away moves it. So of numbers the sizes count.
    """

    calls = 0

    def __init__(self, viewed: ViewedItems, explain: Explain) -> None:
        self._units = viewed.units
        self._is_number = viewed.context.tolerance is not None
        self._explain = explain

    def explain(
        self, items: Raw, indices: Indices, decisions: Sequence[Any] | None = None
    ) -> list[Attribution]:
        """The contender's own contributions and names of each unit."""
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
