"""Selective prediction: the risk that remains when the least confident answers are withheld.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.special import xlogy

from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import Interval
from triptych.analysis.statistics.unseen import unseen_outcomes
from triptych.measure.quality import Numbers

_Integers = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False, slots=True)
class Curve:
    """Risk and coverage of one fit at its distinct confidences; ties are answered together.

    confidence   the distinct confidences (blocks,), greatest first
    coverage     share of items answered when all of at least that confidence are answered (blocks,)
    errors       share of all items that are answered wrongly (blocks,); divided by coverage, the
                 selective risk
    block        for each item the position of its confidence (n,)
    """

    confidence: Numbers
    coverage: Numbers
    errors: Numbers
    block: _Integers

    @classmethod
    def of(cls, confidence: Numbers, wrong: Numbers) -> Self:
        """Make the curve of n items; `wrong` (n,) is 1 where the answer is an error."""
        values, block, counts = np.unique(-confidence, return_inverse=True, return_counts=True)
        return cls(
            confidence=-values,
            coverage=np.cumsum(counts) / len(wrong),
            errors=np.cumsum(np.bincount(block, wrong)) / len(wrong),
            block=block,
        )

    @property
    def risk(self) -> Numbers:
        """Selective risk (blocks,): the share of wrong answers among the given answers."""
        return self.errors / self.coverage

    def errors_at(self, coverage: Numbers) -> Numbers:
        """Expected errors up to each coverage, as a share of items, with ties in random order."""
        errors: Numbers = np.interp(coverage, np.r_[0.0, self.coverage], np.r_[0.0, self.errors])
        return errors


@dataclass(frozen=True, kw_only=True)
class SelectiveRisk:
    """How well a contender's confidence separates its right answers from its wrong ones.

    augrc    area under the generalised risk (wrong answers as a share of all items) against
             coverage
    aurc     area under the selective risk against coverage
    risk     share of wrong answers at full coverage. `augrc` is risk² / 2 where every error is
             answered last, and risk / 2 where confidence carries no information; `aurc` is then
             `risk`
    curves   one per fit
    """

    augrc: Interval
    aurc: Interval
    risk: float
    curves: tuple[Curve, ...]

    @property
    def uninformed_augrc(self) -> float:
        """The value of `augrc` where confidence carries no information: risk / 2."""
        return self.risk / 2

    @property
    def perfect_augrc(self) -> float:
        """The value of `augrc` where all errors are less confident than all right answers."""
        return float(np.mean([curve.errors[-1] ** 2 / 2 for curve in self.curves]))


def selective_risk(forecasts: ClassProbabilities) -> SelectiveRisk:
    """Measure how well a contender's confidence decides which items to leave unanswered.

    AUGRC (Traub et al., NeurIPS 2024) and AURC (Geifman and El-Yaniv, NeurIPS 2017), both with the
    interval of a score, from their projections on single items. Where no error was seen, the share
    that may hide is taken to be the surest answers; where no hit was seen, hits are.
    """
    fitted = forecasts.fitted()
    design = design_of(fitted.outcomes)
    wrong = 1 - fitted.outcomes.hits
    curves = tuple(Curve.of(*row) for row in zip(fitted.confidence, wrong, strict=True))
    augrc = np.array([_augrc_of_items(*row) for row in zip(curves, wrong, strict=True)])
    aurc = np.array([_aurc_of_items(*row) for row in zip(curves, wrong, strict=True)])
    unseen = max(unseen_outcomes(fitted.outcomes))
    return SelectiveRisk(
        augrc=_widened(design.mean_interval(augrc), unseen - unseen**2 / 2).clipped(0.0, 0.5),
        aurc=_widened(design.mean_interval(aurc), unseen - xlogy(unseen, unseen)).clipped(0.0, 1.0),
        risk=float(wrong.mean()),
        curves=curves,
    )


def _widened(interval: Interval, unseen: float) -> Interval:
    """The interval with what one kind of answers, of which none was seen, may add or take."""
    return interval.widened(unseen, unseen, "exact for unseen errors") if unseen else interval


def _augrc_of_items(curve: Curve, wrong: Numbers) -> Numbers:
    """The contribution of each item to AUGRC (n,), whose mean is AUGRC.

    AUGRC is a mean over pairs of items: how often an error is more confident than another item,
    ties counting half. Each item's contribution, as either member of the pair, is Hajek's
    projection, as in DeLong's interval of an AUC.
    """
    behind = 1 - (_before(curve.coverage) + curve.coverage) / 2
    errors_ahead = (_before(curve.errors) + curve.errors) / 2
    parts = wrong * behind[curve.block] + errors_ahead[curve.block]
    projected: Numbers = parts - parts.mean() / 2
    return projected


def _aurc_of_items(curve: Curve, wrong: Numbers) -> Numbers:
    """The contribution of each item to AURC (n,), whose mean is AURC.

    An error answered from coverage u on adds the integral of 1/c over (u, 1), which is -log u,
    averaged over its ties; every item of greater confidence raises u.
    """
    start, end = _before(curve.coverage), curve.coverage
    width = end - start
    log_ratio = np.log(end / np.where(start > 0, start, end))
    own = 1 - (end * np.log(end) - start * np.log(np.where(start > 0, start, 1.0))) / width
    per_item = (curve.errors - _before(curve.errors)) / width
    # For an item of a block: errors of later blocks, and tied errors of its own block.
    delayed = per_item * log_ratio
    behind = delayed.sum() - np.cumsum(delayed)
    tied = per_item * (width - start * log_ratio) / width
    parts = wrong * own[curve.block] - (behind + tied)[curve.block] + wrong.mean()
    projected: Numbers = parts
    return projected


def _before(values: Numbers) -> Numbers:
    """The values shifted by one position, beginning with 0."""
    earlier: Numbers = np.r_[0.0, values[:-1]]
    return earlier
