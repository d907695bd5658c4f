"""Effects: how much better one contender is than another, in points, which all tasks share.

Formulas and sources: docs/statistics.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
import pandas as pd
from scipy import special

from triptych.analysis.across_tasks.mean_effect import MeanEffect, mean_effect
from triptych.analysis.one_task.comparison import Comparison
from triptych.analysis.one_task.verdict import Verdict
from triptych.analysis.statistics.interval import TAIL
from triptych.errors import DataError
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How much better `first` is than `second` on one task, in points, with its standard error.

    delta_points   the task's delta in points
    """

    task: str
    first: str
    second: str
    points: float
    standard_error: float
    delta_points: float

    def swapped(self) -> "Effect":
        """The effect with `first` and `second` exchanged."""
        return replace(self, first=self.second, second=self.first, points=-self.points)


@dataclass(frozen=True, kw_only=True)
class TaskEffects:
    """The effects between the paradigms of one task.

    between   the effect of each pair that can be compared, in both directions
    scores    each paradigm's score, larger is better; only the order of scores has a meaning
    missing   the reason, for each paradigm that has no effects
    """

    task: TaskCard
    between: Mapping[tuple[str, str], Effect]
    scores: Mapping[str, float]
    missing: Mapping[str, str]

    @property
    def points_per_unit(self) -> float | None:
        """How many points one unit of the metric is worth; None where that is not known."""
        found = next(iter(self.between.values()), None)
        return None if found is None else found.delta_points / self.task.delta


def task_effects(run: Run, verdict: Verdict) -> TaskEffects:
    """Convert the comparisons behind a task's verdict to points.

    A task with no such effects has every paradigm among its `missing`, with the reason
    (docs/statistics.md#effects).
    """
    card = verdict.task
    if verdict.answer == "skipped":
        reasons = dict.fromkeys(PARADIGMS, verdict.why_skipped)
        return TaskEffects(task=card, between={}, scores={}, missing=reasons)
    missing = {
        name: f"no result of {name}: {standing.reason or 'none was recorded'}"
        for name, standing in verdict.standings.items()
        if standing.word == "missing"
    }
    present = [name for name in PARADIGMS if name not in missing]
    between: dict[tuple[str, str], Effect] = {}
    try:
        scale = points_per_unit(card.metric, [run.outcomes(card.name, name) for name in present])
        for comparison in verdict.comparisons.values():
            effect = of_comparison(comparison, card, scale)
            between[effect.first, effect.second] = effect
            between[effect.second, effect.first] = effect.swapped()
    except DataError as error:
        # A contender that failed before keeps its first reason.
        between, missing, present = {}, dict.fromkeys(PARADIGMS, str(error)) | missing, []
    direction = 1 if card.metric.greater_is_better else -1
    scores = {
        name: direction * standing.score.estimate
        for name, standing in verdict.standings.items()
        if name in present and standing.score is not None
    }
    assert all(pair in between for pair in permutations(present, 2))
    return TaskEffects(task=card, between=between, scores=scores, missing=missing)


def points_per_unit(metric: Metric, outcomes: Sequence[Outcomes]) -> float:
    """How many points one unit of the metric is worth on a task.

    A share is worth 100. Costs and errors are relative to those of the best constant answer on the
    same items, which are 100 points. That is the skill score of forecasting (Murphy, Monthly
    Weather Review 116, 1988); unlike the error reduction relative to the rival it is linear, so
    that A over B is minus B over A. Raises DataError where a constant answer makes no error, or
    where its cost was never observed.
    """
    if metric.is_share:
        return 100.0
    if not outcomes:
        raise DataError("no contender has a result")
    if metric.answer == "number":
        truth = np.asarray(outcomes[0].truth, dtype=np.float64)
        constant = float(np.mean(np.abs(truth - np.median(truth))))
    else:
        constant = _cost_of_constant(outcomes)
    if not constant > 0:
        raise DataError(
            "one constant answer is right for every tested item, so an error has no size there"
        )
    return 100.0 / constant


def of_comparison(comparison: Comparison, card: TaskCard, scale: float) -> Effect:
    """Convert one comparison to points; raises DataError where it has no finite standard error.

    Where no item shows a difference, the standard error comes from the exact interval
    (docs/statistics.md#effects).
    """
    error = comparison.sampling.standard_error
    if error == 0:
        error = comparison.difference.half_width / float(special.ndtri(1 - TAIL))
    points = scale * comparison.advantage.estimate
    if not np.isfinite((points, error)).all():
        raise DataError(
            f"{comparison.first} and {comparison.second} cannot be compared on "
            f"{comparison.difference.items} tested items: their difference has no standard error"
        )
    return Effect(
        task=card.name,
        first=comparison.first,
        second=comparison.second,
        points=points,
        standard_error=scale * error,
        delta_points=scale * card.delta,
    )


def mean_of(effects: Sequence[Effect]) -> MeanEffect | None:
    """The mean effect over some tasks; None where there is none (docs/statistics.md#claims)."""
    if not effects:
        return None
    return mean_effect([one.points for one in effects], [one.standard_error for one in effects])


def _cost_of_constant(outcomes: Sequence[Outcomes]) -> float:
    """Mean cost per item of the cheapest constant decision, from the costs that were observed.

    A decision counts where its cost was observed for each class that occurs.
    """
    decided = pd.concat([_decided(one) for one in outcomes])
    seen = decided.pivot_table("cost", "truth", "decision", aggfunc="first")
    shares = pd.Series(outcomes[0].truth).value_counts(normalize=True)
    constants = seen.loc[shares.index].dropna(axis="columns").T @ shares
    if constants.empty:
        raise DataError("no decision was taken for items of every class, so that none has a cost")
    return float(constants.min())


def _decided(outcomes: Outcomes) -> pd.DataFrame:
    """One row per decision: truth, decision, cost."""
    if outcomes.costs is None:
        raise DataError("the items have no costs")
    rows = np.broadcast_arrays(outcomes.truth, outcomes.predictions, outcomes.costs)
    truth, decision, cost = (np.ravel(one) for one in rows)
    return pd.DataFrame({"truth": truth, "decision": decision, "cost": cost})
