"""Split conformal prediction: sets or intervals that contain the truth with a stated coverage.

Formulas and sources: docs/statistics.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import stats

from triptych.absent import Absent
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.statistics.interval import CONFIDENCE
from triptych.measure.quality import Numbers
from triptych.results.outcomes import Outcomes

LEVEL: Final = Fraction(9, 10)
"""Nominal coverage; a fraction, so that ranks are exact."""

HALVES: Final = 10


@dataclass(frozen=True, kw_only=True)
class Conformal:
    """Size and coverage of conformal answers at 90 %; means over random halves and fits.

    coverage        share of the test halves' items whose answer contains the truth
    expected        interval that contains the coverage of 95 % of single halves if items are
                    exchangeable: beta-binomial
    size            mean number of classes in the set; for regression the width of the interval
    none            share of empty sets; 0 for regression
    of_class        coverage of each class's items (classes,), NaN for a class without items; empty
                    for regression
    calibrated_on   number of items in a calibration half
    """

    coverage: float
    expected: tuple[float, float]
    size: float
    none: float
    of_class: tuple[float, ...]
    calibrated_on: int


def conformal_sets(forecasts: ClassProbabilities) -> Conformal | Absent:
    """Predict the set of classes whose probability is not unusually small for a true class.

    The score of a class is one minus its probability (LAC: Sadinle, Lei and Wasserman, JASA 114,
    2019); the threshold leaves out the largest tenth of the true classes' scores on the calibration
    half.
    """
    fitted = forecasts.fitted()
    truth, scores = fitted.outcomes.truth, 1 - fitted.of_truth
    if too_few := _too_few(len(truth)):
        return too_few
    covered, sizes, none = [], [], []
    right, tested = np.zeros((2, fitted.probabilities.shape[2]))
    for fit, limit, rest in _limits(scores):
        counts = (1 - fitted.probabilities[fit, rest] <= limit).sum(axis=1)
        inside = (scores[fit, rest] <= limit).astype(np.float64)
        covered.append(float(inside.mean()))
        sizes.append(float(counts.mean()))
        none.append(float((counts == 0).mean()))
        right += np.bincount(truth[rest], inside, minlength=len(right))
        tested += np.bincount(truth[rest], minlength=len(right))
    of_class = np.divide(right, tested, out=np.full(len(right), np.nan), where=tested > 0)
    return _summary(len(truth), covered, sizes, none, of_class)


def conformal_intervals(outcomes: Outcomes) -> Conformal | Absent:
    """Predict intervals: the number, plus and minus the distance that covers 90 % of truths.

    The score is the absolute residual (Lei et al., JASA 113, 2018).
    """
    if too_few := _too_few(len(outcomes.items)):
        return too_few
    residuals = outcomes.fitted().losses
    covered, widths = [], []
    for fit, limit, rest in _limits(residuals):
        covered.append(float((residuals[fit, rest] <= limit).mean()))
        widths.append(2 * limit)
    return _summary(len(outcomes.items), covered, widths, [0.0], np.empty(0))


def threshold(scores: Numbers) -> float:
    """Return the k-th smallest of n scores, which a new item exceeds with probability 0.1 at most.

    k = ceil((n + 1) · 0.9) (Vovk, Gammerman and Shafer, 2005); infinite where k > n.
    """
    rank = -(-(len(scores) + 1) * LEVEL.numerator // LEVEL.denominator)
    if rank > len(scores):
        return np.inf
    return float(np.partition(scores, rank - 1)[rank - 1])


def expected_coverage(calibrated_on: int, tested: int) -> tuple[float, float]:
    """Return the interval of one half's coverage in 95 % of divisions.

    Beta-binomial (Angelopoulos and Bates, 2023, section 3.2), for continuous scores; with ties
    coverage is larger.
    """
    rank = -(-(calibrated_on + 1) * LEVEL.numerator // LEVEL.denominator)
    held = stats.betabinom(tested, rank, calibrated_on + 1 - rank)
    low, high = held.interval(CONFIDENCE)
    return float(low) / tested, float(high) / tested


def _too_few(items: int) -> Absent | None:
    needed = int(LEVEL / (1 - LEVEL))
    if items // 2 >= needed:
        return None
    return Absent(
        f"half of {items:,} tested items are fewer than the {needed} that {int(100 * LEVEL)}% need"
    )


def _limits(scores: Numbers) -> Iterator[tuple[int, float, npt.NDArray[np.intp]]]:
    """Yield the fit, the threshold from the calibration half and the test half, for each division.

    scores   M[fit, item]; all fits share the divisions
    """
    items = scores.shape[1]
    generator = np.random.default_rng(0)
    orders = [generator.permutation(items) for _ in range(HALVES)]
    for fit, order in product(range(len(scores)), orders):
        chosen, rest = order[: items // 2], order[items // 2 :]
        yield fit, threshold(scores[fit, chosen]), rest


def _summary(
    items: int, covered: list[float], sizes: list[float], none: list[float], of_class: Numbers
) -> Conformal:
    return Conformal(
        coverage=float(np.mean(covered)),
        expected=expected_coverage(items // 2, items - items // 2),
        size=float(np.mean(sizes)),
        none=float(np.mean(none)),
        of_class=tuple(map(float, of_class)),
        calibrated_on=items // 2,
    )
