"""The measurements that metrics of explanations are computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from triptych.absent import Absent
from triptych.measure.explainability.exactness import Exactness
from triptych.measure.explainability.ground_truth import GroundTruth
from triptych.measure.explainability.masking import Map
from triptych.measure.explainability.randomisation import Randomisation, randomisation
from triptych.measure.explainability.stability import Stability
from triptych.measure.explainability.track import TrackValues


@dataclass(frozen=True, eq=False, kw_only=True)
class MeasuredTrack:
    """The measurements of one explainer's explanations of a contender's n decisions.

    stability       of each batch of items
    exactness       (n,)
    truth           (n,) agreement of the maps with the ground truth; NaN where it is not known
    maps            the map of each of n items; None where the item has nothing to rank
    twins           the maps of the twin, a randomised model, for each of n items; empty where there
                    is none
    errors          completeness errors of the explanations that are meant to add up
    seconds, calls  cost of each explanation: seconds, and requested decisions
    is_truth_known  whether the relevant parts of the raw items are known
    no_twin         the reason why there is no twin; None where there is one
    """

    values: TrackValues
    stability: Sequence[Stability]
    exactness: Exactness
    truth: GroundTruth
    maps: Sequence[Map | None]
    twins: Sequence[Map | None]
    errors: Sequence[float]
    seconds: Sequence[float]
    calls: Sequence[float]
    off_manifold_rate: float
    is_truth_known: bool
    no_twin: Absent | None

    @cached_property
    def similarity(self) -> Randomisation:
        """Similarity of the maps to those of the twin; NaN where there is none."""
        if not self.twins:
            return Randomisation(np.full(len(self.maps), np.nan), np.nan)
        return randomisation(self.maps, self.twins)

    @property
    def has_no_map(self) -> bool:
        """Whether no explanation gives each unit a number."""
        return bool(self.values.is_unexplained.all())

    @property
    def has_no_order(self) -> bool:
        """Whether no item has units that an explanation ranks."""
        return bool((self.values.is_unexplained | self.values.is_dropped).all())

    def why_no_order(self) -> str:
        """The reason for a missing number that needs a map and an order of units."""
        if self.has_no_map:
            return "its explanations give no number for each part"
        return "no item has units on which its decision depends"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredContender:
    """The measurements of a contender itself; NaN where a number is not known.

    tree_excess, tree_error_share   see `surrogate.Surrogate`
    read            mean number of comparisons or multiply-adds per decision
    is_classifier   whether its decisions are classes
    """

    tree_excess: float
    tree_error_share: float
    read: float
    is_classifier: bool


def mean(values: Any) -> float:
    """The mean of the known values; NaN where none is known."""
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    return float(known.mean()) if len(known) else np.nan
