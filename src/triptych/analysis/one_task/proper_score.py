"""Proper scoring rules: log-loss and Brier score, and the decomposition of the Brier score.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import Interval
from triptych.analysis.statistics.unseen import unseen_outcomes
from triptych.measure.quality import Numbers

SMALLEST: Final = float(np.finfo(np.float32).eps)
"""Smallest probability in the log-loss: the machine epsilon of float32, as in item tables."""

BINS: Final = 20


@dataclass(frozen=True, kw_only=True)
class BrierParts:
    """Decomposition of a Brier score: score = reliability - resolution + uncertainty.

    reliability   mean squared distance of probabilities to observed frequencies; 0 is calibrated
    resolution    variance of the observed frequencies between forecasts; larger is better. Includes
                  the variation within bins, so that the three terms add up exactly
    uncertainty   the score of a constant forecast: the class frequencies of the tested items
    """

    reliability: float
    resolution: float
    uncertainty: float


@dataclass(frozen=True, kw_only=True)
class ProperScores:
    """Proper scores of a contender's probabilities; all are means over seeds and items.

    log_loss   minus the logarithm of the true class's probability, in nats
    brier      squared distance to the one-hot truth, summed over classes: 0 to 2
    clipped    share of answers whose true class has a probability below `SMALLEST`
    """

    log_loss: Interval
    brier: Interval
    brier_parts: BrierParts
    clipped: float


def proper_scores(forecasts: ClassProbabilities) -> ProperScores:
    """Score the probabilities of a contender, with the interval of a score.

    Log-loss, and the Brier score (Monthly Weather Review 78, 1950) with its decomposition. Where
    no error was seen, the share that may hide is taken as bad as can be.
    """
    fitted = forecasts.fitted()
    design = design_of(fitted.outcomes)
    parts = [
        brier_parts(probabilities, fitted.outcomes.truth) for probabilities in fitted.probabilities
    ]
    return ProperScores(
        log_loss=_widened(design.mean_interval(log_losses(fitted)), fitted, -np.log(SMALLEST)),
        brier=_widened(design.mean_interval(brier_scores(fitted)), fitted, 2.0),
        brier_parts=BrierParts(
            reliability=float(np.mean([part.reliability for part in parts])),
            resolution=float(np.mean([part.resolution for part in parts])),
            uncertainty=parts[0].uncertainty,
        ),
        clipped=float((fitted.of_truth < SMALLEST).mean()),
    )


def _widened(interval: Interval, forecasts: ClassProbabilities, worst: float) -> Interval:
    """The interval with the unseen share at `worst` where no error was seen, at 0 where no hit."""
    right, wrong = unseen_outcomes(forecasts.outcomes)
    if right or wrong:
        below, above = right * interval.estimate, wrong * (worst - interval.estimate)
        interval = interval.widened(below, above, "exact for unseen errors")
    return interval.clipped(0.0, worst)


def log_losses(forecasts: ClassProbabilities) -> Numbers:
    """Minus the natural logarithm of the true class's probability, M[seed, item], in nats.

    Clipped to `SMALLEST` and 1 - `SMALLEST`, as scikit-learn's `log_loss` does with float32.
    """
    losses: Numbers = -np.log(np.clip(forecasts.of_truth, SMALLEST, 1 - SMALLEST))
    return losses


def brier_scores(forecasts: ClassProbabilities) -> Numbers:
    """Squared distance of the probabilities to the one-hot truth, M[seed, item].

    Summed over classes (Brier, Monthly Weather Review 78, 1950): with two classes this is twice the
    score over the positive class alone.
    """
    squares = np.square(forecasts.probabilities).sum(axis=2)
    scores: Numbers = squares - 2 * forecasts.of_truth + 1
    return scores


def brier_parts(probabilities: Numbers, truth: Numbers) -> BrierParts:
    """Decompose the Brier score of one fit for each class, and sum over classes.

    probabilities   shape (n, classes)
    truth           n indices into the classes
    Murphy's decomposition (Journal of Applied Meteorology 12, 1973) on the distinct probabilities
    of a class where there are at most `BINS`; else on as many bins of equal width, with the terms
    of Stephenson, Coelho and Jolliffe (Weather and Forecasting 23, 2008) for the variation within a
    bin.
    """
    reliability = resolution = uncertainty = 0.0
    for number, stated in enumerate(probabilities.T):
        came_true = (truth == number).astype(np.float64)
        values, place = np.unique(stated, return_inverse=True)
        if len(values) > BINS:
            place = np.minimum((stated * BINS).astype(np.intp), BINS - 1)
        counts = np.bincount(place)
        some = np.maximum(counts, 1)
        mean_stated = np.bincount(place, stated) / some
        mean_true = np.bincount(place, came_true) / some
        weights = counts / len(truth)
        base = came_true.mean()
        off = stated - mean_stated[place]
        within_variance = float(np.mean(off**2))
        within_covariance = 2 * float(np.mean(off * came_true))
        reliability += float(weights @ (mean_stated - mean_true) ** 2)
        resolution += float(weights @ (mean_true - base) ** 2)
        resolution += within_covariance - within_variance
        uncertainty += float(base * (1 - base))
    return BrierParts(reliability=reliability, resolution=resolution, uncertainty=uncertainty)
