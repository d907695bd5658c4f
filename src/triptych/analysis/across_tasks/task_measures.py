"""The p-values of claims on single tasks, by what they measure.

Formulas and sources: docs/statistics.md#claims.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.statistics.sampling import StudentT
from triptych.claim import Claim
from triptych.errors import DataError

PValues = tuple[float, float]


def score_p_values(claim: Claim, task: MeasuredTask) -> PValues:
    """The p-values of a claim about scores on a task, and of its opposite.

    To hold against every rival, the largest p of the rivals counts; to fail against some, the
    smallest times their number (docs/statistics.md#claims). Raises DataError where two of them were
    not compared.
    """
    margin = claim.margins[0].value * task.card.delta
    threshold = margin if claim.relation == "better" else -margin
    compared = [task.comparison(claim.first, rival) for rival in claim.rivals]
    above = [_p(one.p_worse_by(-threshold)) for one in compared]
    below = [_p(one.swapped().p_worse_by(threshold)) for one in compared]
    ahead_of_all, behind_some = max(above), min(1.0, min(below) * len(below))
    return (
        (behind_some, ahead_of_all) if claim.relation == "behind" else (ahead_of_all, behind_some)
    )


def score_and_cpu_p_values(claim: Claim, task: MeasuredTask) -> PValues:
    """The p-values of a claim about scores and costs together: both parts must hold.

    docs/statistics.md#claims. Raises DataError where a part cannot be tested.
    """
    holds, fails = score_p_values(claim, task)
    holds_cheaply, fails_cheaply = cpu_p_values(claim, task, claim.margins[1].value)
    return max(holds, holds_cheaply), min(1.0, 2 * min(fails, fails_cheaply))


def cpu_p_values(claim: Claim, task: MeasuredTask, share: float) -> PValues:
    """The p-values of taking less than a share of the CPU seconds of every rival.

    Student's t of log ratios over the seeds both have: ratios of times are skewed
    (docs/statistics.md#claims). Raises DataError for fewer than two such seeds.
    """
    ratios = [_log_ratios(task, claim.first, rival) for rival in claim.rivals]
    above = [_p(one.p_at_most(-float(np.log(share)))) for one in ratios]
    below = [_p(one.negated().p_at_most(float(np.log(share)))) for one in ratios]
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


MEASURES: Final[Mapping[str, Callable[[Claim, MeasuredTask], PValues]]] = {
    "score": score_p_values,
    "score and CPU": score_and_cpu_p_values,
}
"""How the p-values of each measure that claims name are computed; others are not run."""


def _p(value: float) -> float:
    """A p-value; one that is not a number shows nothing."""
    return value if np.isfinite(value) else 1.0
