"""Randomisation: whether explanations depend on learning, or on the item alone.

Adebayo et al., Sanity Checks for Saliency Maps, NeurIPS 2018, with a twin that learned from
permuted labels in place of one with random weights.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from triptych.measure.explainability.masking import Map
from triptych.measure.explainability.similarity import rank_correlations, spearman


@dataclass(frozen=True, eq=False)
class Randomisation:
    """Similarity of explanations to those of a randomised twin, and to each other.

    spearman    rank correlation of each item's map with the twin's map (n,); NaN without both
    level       mean rank correlation between the contender's maps of two different items with the
                same number of units; NaN without such a pair
    """

    spearman: npt.NDArray[np.float64]
    level: float

    @property
    def mean(self) -> float:
        """Mean of `spearman` over items with both maps; should be below `level`."""
        known = self.spearman[~np.isnan(self.spearman)]
        return float(known.mean()) if len(known) else np.nan


def randomisation(attributions: Sequence[Map | None], twins: Sequence[Map | None]) -> Randomisation:
    """Compare the maps of items with those of a twin trained on permuted labels.

    attributions, twins     a map for each item, over the same units; None where there is none
    """
    return Randomisation(
        np.array(
            [
                np.nan if own is None or twin is None else spearman(own, twin)
                for own, twin in zip(attributions, twins, strict=True)
            ]
        ),
        _level(attributions),
    )


def _level(attributions: Sequence[Map | None]) -> float:
    by_units: defaultdict[int, list[Map]] = defaultdict(list)
    for attribution in attributions:
        if attribution is not None:
            by_units[len(attribution)].append(attribution)
    pairs = [
        correlations[np.triu_indices_from(correlations, k=1)]
        for maps in by_units.values()
        for correlations in (rank_correlations(np.stack(maps)),)
    ]
    alike = np.concatenate([*pairs, np.zeros(0)])
    return float(alike.mean()) if len(alike) else np.nan
