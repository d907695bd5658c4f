"""Guaranteed coverage: the share of items a contender can answer under a bound on its risk.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from triptych.absent import Absent
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.one_task.risk_coverage import Curve
from triptych.analysis.statistics.groups import effective_groups
from triptych.analysis.statistics.interval import CONFIDENCE
from triptych.measure.quality import Numbers
from triptych.results.outcomes import Integers

RISKS: Final = (0.1, 0.05, 0.01, 0.001)
"""Acceptable shares of wrong answers (selective risk)."""

_STEPS: Final = 100
"""Number of thresholds that are tried, from the safest one to answering everything."""


@dataclass(frozen=True, slots=True)
class GuaranteedCoverage:
    """The share of items a contender can answer with at most a stated share of errors.

    risk       the acceptable share of wrong answers
    coverage   mean over fits; a fit without a guarantee counts as 0
    bound      the largest of the fits' upper bounds on the risk, 1 without a guarantee
    shown      number of the `fits` that have a guarantee
    """

    risk: float
    coverage: float
    bound: float
    shown: int
    fits: int


def guaranteed_coverage(
    forecasts: ClassProbabilities, risks: tuple[float, ...] = RISKS
) -> dict[float, GuaranteedCoverage | Absent]:
    """For each risk, the share of the test part that can be answered, with 95 % confidence.

    The tested items are halved by a hash of their number, or of that of their group. The
    calibration part orders the thresholds from the safest one; the test part tests them in that
    order until one fails: fixed-sequence testing needs no correction for the number of tests
    (Angelopoulos et al., Learn then Test, 2021). Of items in groups no more count than there are
    groups (docs/statistics.md#guaranteed-coverage). Absent where the test part is so small that
    even zero errors would give no guarantee.
    """
    fitted = forecasts.fitted()
    group = fitted.outcomes.groups
    test = in_test_part(fitted.outcomes.items if group is None else group)
    of_test = None if group is None else group[test]
    independent = float(test.sum()) if of_test is None else _independent(of_test)
    confidence, wrong = fitted.confidence, 1 - fitted.outcomes.hits
    tests = [
        _Tests.of_fit(Curve.of(sure[~test], errors[~test]), sure[test], errors[test], of_test)
        for sure, errors in zip(confidence, wrong, strict=True)
        if test.any() and not test.all()
    ]
    answers: dict[float, GuaranteedCoverage | Absent] = {}
    for risk in risks:
        if independent < items_without_error(risk) or test.all():
            count = f"{int(test.sum()):,} items"
            if of_test is not None:
                count += f" in groups that count as {int(independent):,} independent ones"
            answers[risk] = Absent(
                f"cannot be shown with this test set: its test part has {count}, and even "
                f"without an error that takes {items_without_error(risk):,}"
            )
            continue
        found = [one.at(risk) for one in tests]
        shown = [one for one in found if one is not None]
        answers[risk] = GuaranteedCoverage(
            risk=risk,
            coverage=sum(coverage for coverage, _ in shown) / len(found),
            bound=max((bound for _, bound in shown), default=1.0),
            shown=len(shown),
            fits=len(found),
        )
    return answers


def upper_bound(errors: npt.ArrayLike, items: npt.ArrayLike) -> Numbers:
    """One-sided 95 % upper bound of Clopper and Pearson (Biometrika 26, 1934) on a share of errors.

    `errors` of `items` were wrong: numbers or arrays of one shape, which the bounds have too. 1
    without items, and where all are wrong.
    """
    tried = np.maximum(items, 1)
    _, high = proportion_confint(errors, tried, 2 * (1 - CONFIDENCE), method="beta")
    bound: Numbers = np.where(np.equal(items, 0), 1.0, high)
    return bound


def items_without_error(risk: float) -> int:
    """Number of items without an error that bound the risk with 95 % confidence: about 3 / risk.

    Clopper and Pearson's bound (Biometrika 26, 1934) where no error was seen.
    """
    return int(np.ceil(np.log(1 - CONFIDENCE) / np.log1p(-risk)))


def _independent(group: Integers) -> float:
    """As how many independent items those of these groups count, if a group errs as a whole."""
    return effective_groups(group) if len(group) else 0.0


def in_test_part(items: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Mask (n,) of the items in the test part: about half, by a fixed hash of their numbers.

    The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): consecutive numbers, or even
    numbers alone, are divided as if at random.
    """
    mixed = pd.util.hash_array(items.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15))
    chosen: npt.NDArray[np.bool_] = mixed % np.uint64(2) == 1
    return chosen


@dataclass(frozen=True, eq=False)
class _Tests:
    """Results of the test part for each threshold, the safest first.

    items, bounds   number of items answered at each threshold, and the bound on the share of errors
    independent     as how many independent items those answered count
    total           number of items in the test part
    """

    items: npt.NDArray[np.intp]
    independent: Numbers
    bounds: Numbers
    total: int

    @classmethod
    def of_fit(
        cls, chosen_on: Curve, confidence: Numbers, wrong: Numbers, group: Integers | None
    ) -> Self:
        """Take thresholds from the calibration part and count errors on the test part."""
        items = float(len(chosen_on.block))
        counts, errors = np.rint(items * chosen_on.coverage), np.rint(items * chosen_on.errors)
        safest = chosen_on.coverage[np.argmin(upper_bound(errors, counts))]
        wanted = np.linspace(safest, 1, _STEPS)
        # A tolerance below one item's share, because coverages are sums of shares.
        places = np.unique(np.searchsorted(chosen_on.coverage, wanted - 0.5 / items))
        thresholds = chosen_on.confidence[places]
        surest = np.argsort(-confidence, kind="stable")
        answered = np.searchsorted(-confidence[surest], -thresholds, side="right")
        errors = np.concatenate(([0], np.cumsum(wrong[surest])))[answered]
        independent = answered.astype(np.float64)
        if group is not None:
            ranked = group[surest]
            independent = np.array([_independent(ranked[:count]) for count in answered])
        shares = independent / np.maximum(answered, 1)
        return cls(
            answered, independent, upper_bound(errors * shares, independent), len(confidence)
        )

    def at(self, risk: float) -> tuple[float, float] | None:
        """Coverage of the test part and the bound on its risk; None without a guarantee."""
        # A smaller coverage was not tested, so it is not a failed test.
        looked_at = self.independent >= items_without_error(risk)
        items, bounds = self.items[looked_at], self.bounds[looked_at]
        held = int(np.argmax(bounds > risk)) if (bounds > risk).any() else len(bounds)
        if held == 0:
            return None
        return float(items[held - 1] / self.total), float(bounds[held - 1])
