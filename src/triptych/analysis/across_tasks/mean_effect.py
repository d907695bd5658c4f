"""The mean effect over tasks: how much better a contender is on tasks like these.

Formulas, sources and simulated error rates: docs/statistics.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from triptych.analysis.statistics.sampling import RESAMPLES, StudentT
from triptych.errors import DataError
from triptych.measure.quality import Numbers

CONFIDENCE_OF_CLAIMS: Final = 0.90
"""A two-sided 90 % interval corresponds to a one-sided test at 5 % on each side."""


@dataclass(frozen=True, eq=False, kw_only=True)
class MeanEffect:
    """The mean of effects over a sample of tasks; all numbers are in points.

    effects, standard_errors   one for each task
    sampling                   Student's t around the mean, tasks - 1 degrees of freedom
    """

    effects: Numbers
    standard_errors: Numbers
    sampling: StudentT

    @property
    def tasks(self) -> int:
        """The number of tasks."""
        return len(self.effects)

    @property
    def estimate(self) -> float:
        """The mean effect, in points."""
        return self.sampling.estimate

    @property
    def interval(self) -> tuple[float, float]:
        """Both ends of the 90 % interval, in points; infinite for a single task."""
        return self.sampling.bounds(CONFIDENCE_OF_CLAIMS)

    def p_at_most(self, points: float) -> float:
        """One-sided p-value of the hypothesis that the population mean is at most `points`."""
        return self.sampling.p_at_most(points)

    def p_at_least(self, points: float) -> float:
        """One-sided p-value of the hypothesis that the population mean is at least `points`."""
        return self.sampling.negated().p_at_most(-points)

    @property
    def spread(self) -> float:
        """Standard deviation of the effects between tasks, in points; 0 for one task."""
        return float(self.effects.std(ddof=1)) if self.tasks > 1 else 0.0

    @property
    def median(self) -> float:
        """The median of the means of all pairs of tasks, including each task paired with itself.

        Hodges and Lehmann, Annals of Mathematical Statistics 34, 1963: robust against one outlying
        task.
        """
        first, second = np.triu_indices(self.tasks)
        return float(np.median((self.effects[first] + self.effects[second]) / 2))

    @property
    def without_one(self) -> tuple[float, float] | None:
        """The smallest and largest mean with one task left out, in points; None for one task."""
        if self.tasks == 1:
            return None
        means = (self.effects.sum() - self.effects) / (self.tasks - 1)
        return float(means.min()), float(means.max())

    @cached_property
    def bootstrap(self) -> tuple[float, float]:
        """The 90 % interval of the hierarchical bootstrap, as a check of `interval`, in points.

        Tasks are resampled, then each one's effect within its standard error. With few tasks it
        is too narrow: resampling n tasks shows (n - 1) / n of the variance between them
        (Davison and Hinkley, Bootstrap Methods and their Application, 1997, section 3.8).
        """
        generator = np.random.default_rng(0)
        drawn = generator.integers(0, self.tasks, size=(RESAMPLES, self.tasks))
        replicates = generator.normal(self.effects[drawn], self.standard_errors[drawn])
        tail = (1 - CONFIDENCE_OF_CLAIMS) / 2
        low, high = np.quantile(replicates.mean(axis=1), [tail, 1 - tail])
        return float(low), float(high)


def mean_effect(points: Sequence[float], standard_errors: Sequence[float]) -> MeanEffect:
    """Average effects over tasks with equal weights: the tasks are a sample of their kind.

    The variance of the mean is the one between tasks, or the one that the tasks' own standard
    errors imply where that is larger: agreement by chance must not look like certainty
    (docs/statistics.md#claims). Raises DataError for no effects, and for an effect that is not
    finite.
    """
    effects = np.asarray(points, dtype=np.float64)
    errors = np.asarray(standard_errors, dtype=np.float64)
    if not len(effects) or effects.shape != errors.shape:
        raise DataError(
            f"a mean over tasks needs one standard error for each of one or more effects; got "
            f"{len(effects)} effects and {len(errors)} standard errors."
        )
    if not (np.isfinite(effects).all() and np.isfinite(errors).all()):
        raise DataError("an effect or its standard error is not a finite number.")
    mean, tasks = float(effects.mean()), len(effects)
    if tasks == 1:
        sampling = StudentT(mean, np.inf, 1.0)
    else:
        between = float(effects.var(ddof=1)) / tasks
        within = float(np.sum(errors**2)) / tasks**2
        sampling = StudentT(mean, float(np.sqrt(max(between, within))), tasks - 1.0)
    return MeanEffect(effects=effects, standard_errors=errors, sampling=sampling)
