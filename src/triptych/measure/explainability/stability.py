"""Stability: whether an explanation stays where the item changes a little and its decision not.

Alvarez-Melis and Jaakkola, On the Robustness of Interpretability Methods, 2018, and Yeh et al.,
On the (In)fidelity and Sensitivity of Explanations, NeurIPS 2019 (the worst case over
perturbations), with real units for noise, and ranks and shares in place of ratios of norms.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Indices, Raw, digests
from triptych.measure.explainability.likeness import spearman, total_variation
from triptych.measure.explainability.masking import Map, Masking

_ATTEMPTS: Final = 10


@dataclass(frozen=True, eq=False)
class Noisy:
    """Copies of items, each with a few units of another item.

    items       the copies for which the decision stayed
    origin      which item each is a copy of
    made        how many were made, those included for which it changed
    """

    items: Raw
    origin: Indices
    made: int

    @property
    def flip_rate(self) -> float:
        """Share of all copies made for which the decision changed; NaN where there are none."""
        return 1 - len(self.origin) / self.made if self.made else np.nan


@dataclass(frozen=True, eq=False)
class Stability:
    """How explanations of noisy copies compare with those of their items.

    spearman            mean over an item's copies of the rank correlation (n,); up
    total_variation     the greatest of them (n,); down
    flip_rate           share of copies that were not compared, their decision having changed
    copies              how many were made

    NaN where an item has no copy with its decision, or no map.
    """

    spearman: npt.NDArray[np.float64]
    total_variation: npt.NDArray[np.float64]
    flip_rate: float
    copies: int


def noisy(
    masking: Masking,
    items: Raw,
    decisions: Sequence[Any],
    *,
    copies: int = 3,
    share: float = 0.0,
    seed: int = 0,
) -> Noisy:
    """Make `copies` copies of each item in which some units are a random donor's.

    share       of the units that are exchanged; at least one unit is

    A copy that equals its item, or falls into another number of units (as texts may), is drawn
    again, up to ten times; what is still unfit is left out. The donors are those of `masking`;
    seed and content of the item choose.
    """
    counts, contents = masking.unit_counts(items), digests(items)
    randoms = [np.random.default_rng((seed, content)) for content in contents.tolist()]
    origin = np.repeat(np.arange(len(items)), copies)
    kept = np.zeros((len(origin), int(counts.max())), dtype=bool)
    donors = np.zeros(len(origin), dtype=np.intp)
    missing = np.arange(len(origin))
    for _ in range(_ATTEMPTS):
        for copy in missing.tolist():
            random, units = randoms[origin[copy]], int(counts[origin[copy]])
            kept[copy, :units] = random.permutation(units) >= max(1, round(share * units))
            donors[copy] = random.integers(len(masking.donors))
        drawn = masking.masked(items, origin[missing], donors[missing], kept[missing])
        is_fit = masking.unit_counts(drawn) == counts[origin[missing]]
        is_fit &= digests(drawn) != contents[origin[missing]]
        missing = missing[~is_fit]
        if not len(missing):
            break
    made = np.setdiff1d(np.arange(len(origin)), missing)
    bounds = np.searchsorted(origin[made], np.arange(1, len(items)))
    stays = np.concatenate(
        masking.keeps(
            items,
            decisions,
            np.split(donors[made], bounds),
            [
                sets[:, :units]
                for sets, units in zip(np.split(kept[made], bounds), counts, strict=True)
            ],
        )
    )
    left = made[stays]
    return Noisy(
        masking.masked(items, origin[left], donors[left], kept[left]),
        origin[left],
        len(made),
    )


def stability(
    attributions: Sequence[Map | None],
    copies: Noisy,
    attribute: Callable[[Raw, Indices], Sequence[Map | None]],
) -> Stability:
    """Compare explanations of items with those of their noisy copies.

    attributions    the map of each item
    attribute       explains copies as the items were explained: from the copies and which item
                    each is a copy of to a map each; what is random should be drawn as for the
                    item, so that only the change of the item tells
    """
    alike: list[list[float]] = [[] for _ in attributions]
    apart: list[list[float]] = [[] for _ in attributions]
    maps = attribute(copies.items, copies.origin) if len(copies.origin) else []
    for item, copy in zip(copies.origin.tolist(), maps, strict=True):
        own = attributions[item]
        if own is not None and copy is not None:
            alike[item].append(spearman(own, copy))
            apart[item].append(total_variation(own, copy))
    return Stability(
        np.array([np.mean(values) if values else np.nan for values in alike]),
        np.array([max(values, default=np.nan) for values in apart]),
        copies.flip_rate,
        copies.made,
    )
