"""Split conformal prediction: sets or intervals that contain the truth with a stated coverage.

Formulas and sources: docs/statistics.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Final, Self

import numpy as np
from scipy import stats

from triptych.absent import Absent
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.statistics.interval import CONFIDENCE
from triptych.analysis.statistics.sampling import ROUNDING
from triptych.measure.quality import Numbers
from triptych.results.outcomes import Integers, Outcomes

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
    calibrated_on   number of items in a calibration half, of groups where items come in groups

    Where items come in groups, halves are halves of the groups, the promise is about an item of a
    group nobody has seen, and each group counts as one: so do coverage, size and none.
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
    half. Where items come in groups, the thresholds are those of hierarchical data.
    """
    fitted = forecasts.fitted()
    truth, scores = fitted.outcomes.truth, 1 - fitted.of_truth
    units = _Units.of(fitted.outcomes)
    if too_few := units.too_few:
        return too_few
    covered, sizes, none = [], [], []
    right, tested = np.zeros((2, fitted.probabilities.shape[2]))
    for fit, limit, rest in units.limits(scores):
        counts = (1 - fitted.probabilities[fit, rest] <= limit).sum(axis=1)
        inside = (scores[fit, rest] <= limit).astype(np.float64)
        covered.append(units.mean(inside, rest))
        sizes.append(units.mean(counts, rest))
        none.append(units.mean(counts == 0, rest))
        right += np.bincount(truth[rest], inside, minlength=len(right))
        tested += np.bincount(truth[rest], minlength=len(right))
    of_class = np.divide(right, tested, out=np.full(len(right), np.nan), where=tested > 0)
    return _summary(units.count, covered, sizes, none, of_class)


def conformal_intervals(outcomes: Outcomes) -> Conformal | Absent:
    """Predict intervals: the number, plus and minus the distance that covers 90 % of truths.

    The score is the absolute residual (Lei et al., JASA 113, 2018).
    """
    units = _Units.of(outcomes)
    if too_few := units.too_few:
        return too_few
    residuals = outcomes.fitted().losses
    covered, widths = [], []
    for fit, limit, rest in units.limits(residuals):
        covered.append(units.mean(residuals[fit, rest] <= limit, rest))
        widths.append(2 * limit)
    return _summary(units.count, covered, widths, [0.0], np.empty(0))


def threshold(scores: Numbers) -> float:
    """Return the k-th smallest of n scores, which a new item exceeds with probability 0.1 at most.

    k = ceil((n + 1) · 0.9) (Vovk, Gammerman and Shafer, 2005); infinite where k > n.
    """
    rank = -(-(len(scores) + 1) * LEVEL.numerator // LEVEL.denominator)
    if rank > len(scores):
        return np.inf
    return float(np.partition(scores, rank - 1)[rank - 1])


def group_threshold(scores: Numbers, group: Integers) -> float:
    """Return the score that an item of a new group exceeds with probability 0.1 at most.

    Of K groups each has the weight 1 / (K + 1), shared by its items, and the new one the rest: the
    smallest score that nine tenths of the weight do not exceed (Lee, Barber and Willett,
    Distribution-free inference with hierarchical data, arXiv 2306.06342, 2023). Infinite for fewer
    than nine groups.
    """
    _, place, sizes = np.unique(group, return_inverse=True, return_counts=True)
    order = np.argsort(scores, kind="stable")
    weight = np.cumsum(1 / sizes[place[order]]) / (len(sizes) + 1)
    enough = np.flatnonzero(weight >= float(LEVEL) - ROUNDING)
    return float(scores[order[enough[0]]]) if len(enough) else np.inf


def expected_coverage(calibrated_on: int, tested: int) -> tuple[float, float]:
    """Return the interval of one half's coverage in 95 % of divisions.

    Beta-binomial (Angelopoulos and Bates, 2023, section 3.2), for continuous scores; with ties
    coverage is larger.
    """
    rank = -(-(calibrated_on + 1) * LEVEL.numerator // LEVEL.denominator)
    held = stats.betabinom(tested, rank, calibrated_on + 1 - rank)
    low, high = held.interval(CONFIDENCE)
    return float(low) / tested, float(high) / tested


@dataclass(frozen=True, eq=False)
class _Units:
    """What is divided into halves: n items, or their groups, of which each counts as one.

    group   the group of each item (n,), from 0; None where items are independent
    """

    items: int
    group: Integers | None

    @classmethod
    def of(cls, outcomes: Outcomes) -> Self:
        group = outcomes.groups
        if group is not None:
            _, group = np.unique(group, return_inverse=True)
        return cls(len(outcomes.items), group)

    @property
    def count(self) -> int:
        """The number of items, or of groups."""
        return self.items if self.group is None else int(self.group.max()) + 1

    @property
    def too_few(self) -> Absent | None:
        needed = int(LEVEL / (1 - LEVEL))
        if self.count // 2 >= needed:
            return None
        what = "tested items" if self.group is None else "groups of tested items"
        return Absent(
            f"half of {self.count:,} {what} are fewer than the {needed} that "
            f"{int(100 * LEVEL)}% need"
        )

    def mean(self, values: Numbers, items: Integers) -> float:
        """The mean over these items, or over their groups' means."""
        if self.group is None:
            return float(values.mean())
        group = self.group[items]
        return float(np.average(values, weights=1 / np.bincount(group)[group]))

    def limits(self, scores: Numbers) -> Iterator[tuple[int, float, Integers]]:
        """Yield the fit, the threshold from the calibration half and the test half, by division.

        scores   M[fit, item]; all fits share the divisions
        """
        generator = np.random.default_rng(0)
        orders = [generator.permutation(self.count) for _ in range(HALVES)]
        for fit, order in product(range(len(scores)), orders):
            chosen, rest = order[: self.count // 2], order[self.count // 2 :]
            if self.group is None:
                yield fit, threshold(scores[fit, chosen]), rest
                continue
            is_chosen = np.isin(self.group, chosen)
            yield (
                fit,
                group_threshold(scores[fit, is_chosen], self.group[is_chosen]),
                np.flatnonzero(~is_chosen),
            )


def _summary(
    units: int, covered: list[float], sizes: list[float], none: list[float], of_class: Numbers
) -> Conformal:
    return Conformal(
        coverage=float(np.mean(covered)),
        expected=expected_coverage(units // 2, units - units // 2),
        size=float(np.mean(sizes)),
        none=float(np.mean(none)),
        of_class=tuple(map(float, of_class)),
        calibrated_on=units // 2,
    )
