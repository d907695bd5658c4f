"""Guaranteed coverage: how much a contender may answer so that few answers are wrong.

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
from triptych.analysis.statistics.interval import CONFIDENCE
from triptych.measure.quality import Numbers

RISKS: Final = (0.1, 0.05, 0.01, 0.001)
"""Shares of wrong answers that somebody may be willing to bear."""

_STEPS: Final = 100
"""Thresholds that are tried, from the safest one to answering all."""


@dataclass(frozen=True, slots=True)
class GuaranteedCoverage:
    """The share of items a contender may answer with at most a stated share of errors.

    risk       the share of wrong answers to be borne
    coverage   mean over fits; a fit of which nothing is shown counts as 0
    bound      the largest of the fits' upper bounds on the risk, 1 where nothing is shown
    shown      of how many of the `fits` something is
    """

    risk: float
    coverage: float
    bound: float
    shown: int
    fits: int


def guaranteed_coverage(
    forecasts: ClassProbabilities, risks: tuple[float, ...] = RISKS
) -> dict[float, GuaranteedCoverage | Absent]:
    """For each risk, how much of the test part may be answered, shown with 95 % confidence.

    The tested items are halved by a hash of their number. The calibration part says which
    threshold looks safest; the test part tries that one, then ones that answer more, as long as
    each holds: a fixed sequence of tests, ended by the first that fails, needs no correction for
    their number (Angelopoulos et al., Learn then Test, 2021). Absent where even no error at all
    in the test part would not show it.
    """
    fitted = forecasts.fitted()
    test = in_test_part(fitted.outcomes.items)
    confidence, wrong = fitted.confidence, 1 - fitted.outcomes.hits
    tests = [
        _Tests.of_fit(Curve.of(sure[~test], errors[~test]), sure[test], errors[test])
        for sure, errors in zip(confidence, wrong, strict=True)
        if test.any() and not test.all()
    ]
    answers: dict[float, GuaranteedCoverage | Absent] = {}
    for risk in risks:
        if test.sum() < items_without_error(risk) or test.all():
            answers[risk] = Absent(
                f"cannot be shown with this test set: its test part has {int(test.sum()):,} "
                f"items, and even without an error that takes {items_without_error(risk):,}"
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

    `errors` of `items` were wrong; without items, or where all are wrong, it is 1.
    """
    tried = np.maximum(items, 1)
    _, high = proportion_confint(errors, tried, 2 * (1 - CONFIDENCE), method="beta")
    bound: Numbers = np.where(np.equal(items, 0), 1.0, high)
    return bound


def items_without_error(risk: float) -> int:
    """Items that must all be right to show a risk with 95 % confidence: about 3 / risk.

    Clopper and Pearson's bound (Biometrika 26, 1934) where no error was seen.
    """
    return int(np.ceil(np.log(1 - CONFIDENCE) / np.log1p(-risk)))


def in_test_part(items: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Which items belong to the test part: about half, by a fixed hash of their numbers.

    The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): numbers that follow one
    another, or are all even, are divided as by chance.
    """
    mixed = pd.util.hash_array(items.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15))
    chosen: npt.NDArray[np.bool_] = mixed % np.uint64(2) == 1
    return chosen


@dataclass(frozen=True, eq=False)
class _Tests:
    """What the test part says of one threshold after the other, the safest first.

    items, bounds   how many are answered at each, and the bound on the share of errors
    total           how many the test part has
    """

    items: npt.NDArray[np.intp]
    bounds: Numbers
    total: int

    @classmethod
    def of_fit(cls, chosen_on: Curve, confidence: Numbers, wrong: Numbers) -> Self:
        """Thresholds by the calibration part, errors of the test part."""
        items = float(len(chosen_on.block))
        counts, errors = np.rint(items * chosen_on.coverage), np.rint(items * chosen_on.errors)
        safest = chosen_on.coverage[np.argmin(upper_bound(errors, counts))]
        wanted = np.linspace(safest, 1, _STEPS)
        # Less than an item's share of room, for coverages are sums of shares.
        places = np.unique(np.searchsorted(chosen_on.coverage, wanted - 0.5 / items))
        thresholds = chosen_on.confidence[places]
        surest = np.argsort(-confidence, kind="stable")
        answered = np.searchsorted(-confidence[surest], -thresholds, side="right")
        among = np.concatenate(([0], np.cumsum(wrong[surest])))
        return cls(answered, upper_bound(among[answered], answered), len(confidence))

    def at(self, risk: float) -> tuple[float, float] | None:
        """Coverage of the test part and the bound on its risk; None where nothing is shown."""
        # Whether fewer are right was not looked at: that is no test that failed.
        looked_at = self.items >= items_without_error(risk)
        items, bounds = self.items[looked_at], self.bounds[looked_at]
        held = int(np.argmax(bounds > risk)) if (bounds > risk).any() else len(bounds)
        if held == 0:
            return None
        return float(items[held - 1] / self.total), float(bounds[held - 1])
