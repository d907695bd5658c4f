"""Risk and coverage: how many errors remain when the least confident answers are withheld.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import Interval
from triptych.measure.quality import Numbers

_Integers = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False, slots=True)
class Curve:
    """Where one fit can stop answering: only at its distinct confidences, ties together.

    confidence   the distinct ones, greatest first
    coverage     share of items answered when all of at least that confidence are
    errors       share of all items answered and wrong; over coverage it is the selective risk
    block        for each item the place of its confidence
    """

    confidence: Numbers
    coverage: Numbers
    errors: Numbers
    block: _Integers

    @classmethod
    def of(cls, confidence: Numbers, wrong: Numbers) -> Self:
        """Make the curve of n items; `wrong` is 1 where the answer is an error."""
        values, block, counts = np.unique(-confidence, return_inverse=True, return_counts=True)
        return cls(
            confidence=-values,
            coverage=np.cumsum(counts) / len(wrong),
            errors=np.cumsum(np.bincount(block, wrong)) / len(wrong),
            block=block,
        )

    @property
    def risk(self) -> Numbers:
        """Share of wrong answers among those given."""
        return self.errors / self.coverage

    def errors_at(self, coverage: Numbers) -> Numbers:
        """Errors where ties are answered in random order, up to each coverage."""
        errors: Numbers = np.interp(coverage, np.r_[0.0, self.coverage], np.r_[0.0, self.errors])
        return errors


@dataclass(frozen=True, kw_only=True)
class SelectiveRisk:
    """How well a contender's confidence tells its right answers from its wrong ones.

    augrc    area under errors (of all items) against coverage: the headline
    aurc     area under the selective risk against coverage
    risk     share of wrong answers, all given: `augrc` is between half its square (every error
             comes last) and, where confidence says nothing, its half; `aurc` is then all of it
    curves   one a fit
    """

    augrc: Interval
    aurc: Interval
    risk: float
    curves: tuple[Curve, ...]

    @property
    def uninformed_augrc(self) -> float:
        """What `augrc` would be if confidence said nothing."""
        return self.risk / 2

    @property
    def perfect_augrc(self) -> float:
        """What `augrc` would be if every error were less confident than every right answer."""
        return float(np.mean([curve.errors[-1] ** 2 / 2 for curve in self.curves]))


def selective_risk(forecasts: ClassProbabilities) -> SelectiveRisk:
    """Judge by its confidence what a contender could leave to somebody else.

    AUGRC (Traub et al., NeurIPS 2024) and AURC (Geifman and El-Yaniv, NeurIPS 2017), both with
    the interval of a score of their projections on single items.
    """
    fitted = forecasts.fitted()
    design = design_of(fitted.outcomes)
    wrong = 1 - fitted.outcomes.hits
    curves = tuple(Curve.of(*row) for row in zip(fitted.confidence, wrong, strict=True))
    augrc = np.array([_augrc_of_items(*row) for row in zip(curves, wrong, strict=True)])
    aurc = np.array([_aurc_of_items(*row) for row in zip(curves, wrong, strict=True)])
    return SelectiveRisk(
        augrc=design.mean_interval(augrc).clipped(0.0, 0.5),
        aurc=design.mean_interval(aurc).clipped(0.0, 1.0),
        risk=float(wrong.mean()),
        curves=curves,
    )


def _augrc_of_items(curve: Curve, wrong: Numbers) -> Numbers:
    """What each item contributes to AUGRC, so that the mean is AUGRC.

    AUGRC is a mean over pairs of items: how often an error is more confident than another item,
    ties counting half. Each item's part in it, as one and as the other of the pair, is Hajek's
    projection; DeLong's interval of an AUC rests on the same.
    """
    behind = 1 - (_before(curve.coverage) + curve.coverage) / 2
    errors_ahead = (_before(curve.errors) + curve.errors) / 2
    parts = wrong * behind[curve.block] + errors_ahead[curve.block]
    projected: Numbers = parts - parts.mean() / 2
    return projected


def _aurc_of_items(curve: Curve, wrong: Numbers) -> Numbers:
    """What each item contributes to AURC, so that the mean is AURC.

    An error answered from coverage u on adds the integral of 1/c over (u, 1), which is -log u,
    averaged over its ties; and an item of greater confidence moves it further back.
    """
    start, end = _before(curve.coverage), curve.coverage
    width = end - start
    log_ratio = np.log(end / np.where(start > 0, start, end))
    own = 1 - (end * np.log(end) - start * np.log(np.where(start > 0, start, 1.0))) / width
    per_item = (curve.errors - _before(curve.errors)) / width
    # Of who stands in a block: errors of blocks behind it, and of its own with which it is tied.
    delayed = per_item * log_ratio
    behind = delayed.sum() - np.cumsum(delayed)
    tied = per_item * (width - start * log_ratio) / width
    parts = wrong * own[curve.block] - (behind + tied)[curve.block] + wrong.mean()
    projected: Numbers = parts
    return projected


def _before(values: Numbers) -> Numbers:
    """The values one place earlier, from 0."""
    earlier: Numbers = np.r_[0.0, values[:-1]]
    return earlier
