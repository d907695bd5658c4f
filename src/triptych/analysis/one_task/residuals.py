"""Residuals: how far a contender's predictions lie from the truth, and where they are largest.

Formulas and sources: docs/statistics.md#distances.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import Interval
from triptych.measure.quality import Numbers
from triptych.results.outcomes import Outcomes


@dataclass(frozen=True, kw_only=True)
class Part:
    """The items whose truth lies between `low` and `high`; both values occur.

    distance   mean distance between truth and prediction, with its 95 % interval
    bias       mean of prediction minus truth over items and seeds: positive where predictions are
               too large
    """

    low: float
    high: float
    items: int
    distance: Interval
    bias: float


def parts_of_truth(outcomes: Outcomes, edges: Numbers) -> tuple[Part, ...]:
    """Divide the items at `edges` (parts + 1,) of the truth; leave out parts without items.

    Mean distances have the two-way interval of a score (docs/statistics.md#distances).
    """
    number = np.searchsorted(edges, outcomes.truth, side="right")
    parts = []
    for one in np.unique(number):
        members = outcomes.on(np.flatnonzero(number == one))
        parts.append(
            Part(
                low=float(members.truth.min()),
                high=float(members.truth.max()),
                items=len(members.items),
                distance=design_of(members).mean_interval(members.losses),
                bias=float((members.predictions - members.truth).mean()),
            )
        )
    return tuple(parts)


def predictions_table(outcomes: Mapping[str, Outcomes]) -> pd.DataFrame:
    """For each item that all were tested on: `truth`, and each contender's mean prediction.

    Indexed by item; sorted by the mean absolute residual over contenders, largest first
    (docs/statistics.md#distances).
    """
    columns = {
        contender: pd.Series(one.predictions.mean(axis=0), index=one.items)
        for contender, one in outcomes.items()
    }
    first = next(iter(outcomes.values()))
    truth = pd.Series(first.truth, index=first.items)
    table = pd.DataFrame({"truth": truth, **columns}).dropna()
    distance = table[list(columns)].sub(table["truth"], axis=0).abs().mean(axis=1)
    furthest = distance.sort_values(ascending=False, kind="stable").index
    ordered: pd.DataFrame = table.loc[furthest].rename_axis("item")
    return ordered
