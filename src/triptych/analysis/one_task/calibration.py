"""Calibration: whether a contender is right as often as it says it is.

Formulas and sources: docs/statistics.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import CONFIDENCE, Interval, wilson
from triptych.analysis.statistics.rank_tests import benjamini_hochberg
from triptych.analysis.statistics.smooth_ece import Null, null_of_calibrated, smooth_ece
from triptych.measure.quality import Numbers

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence.

    low, high     the least and the greatest confidence among them
    confidence    their mean
    right         share that was right, with Wilson's interval for the items of one seed, or for
                  the effective number of independent items where items are in order
    items         number of items of one seed, averaged over seeds
    """

    low: float
    high: float
    confidence: float
    right: Interval
    items: float


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Confidence in a decision against how often it is right.

    smooth_ece    mean distance between the two, smoothed over confidence; mean over seeds
    null          smooth ECE of a perfectly calibrated contender with the same confidences
    confidence    mean over all answers; `right` is the share that was right
    bins          the reliability diagram, by growing confidence
    adjusted_p_value  of the hypothesis that it is calibrated; of `calibrations` over all contenders
                  of a task, else its own
    """

    smooth_ece: float
    null: Null
    confidence: float
    right: float
    bins: tuple[Bin, ...]
    adjusted_p_value: float

    @property
    def shown(self) -> bool:
        """Whether a perfectly calibrated contender would hardly have so large a smooth ECE."""
        return self.adjusted_p_value <= 1 - CONFIDENCE


def calibrations(forecasts: Mapping[str, ClassProbabilities]) -> dict[str, Calibration]:
    """Measure the calibration of every contender of a task, p-values adjusted over all of them.

    By Benjamini and Hochberg (Journal of the Royal Statistical Society B 57, 1995).
    """
    found = {name: calibration(one) for name, one in forecasts.items()}
    adjusted = benjamini_hochberg({name: one.adjusted_p_value for name, one in found.items()})
    return {name: replace(one, adjusted_p_value=adjusted[name]) for name, one in found.items()}


def calibration(forecasts: ClassProbabilities) -> Calibration:
    """Measure the calibration of a contender's confidence, for any number of classes.

    Smooth ECE (Blasiok and Nakkiran, ICLR 2024) beside its null, and a reliability diagram. For
    ordered items, the null draws the effective number of independent items.
    """
    fitted = forecasts.fitted()
    confidence, hits = fitted.confidence, fitted.outcomes.hits
    seeds, items = confidence.shape
    independent = design_of(fitted.outcomes).independent_items(confidence - hits)
    # One draw an item, with the confidence of one seed or another: seeds test the same items.
    drawn = np.arange(independent) * items // independent
    mixed = confidence[np.arange(independent) % seeds, drawn]
    off = float(np.mean([smooth_ece(*row) for row in zip(confidence, hits, strict=True)]))
    null = null_of_calibrated(mixed)
    return Calibration(
        smooth_ece=off,
        null=null,
        adjusted_p_value=null.p_at_least(off),
        confidence=float(confidence.mean()),
        right=float(hits.mean()),
        bins=reliability_bins(confidence, hits, independent=independent / items),
    )


def reliability_bins(
    confidence: Numbers, hits: Numbers, *, independent: float = 1.0
) -> tuple[Bin, ...]:
    """Bin answers by confidence: each distinct value where there are few, else tenths.

    Both of shape (seeds, n). The bins are those of scikit-learn's `calibration_curve` with the
    strategy `quantile`; answers of equal confidence stay together. `independent` is the share of
    the items that Wilson's interval (JASA 22, 1927) counts.
    """
    seeds = len(confidence)
    flat, right = confidence.ravel(), hits.ravel()
    values, place = np.unique(flat, return_inverse=True)
    if len(values) > BINS:
        edges = np.percentile(flat, np.linspace(0, 100, BINS + 1))
        place = np.searchsorted(edges[1:-1], flat)
    return tuple(
        Bin(
            low=float(flat[members].min()),
            high=float(flat[members].max()),
            confidence=float(flat[members].mean()),
            right=wilson(
                independent * float(right[members].sum()) / seeds,
                independent * int(members.sum()) / seeds,
            ),
            items=int(members.sum()) / seeds,
        )
        for members in (place == number for number in np.unique(place))
    )
