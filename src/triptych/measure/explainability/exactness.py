"""Exactness: whether the units that an explanation names are sufficient for the decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from triptych.dataset import Raw
from triptych.measure.explainability.masking import Masking


@dataclass(frozen=True, eq=False)
class Exactness:
    """The value and the number of the named units; NaN without an explanation.

    values          v(named units) (n,): 1 where the named units suffice; larger is better
    named_units     number of named units (n,); smaller is better at equal values
    """

    values: npt.NDArray[np.float64]
    named_units: npt.NDArray[np.float64]


def exactness(
    masking: Masking,
    items: Raw,
    decisions: Sequence[Any],
    named: Sequence[npt.NDArray[np.bool_] | None],
) -> Exactness:
    """Measure whether the named units alone keep the decision with all others exchanged.

    masking     with draws=30: ten draws are too coarse to tell sufficient from nearly sufficient
    named       for each item a boolean mask (units,) of the named units; None without an
                explanation. An explanation that names no unit says that any item gets this
                decision.

    A sampled form of the sufficiency that Ribeiro, Singh and Guestrin call precision (Anchors,
    AAAI 2018).
    """
    counts = masking.unit_counts(items).tolist()
    sets = [
        np.zeros((0, units), dtype=bool) if one is None else np.reshape(one, (1, units))
        for one, units in zip(named, counts, strict=True)
    ]
    values = masking.values_of(items, decisions, sets)
    return Exactness(
        np.array([found[0] if len(found) else np.nan for found in values]),
        np.array([np.nan if one is None else float(one.sum()) for one in named]),
    )
