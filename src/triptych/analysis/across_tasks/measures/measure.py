"""A measure: how a quantity that claims name is tested on a task, and drawn.

Formulas and sources: docs/statistics.md#claims.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy import special

from triptych.analysis.across_tasks.counts import LEVEL
from triptych.analysis.across_tasks.effect import Effect
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.claim import Claim

Z: Final = float(special.ndtri(1 - LEVEL))
"""Half the width of a two-sided 90 % interval, in standard errors."""

Unit = Literal["δ", "%"]

PValues = tuple[float, float]
"""Of H0, that a claim does not hold on a task, and of the opposite H0, that it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a task lies on the axis of a claim's figure, with a 90 % interval.

    leader   the contender whose colour it has
    """

    value: float
    low: float
    high: float
    leader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResult:
    """What a measure finds on one task.

    p_value            of H0, that the claim does not hold there
    opposite_p_value   of the opposite H0, that it holds
    position           for the claim's figure; None where nothing of it has a size
    effect             in points, where the measure is a difference of scores; else None
    """

    p_value: float
    opposite_p_value: float
    position: Position | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAxis:
    """The axis of a claim's figure: right of the margin the claim holds.

    unit   `δ` of the task, or `%`, whose values are shares
    """

    label: str
    margin: float
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How claims of one measure are tested on a task, and what their figure shows.

    test   raises DataError where a task has no result, with what to run where that is known
    """

    test: Callable[[Claim, MeasuredTask], TaskResult]
    axis: Callable[[Claim], ClaimAxis]


def by_relation(claim: Claim, above: Iterable[float], below: Iterable[float]) -> PValues:
    """The p-values of a claim from those against each of its rivals.

    above   of the hypothesis that the first is not above the claim's threshold against a rival
    below   of the hypothesis that it is not below
    To hold against every rival, the largest p counts; to fail against some, the smallest times
    their number. `behind` is the opposite (docs/statistics.md#claims).
    """
    above, below = [a_p_value(one) for one in above], [a_p_value(one) for one in below]
    above_all, below_some = max(above), min(1.0, min(below) * len(below))
    return (below_some, above_all) if claim.relation == "behind" else (above_all, below_some)


def threshold_of(claim: Claim) -> float:
    """How far the first must be ahead of a rival, in δ of the task (docs/statistics.md#claims)."""
    margin = claim.margins[0].value
    return margin if claim.relation == "better" else -margin


def in_deltas(claim: Claim, effect: Effect) -> Position:
    """An effect as a figure shows it: in δ of the task, positive as the claim says.

    With its 90 % interval (docs/statistics.md#claims).
    """
    scale = (-1 if claim.relation == "behind" else 1) / effect.delta_points
    middle, half = scale * effect.points, Z * effect.standard_error * abs(scale)
    leader = effect.first if effect.points >= 0 else effect.second
    return Position(value=middle, low=middle - half, high=middle + half, leader=leader)


def axis_in_deltas(claim: Claim, of: str = "") -> ClaimAxis:
    """The axis of a difference in δ of the task; `of` says of what, where it is not of scores.

    docs/statistics.md#claims.
    """
    verb, last = ("behind", "or") if claim.relation == "behind" else ("ahead of", "and")
    rivals = f" {last} ".join(claim.rivals)
    label = f"{claim.first} {verb} {rivals}{of}, in δ of the task"
    margin = claim.margins[0].value
    return ClaimAxis(
        label=label, margin=-margin if claim.relation == "not worse" else margin, unit="δ"
    )


def a_p_value(value: float) -> float:
    """A p-value; one that is not a number shows nothing (docs/statistics.md#verdict)."""
    return value if np.isfinite(value) else 1.0
