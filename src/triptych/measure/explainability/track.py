"""A track: the curve metrics of one explainer's explanations of one contender."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Raw, digests
from triptych.errors import ContractError
from triptych.measure.explainability.concentration import effective_units, gini
from triptych.measure.explainability.curve import area, descending, only, sizes
from triptych.measure.explainability.greedy import Best, greedy
from triptych.measure.explainability.masking import Map, Masking
from triptych.units.kinds import Kept

Numbers = npt.NDArray[np.float64]

_ENOUGH: Final = 0.95


@dataclass(frozen=True, eq=False, kw_only=True)
class TrackValues:
    """One number for each item (n,) and metric; NaN for items that were dropped or unexplained.

    With top-k the k units with the largest attributions and v as in Masking:

    insertion       area under v(top-k kept), k from 0 to all units, over k / units; up
    deletion        area under v(top-k removed); down
    faithfulness_numerator              insertion - deletion
    faithfulness_constant_numerator     the same for the constant map
    faithfulness_random_numerator       the same for a random order
    faithfulness_denominator    the largest area known - the smallest: of the greedy orders, the
                                explanation's, the constant map's and the random, and of each
                                in reverse, whose insertion is the deletion of the order
    k95             the smallest k of the curve with v(top-k kept) >= .95; down
    comprehensiveness   1 - v(all but the top quarter of the units); up
    sufficiency     v(the top quarter of the units alone); up
    effective_units, gini       of the map, see `concentration`
    none            v(no unit kept): the decision's share among the donors
    is_dropped      (n,) there is nothing to rank: v is the same for every set asked for, or the
                    item is one unit
    is_unexplained  (n,) there is no map, or not a finite one

    Comprehensiveness and sufficiency after DeYoung et al., ERASER, ACL 2020.
    """

    insertion: Numbers
    deletion: Numbers
    faithfulness_numerator: Numbers
    faithfulness_denominator: Numbers
    faithfulness_constant_numerator: Numbers
    faithfulness_random_numerator: Numbers
    k95: Numbers
    comprehensiveness: Numbers
    sufficiency: Numbers
    effective_units: Numbers
    gini: Numbers
    none: Numbers
    is_dropped: npt.NDArray[np.bool_]
    is_unexplained: npt.NDArray[np.bool_]

    @property
    def faithfulness(self) -> float:
        """Sum of numerators / sum of denominators: -1 to 1, and 0 for random orders."""
        return self._share(self.faithfulness_numerator)

    @property
    def faithfulness_random(self) -> float:
        """A control: the faithfulness of random orders, 0 in expectation."""
        return self._share(self.faithfulness_random_numerator)

    @property
    def faithfulness_constant(self) -> float:
        """A control: the faithfulness of one constant map for every item; NaN without one."""
        return self._share(self.faithfulness_constant_numerator)

    @property
    def faithfulness_excess(self) -> float:
        """(faithfulness - that of the constant map) / (1 - that of the constant map).

        0 where explanations carry no information about the single item; NaN where the constant map
        is perfect. The ratio to the best possible improvement, as in a skill score.
        """
        constant = self.faithfulness_constant
        return (self.faithfulness - constant) / (1 - constant) if constant < 1 else np.nan

    def _share(self, numerators: Numbers) -> float:
        judged = ~(self.is_dropped | self.is_unexplained)
        best = float(self.faithfulness_denominator[judged].sum())
        return float(numerators[judged].sum()) / best if best > 0 else np.nan


def track(
    masking: Masking,
    items: Raw,
    decisions: Sequence[Any],
    attributions: Sequence[Map | None],
    *,
    constant: Map | Sequence[Map] | None = None,
    seed: int = 0,
    best: Sequence[Best] | None = None,
) -> TrackValues:
    """Measure explanations of n items: a map each, for the contender's own decision.

    attributions    a number for each unit of each item; None where there is none
    constant        the mean map over training items, one for all or one for each item
    seed            seed of ties and random orders, together with the content of the item
    best            result of `greedy` for the same masking and items; computed if None

    Where an item has more than 16 units, curves go in 16 steps and k95 is one of those.
    Raises ContractError where a map does not have a number for each unit.
    """
    best = greedy(masking, items, decisions, seed) if best is None else best
    constants = _each(constant, len(items))
    all_orders = [
        _ItemOrders(units, content, seed, maps)
        for units, content, *maps in zip(
            masking.unit_counts(items).tolist(),
            digests(items).tolist(),
            attributions,
            constants,
            strict=True,
        )
    ]
    values = masking.values_of(items, decisions, [orders.sets() for orders in all_orders])
    rows = [
        orders.row(found, reached)
        for orders, found, reached in zip(all_orders, values, best, strict=True)
    ]
    return TrackValues(**{name: np.array([row[name] for row in rows]) for name in rows[0]})


def _each(constant: Map | Sequence[Map] | None, items: int) -> Sequence[Map | None]:
    if constant is None or (isinstance(constant, np.ndarray) and constant.ndim == 1):
        return [constant] * items
    return list(constant)


class _ItemOrders:
    """One item: its orders of units, the sets to evaluate, and their values."""

    def __init__(self, units: int, content: int, seed: int, maps: Sequence[Map | None]) -> None:
        random = np.random.default_rng((seed, content))
        self.units = units
        self.map, constant = (_finite(one, units) for one in maps)
        self.orders = [descending(one, random) for one in (self.map, constant) if one is not None]
        self.orders.append(random.permutation(units))
        self.has_constant = constant is not None

    def sets(self) -> Kept:
        """The sets to evaluate: kept and removed along each order, then the top quarter."""
        if self.map is None:
            return np.zeros((0, self.units), dtype=bool)
        kept = [only(order, sizes(self.units)) for order in self.orders]
        quarter = only(self.orders[0], np.array([-(-self.units // 4)]))
        both = [turned for sets in kept for turned in (sets, ~sets)]
        return np.concatenate((*both, quarter, ~quarter))

    def row(self, values: Numbers, best: Best) -> dict[str, Any]:
        """The item's entry in each array of TrackValues."""
        row: dict[str, Any] = dict.fromkeys((one.name for one in fields(TrackValues)), np.nan)
        row |= {"is_dropped": False, "is_unexplained": self.map is None}
        if self.map is None:
            return row
        curves = values[:-2].reshape(len(self.orders), 2, -1)
        row["none"] = curves[0, 0, 0]
        if self.units == 1 or (np.ptp(values) == 0 and np.isclose(best.insertion, best.deletion)):
            return row | {"is_dropped": True}
        insertions, deletions = area(curves, self.units).T
        differences = (insertions - deletions).tolist()
        areas = (best.insertion, best.deletion, *insertions, *deletions)
        enough = np.flatnonzero(curves[0, 0] >= _ENOUGH)[0]
        return row | {
            "insertion": insertions[0],
            "deletion": deletions[0],
            "faithfulness_numerator": differences[0],
            "faithfulness_denominator": max(areas) - min(areas),
            "faithfulness_constant_numerator": differences[1] if self.has_constant else np.nan,
            "faithfulness_random_numerator": differences[-1],
            "k95": float(sizes(self.units)[enough]),
            "comprehensiveness": 1 - values[-1],
            "sufficiency": values[-2],
            "effective_units": effective_units(self.map),
            "gini": gini(self.map),
        }


def _finite(attribution: Map | None, units: int) -> Map | None:
    """The map, or None where it is not made of numbers."""
    if attribution is None:
        return None
    if attribution.shape != (units,):
        raise ContractError(
            f"a map of shape {attribution.shape} for an item of {units} units; expected a "
            "number for each unit."
        )
    return attribution if np.isfinite(attribution).all() else None
