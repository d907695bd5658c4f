"""Masking: the value of a set of units to a contender, by exchanging all other units.

The units outside a set take the values of real items, the donors. After Covert, Lundberg and
Lee, Explaining by Removing, JMLR 22 (2021), with donors from the marginal distribution and the
contender's own decision as what is explained.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Indices, Raw, digests, take
from triptych.errors import ContractError
from triptych.units.kinds import Kept, Units, each

Decide = Callable[[Raw], Any]
"""A function from raw items to one decision each: class names, or numbers for regression."""

Map = npt.NDArray[np.float64]
"""The attribution of each unit of an item (units,): positive values support the decision."""

_MOST_INPUTS: Final = 4096
_MOST_BYTES: Final = 64_000_000
"""Largest number of masked inputs in one call, and their memory in bytes."""


@final
class Masking:
    """Values of sets of units: v(S) = share of draws in which the contender's decision is kept.

    In a draw, the units outside S are a donor's. A label is kept if it is the same, a number if it
    moves by at most `tolerance`, NaN only by NaN. So v of all units is 1, and v of none is the
    decision's share among the donors.

    decide      the contender's pipeline, including features
    units       the units of raw items
    donors      items whose units are used; metrics and explainers should have disjoint donors
    draws       number of donors for each item, the same for all its sets, chosen by seed and
                content of the item; at most all donors
    tolerance   None where decisions are labels

    `calls` counts the contender's decisions. A masked input that occurs twice in one call is
    decided once, and the value of a set is cached. Raises ContractError without donors.
    """

    def __init__(
        self,
        decide: Decide,
        units: Units,
        donors: Raw,
        draws: int = 10,
        seed: int = 0,
        tolerance: float | None = None,
    ) -> None:
        if not len(donors):
            raise ContractError("masking needs at least one donor item, and there is none.")
        self.decide = decide
        self.units = units
        self.donors = donors
        self.draws = min(draws, len(donors))
        self.seed = seed
        self.tolerance = tolerance
        self.calls = 0
        self._known: dict[tuple[int, Any], dict[bytes, float]] = {}

    def values(self, item: Raw, decision: Any, kept: Kept) -> npt.NDArray[np.float64]:
        """Return v of each set (m,), for sets (m, units) of the one item in `item`."""
        return self.values_of(item, [decision], [kept])[0]

    def values_of(
        self, items: Raw, decisions: Sequence[Any], kept: Sequence[Kept]
    ) -> list[npt.NDArray[np.float64]]:
        """Return v (m,) of each set for several items: of item i the sets kept[i] (m, units).

        One call for many items costs less than a call for each.
        """
        contents = digests(items).tolist()
        keys = [[row.tobytes() for row in np.packbits(sets, axis=1)] for sets in kept]
        known = [
            self._known.setdefault((content, decision), {_everything(sets.shape[1]): 1.0})
            for content, decision, sets in zip(contents, decisions, kept, strict=True)
        ]
        new: list[dict[bytes, int]] = [
            {key: place for place, key in enumerate(names) if key not in values}
            for names, values in zip(keys, known, strict=True)
        ]
        stays = self.keeps(
            items,
            decisions,
            [
                np.tile(self._drawn(content), len(places))
                for content, places in zip(contents, new, strict=True)
            ],
            [
                np.repeat(sets[list(places.values())], self.draws, axis=0)
                for sets, places in zip(kept, new, strict=True)
            ],
        )
        for values, places, kept_draws in zip(known, new, stays, strict=True):
            shares = kept_draws.reshape(-1, self.draws).mean(axis=1)
            values.update(zip(places, shares.tolist(), strict=True))
        return [
            np.array([values[key] for key in names])
            for names, values in zip(keys, known, strict=True)
        ]

    def keeps(
        self,
        items: Raw,
        decisions: Sequence[Any],
        donors: Sequence[Indices],
        kept: Sequence[Kept],
    ) -> list[npt.NDArray[np.bool_]]:
        """Whether the decision stays (m,), for the sets kept[i] (m, units) of item i.

        donors      for each item the indices (m,) of the donor of each of its sets
        """
        counts = [len(sets) for sets in kept]
        item = np.repeat(np.arange(len(items)), counts)
        donor = np.concatenate(donors)
        sets = _padded(kept)
        wanted = np.asarray(decisions, dtype=object if self.tolerance is None else np.float64)
        stays = np.ones(len(item), dtype=bool)
        size = max(1, min(_MOST_INPUTS, _MOST_BYTES // _bytes_an_item(items)))
        for start in range(0, len(item), size):
            part = slice(start, start + size)
            masked = self.masked(items, item[part], donor[part], sets[part])
            stays[part] = self._is_kept(self._decided(masked), wanted[item[part]])
        return np.split(stays, np.cumsum(counts)[:-1])

    def masked(self, items: Raw, item: Indices, donor: Indices, kept: Kept) -> Raw:
        """Masked inputs (n): `item` and `donor` (n,) are indices, `kept` (n, units) a mask."""
        return self.units.exchange(take(items, item), take(self.donors, donor), kept)

    def samples(self, items: Raw, sets: int, seed: int) -> Raw:
        """Masked inputs of random sets of units: `sets` for each item with two units or more.

        Sizes are uniform between one unit and all but one; donors are the item's own.
        """
        rows: list[Kept] = []
        donors: list[Indices] = []
        counts = self.unit_counts(items)
        for units, content in zip(counts.tolist(), digests(items).tolist(), strict=True):
            random = np.random.default_rng((seed, content))
            kept = random.integers(1, units, size=sets) if units > 1 else np.zeros(0, np.intp)
            ranks = random.permuted(np.tile(np.arange(units), (len(kept), 1)), axis=1)
            rows.append(ranks < kept[:, None])
            donors.append(np.resize(self._drawn(content), len(kept)))
        item = np.repeat(np.arange(len(items)), [len(part) for part in rows])
        return self.masked(items, item, np.concatenate(donors), _padded(rows))

    def unit_counts(self, items: Raw) -> npt.NDArray[np.intp]:
        """The number of units of each item (n,)."""
        return np.array([len(self.units.names(row)) for row in each(items)], dtype=np.intp)

    def _drawn(self, content: int) -> Indices:
        random = np.random.default_rng((self.seed, int(content)))
        return random.choice(len(self.donors), self.draws, replace=False)

    def _decided(self, masked: Raw) -> npt.NDArray[Any]:
        first, place = _distinct(masked)
        asked = take(masked, first)
        answers = np.asarray(self.decide(asked))
        if answers.shape != (len(asked),):
            raise ContractError(
                f"the contender gave decisions of shape {answers.shape} for {len(asked)} masked "
                "items; expected one for each, in order."
            )
        self.calls += len(asked)
        decided: npt.NDArray[Any] = answers[place]
        return decided

    def _is_kept(
        self, answers: npt.NDArray[Any], wanted: npt.NDArray[Any]
    ) -> npt.NDArray[np.bool_]:
        if self.tolerance is None:
            return np.asarray(answers.astype(object) == wanted, dtype=bool)
        numbers = answers.astype(np.float64)
        return np.asarray(
            np.isclose(numbers, wanted, rtol=0, atol=self.tolerance, equal_nan=True), dtype=bool
        )


def _everything(units: int) -> bytes:
    return np.packbits(np.ones(units, dtype=bool)).tobytes()


def _padded(sets: Sequence[Kept]) -> Kept:
    """All sets stacked, padded to the width of the widest; padding is ignored."""
    width = max(rows.shape[1] for rows in sets)
    return np.concatenate([np.pad(rows, ((0, 0), (0, width - rows.shape[1]))) for rows in sets])


def _bytes_an_item(items: Raw) -> int:
    if isinstance(items, pd.DataFrame):
        return 8 * max(1, items.shape[1])
    return max(1, items[:1].nbytes)


def _distinct(masked: Raw) -> tuple[Indices, Indices]:
    """The first index of each distinct item, and the number of the distinct item for each item."""
    _, first, place = np.unique(_contents(masked), return_index=True, return_inverse=True)
    return first, place


def _contents(masked: Raw) -> npt.NDArray[Any]:
    """A hashable key for each item, equal if and only if the items are equal."""
    if isinstance(masked, pd.DataFrame):
        return digests(masked)
    if masked.dtype.kind == "O":
        return pd.factorize(masked)[0]
    flat = np.ascontiguousarray(masked).reshape(len(masked), -1)
    return flat.view(np.dtype((np.void, flat.dtype.itemsize * flat.shape[1]))).ravel()
