"""Scores and costs: whether a contender is as good as its rivals for a fraction of their CPU time.

Formulas and sources: docs/statistics.md#claims.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.measure import (
    Measure,
    PValues,
    TaskResult,
    a_p_value,
    axis_in_deltas,
)
from triptych.analysis.across_tasks.measures.score import score_result
from triptych.analysis.statistics.sampling import StudentT
from triptych.claim import Claim
from triptych.errors import DataError


def score_and_cost_result(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test a claim about scores and costs together: both parts must hold.

    docs/statistics.md#claims. Raises DataError where a part cannot be tested.
    """
    found = score_result(claim, task)
    holds, fails = cpu_p_values(claim, task, claim.margins[1].value)
    return replace(
        found,
        p_value=max(found.p_value, holds),
        opposite_p_value=min(1.0, 2 * min(found.opposite_p_value, fails)),
    )


def cpu_p_values(claim: Claim, task: MeasuredTask, share: float) -> PValues:
    """The p-values of taking less than a share of the CPU seconds of every rival.

    Student's t of log ratios over the seeds both have: ratios of times are skewed
    (docs/statistics.md#claims). Raises DataError for fewer than two such seeds.
    """
    ratios = [_log_ratios(task, claim.first, rival) for rival in claim.rivals]
    above = [a_p_value(one.p_at_most(-float(np.log(share)))) for one in ratios]
    below = [a_p_value(one.negated().p_at_most(float(np.log(share)))) for one in ratios]
    return max(above), min(1.0, min(below) * len(below))


def _log_ratios(task: MeasuredTask, first: str, rival: str) -> StudentT:
    """The mean log of how many times the CPU seconds of `first` the rival takes."""
    seconds = [task.cpu_seconds.get(name, {}) for name in (first, rival)]
    seeds = sorted(seconds[0].keys() & seconds[1].keys())
    if len(seeds) < 2:
        raise DataError(
            f"CPU seconds of {first} and {rival} were recorded for {len(seeds)} common seeds; "
            "their ratio needs two or more"
        )
    logs = np.log([seconds[1][seed] / seconds[0][seed] for seed in seeds])
    error = float(logs.std(ddof=1)) / np.sqrt(len(logs))
    return StudentT(float(logs.mean()), float(error), len(logs) - 1.0)


SCORE_AND_COST: Final = Measure(test=score_and_cost_result, axis=axis_in_deltas)
