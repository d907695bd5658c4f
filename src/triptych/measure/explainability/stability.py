"""Stability of explanations under small changes of the item that keep the decision.

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
from triptych.measure.explainability.masking import Map, Masking
from triptych.measure.explainability.similarity import spearman, total_variation

_ATTEMPTS: Final = 10


@dataclass(frozen=True, eq=False)
class Noisy:
    """Noisy copies of items, each with a few units of another item.

    items       the copies with the same decision
    origin      the item that each copy was made from (copies,)
    made        number of all copies, including those with another decision
    """

    items: Raw
    origin: Indices
    made: int

    @property
    def flip_rate(self) -> float:
        """Share of all copies whose decision changed; NaN without copies."""
        return 1 - len(self.origin) / self.made if self.made else np.nan


@dataclass(frozen=True, eq=False)
class Stability:
    """Similarity of explanations of noisy copies to those of their items.

    spearman            rank correlation, mean over an item's copies (n,); larger is better
    total_variation     total variation distance, maximum over an item's copies (n,); smaller is
                        better
    flip_rate           share of copies that were not compared, because their decision changed
    copies              number of all copies

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
    """Make `copies` copies of each item, with some units from a random donor.

    share       share of exchanged units; at least one unit is exchanged

    A copy that equals its item, or falls into another number of units (as texts may), is drawn
    again, up to ten times; then it is left out. Donors are those of `masking`, drawn by seed and
    content of the item.
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
    attribute       function from the copies and their origins to a map each, by the same explainer;
                    random draws should be those of the item, so that only the change of the item
                    has an effect
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
