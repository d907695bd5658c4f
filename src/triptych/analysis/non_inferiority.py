"""Non-inferiority of hits: whether a contender is worse than another by delta or more.

Formulas, sources and simulated error rates: docs/statistics.md.
"""

from dataclasses import replace

import numpy as np

from triptych.analysis.sampling import StudentT


def p_worse_by(
    delta: float,
    sampling: StudentT,
    *,
    better: float,
    worse: float,
    items: int,
    persistence: float,
) -> float:
    """Return the one-sided p-value of the hypothesis that the mean difference is -delta or less.

    better, worse   items for which the contender alone was right, alone was wrong
    persistence     share of those discordances that stays when seeds are averaged; 1 with one

    The variance is what it would be if the hypothesis held, where that is more than was
    measured: few discordant items make difference and variance small together. And the p-value
    is never below the chance that a contender worse by delta shows nothing against it.
    """
    null = persistence * null_variance(delta, better, worse, items)
    error = max(sampling.standard_error, float(np.sqrt(null)))
    p_value = replace(sampling, standard_error=error).p_at_most(-delta)
    return max(p_value, (1 - delta) ** items)


def null_variance(delta: float, better: float, worse: float, items: int) -> float:
    """Return Tango's variance of a paired difference of shares whose truth is -delta.

    It takes the likeliest share of items with `worse` that is consistent with that truth.
    """
    linear = better + worse + (2 * items - better + worse) * delta
    root = np.sqrt(linear**2 - 8 * items * worse * delta * (1 + delta))
    worse_share = (linear + root) / (4 * items)
    return float((2 * worse_share - delta - delta**2) / items)
