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
"""A two-sided 90 % interval is a test at 5 % on either side."""


@dataclass(frozen=True, eq=False, kw_only=True)
class MeanEffect:
    """The mean of effects over tasks, tasks being the sample; everything in points.

    effects, standard_errors   one for each task
    sampling                   Student's t around the mean, tasks - 1 degrees of freedom
    """

    effects: Numbers
    standard_errors: Numbers
    sampling: StudentT

    @property
    def tasks(self) -> int:
        """Over how many tasks."""
        return len(self.effects)

    @property
    def estimate(self) -> float:
        """The mean itself."""
        return self.sampling.estimate

    @property
    def interval(self) -> tuple[float, float]:
        """Both ends of the 90 % interval; infinite for one task, which says nothing of others."""
        return self.sampling.bounds(CONFIDENCE_OF_CLAIMS)

    def p_at_most(self, points: float) -> float:
        """One-sided p-value of the hypothesis that the mean over all such tasks is at most this."""
        return self.sampling.p_at_most(points)

    def p_at_least(self, points: float) -> float:
        """One-sided p-value of the hypothesis that it is at least this."""
        return self.sampling.negated().p_at_most(-points)

    @property
    def spread(self) -> float:
        """Standard deviation of the effects between tasks; 0 for one task."""
        return float(self.effects.std(ddof=1)) if self.tasks > 1 else 0.0

    @property
    def median(self) -> float:
        """The median of the means of all pairs of tasks, each with itself included.

        Hodges and Lehmann, Annals of Mathematical Statistics 34, 1963: it hardly minds one
        strange task.
        """
        first, second = np.triu_indices(self.tasks)
        return float(np.median((self.effects[first] + self.effects[second]) / 2))

    @property
    def without_one(self) -> tuple[float, float] | None:
        """The smallest and the largest mean when one task is left out; None for one task."""
        if self.tasks == 1:
            return None
        means = (self.effects.sum() - self.effects) / (self.tasks - 1)
        return float(means.min()), float(means.max())

    @cached_property
    def bootstrap(self) -> tuple[float, float]:
        """The 90 % interval of the hierarchical bootstrap, as a check of the other one.

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
    """Average effects over tasks, with equal weights: each task is one of the kind claimed of.

    The variance of the mean is the one between tasks, or what the tasks' own standard errors
    imply where that is more: effects that agree by chance show no certainty
    (docs/statistics.md#claims).
    Raises DataError where there is no effect, or one that is not finite.
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
