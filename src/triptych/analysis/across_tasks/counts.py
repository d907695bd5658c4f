"""On how many tasks something is shown: partial conjunction, and the share of tasks like these.

Arrays of p-values have tasks along their last axis; any axes before it are further samples.
Formulas, sources and simulated error rates: docs/statistics.md#claims.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import stats

from triptych.claim import Quantifier
from triptych.measure.quality import Numbers

LEVEL: Final = 0.05
HALF: Final = 0.5
"""The share of tasks like these that a claim has to exceed."""
MOST_TASKS: Final = 1000
Counts = npt.NDArray[np.intp]


def shown_count(p_values: Numbers) -> Counts:
    """The number of tasks on which something is shown: at least so many, at 5 %.

    The largest j with (n - j + 1) p_(j) <= 5 % (Hochberg, Biometrika 75, 1988; as a bound on the
    count: Benjamini and Heller, Biometrics 64, 2008). Tasks are taken as independent.
    """
    tasks = p_values.shape[-1]
    if not tasks:
        return np.zeros(p_values.shape[:-1], np.intp)
    passed = _steps(p_values) <= LEVEL
    from_the_end = np.argmax(passed[..., ::-1], axis=-1)
    return np.where(passed.any(axis=-1), tasks - from_the_end, 0)


def holding_p(p_values: Numbers, quantifier: Quantifier) -> Numbers:
    """The p-value of the hypothesis that a claim holds on fewer tasks than its quantifier says.

    `all` needs every task, `most` more than half. At most 5 % exactly where `shown_count` is that
    large (Benjamini and Heller, Biometrics 64, 2008); 1 without tasks.
    """
    return _at_least_p(p_values, needed(p_values.shape[-1], quantifier))


def failing_p(opposite_p_values: Numbers, quantifier: Quantifier) -> Numbers:
    """The p-value of the hypothesis that a claim fails on too few tasks to be refuted.

    One failure refutes `all` (Bonferroni); `most` is refuted by half of the tasks
    (docs/statistics.md#claims).
    """
    tasks = opposite_p_values.shape[-1]
    if not tasks or quantifier == "most":
        return _at_least_p(opposite_p_values, tasks - needed(tasks, quantifier) + 1)
    any_fails: Numbers = np.minimum(tasks * opposite_p_values.min(axis=-1), 1.0)
    return any_fails


def needed(tasks: int, quantifier: Quantifier) -> int:
    """The number of tasks on which a claim must hold."""
    return tasks if quantifier == "all" else tasks // 2 + 1


def _at_least_p(p_values: Numbers, count: int) -> Numbers:
    if not p_values.shape[-1]:
        return np.ones(p_values.shape[:-1])
    smallest: Numbers = _steps(p_values)[..., count - 1 :].min(axis=-1)
    return np.minimum(smallest, 1.0)


def _steps(p_values: Numbers) -> Numbers:
    """(n - j + 1) p_(j), for j from 1 to n."""
    tasks = p_values.shape[-1]
    steps: Numbers = np.arange(tasks, 0, -1, dtype=np.float64) * np.sort(p_values, axis=-1)
    return steps


@dataclass(frozen=True, slots=True)
class TasksLikeThese:
    """The share of tasks like these on which a claim holds, from tasks taken as a sample.

    tasks, shown    the number of tasks, and of those with a p-value of at most 5 %
    p_value         of the hypothesis that the claim holds on at most half of such tasks
    lowest_share    one-sided 95 % bound on the share
    Neither is corrected for other claims.
    """

    tasks: int
    shown: int
    p_value: float
    lowest_share: float


def tasks_like_these(p_values: Numbers) -> TasksLikeThese:
    """Estimate the share from the p-values of one claim, one for each task.

    docs/statistics.md#tasks-like-these.
    """
    tasks, shown = len(p_values), int(np.sum(p_values <= LEVEL))
    return TasksLikeThese(
        tasks, shown, float(majority_p(shown, tasks)), float(lowest_share(shown, tasks))
    )


def majority_p(shown: Any, tasks: Any) -> Numbers:
    """The p-value of the hypothesis that a claim holds on at most half of tasks like these.

    A task on which it does not hold is shown by chance with a probability of 5 %. So the number
    shown is binomial with 1/2 + 1/2 · 5 % at the most (docs/statistics.md#tasks-like-these).
    """
    return np.asarray(stats.binom.sf(np.asarray(shown) - 1, tasks, HALF + (1 - HALF) * LEVEL))


def lowest_share(shown: Any, tasks: Any) -> Numbers:
    """One-sided 95 % bound on the share of tasks like these on which a claim holds.

    Clopper and Pearson's (Biometrika 26, 1934), less what is shown by chance.
    """
    shown, tasks = np.broadcast_arrays(np.asarray(shown, float), np.asarray(tasks, float))
    low = np.where(
        shown > 0, stats.beta.ppf(LEVEL, np.maximum(shown, 1), tasks - shown + 1), np.zeros(())
    )
    return np.maximum(0.0, (low - LEVEL) / (1 - LEVEL))


def more_tasks(shown: int, tasks: int) -> int | None:
    """How many more tasks would show it of most tasks like these, at the rate seen.

    0 where it is shown; None where that takes more than 1,000 tasks, or never happens
    (docs/statistics.md#tasks-like-these).
    """
    if not tasks:
        return None
    counts = np.arange(tasks, MOST_TASKS + 1)
    at_this_rate = np.floor(counts * shown / tasks + 1e-9)
    enough = majority_p(at_this_rate, counts) <= LEVEL
    return int(counts[np.argmax(enough)] - tasks) if enough.any() else None
