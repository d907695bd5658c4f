"""Shapley values of units, estimated from decisions alone, for any contender.

phi_u = mean over orders of v(units before u, and u) - v(units before u), where v is whether the
decision is kept. Estimated from orders and their reverses: Mitchell, Cooper, Frank and Holmes,
Sampling Permutations for Shapley Value Estimation, JMLR 23 (2022), section 4.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Raw
from triptych.measure.explainability.masking import Map, Masking
from triptych.units.kinds import Kept

PERMUTATIONS: Final = 100
"""On digits (16 units) maps from 10 have less faithfulness than one constant map; from 100, half of
what that leaves, and from 200 hardly more."""

Orders = npt.NDArray[np.intp]
"""Permutations of the units (permutations, units)."""


def shapley(
    masking: Masking, item: Raw, decision: Any, permutations: int = PERMUTATIONS, seed: int = 0
) -> Map:
    """Return the Shapley value of each unit (units,), of the one item in `item`.

    Each order and its reverse share one donor, so that at most permutations x (units + 1) decisions
    are asked for. The sum is exactly 1 - the share of those donors with the decision. The seed
    alone determines orders and donors: a noisy copy of an item is explained with the item's draws,
    so that only the contender's decisions differ.
    """
    return shapley_of(masking, item, [decision], permutations, [seed])[0]


def shapley_of(
    masking: Masking,
    items: Raw,
    decisions: Sequence[Any],
    permutations: int,
    seeds: Sequence[int],
) -> list[Map]:
    """Return a map (units,) of Shapley values for each item, decided together; one seed each."""
    units = masking.unit_counts(items)
    orders: list[Orders] = []
    donors: list[npt.NDArray[np.intp]] = []
    for count, seed in zip(units.tolist(), seeds, strict=True):
        random = np.random.default_rng(seed)
        orders.append(antithetic_orders(count, permutations, random))
        pairs = -(-permutations // 2)
        lent = random.permutation(len(masking.donors))
        donors.append(np.repeat(np.resize(lent, pairs), 2)[:permutations])
    stays = masking.keeps(
        items,
        decisions,
        [np.repeat(lent, order.shape[1]) for lent, order in zip(donors, orders, strict=True)],
        # The set of all units keeps the decision without being asked.
        [chains(order)[:, :-1].reshape(-1, order.shape[1]) for order in orders],
    )
    return [
        credit(order, np.pad(part.reshape(order.shape), ((0, 0), (0, 1)), constant_values=True))
        for order, part in zip(orders, stays, strict=True)
    ]


def antithetic_orders(units: int, permutations: int, random: np.random.Generator) -> Orders:
    """Random orders (permutations, units), every second the reverse of the one before."""
    pairs = -(-permutations // 2)
    forward = random.permuted(np.tile(np.arange(units), (pairs, 1)), axis=1)
    both = np.stack((forward, forward[:, ::-1]), axis=1)
    return both.reshape(2 * pairs, units)[:permutations]


def chains(orders: Orders) -> Kept:
    """The sets from none to all units along each order (permutations, units + 1, units)."""
    units = orders.shape[1]
    return np.argsort(orders, axis=1)[:, None, :] < np.arange(units + 1)[:, None]


def credit(orders: Orders, values: npt.NDArray[Any]) -> Map:
    """Each unit's mean gain when it joins (units,), from the values of the sets of `chains`.

    values      v of each set on the way (permutations, units + 1)
    """
    gains = np.diff(values.astype(np.float64), axis=1)
    in_place = np.take_along_axis(gains, np.argsort(orders, axis=1), axis=1)
    return np.asarray(in_place.mean(axis=0), dtype=np.float64)
