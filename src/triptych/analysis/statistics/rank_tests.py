"""Wilcoxon's signed-rank test, exact also with ties; adjustments of several p-values."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy import stats

from triptych.measure.quality import Numbers

DECIMALS = 9
"""Differences that agree to this many decimals of a point are tied: the rest is rounding."""


def signed_rank_p(differences: Sequence[float]) -> float:
    """Two-sided p-value of the hypothesis that differences are symmetric around zero.

    Wilcoxon, Biometrics Bulletin 1, 1945. Differences of zero are left out, as in Wilcoxon's paper;
    ties share their mean rank. The p-value is the share of all 2^n ways to set the signs with a sum
    of ranks at least as extreme. scipy's own test is exact without ties only, or for up to 13
    differences.
    """
    rounded = np.round(np.asarray(differences, dtype=np.float64), DECIMALS)
    nonzero = rounded[rounded != 0]
    if not len(nonzero):
        return 1.0
    # Mean ranks are halves: doubled, they are whole numbers that sums can be counted by.
    doubled = (2 * pd.Series(np.abs(nonzero)).rank().to_numpy()).astype(np.int64)
    share = _shares_of_sums(doubled)
    positive = int(doubled[nonzero > 0].sum())
    tails = share[: positive + 1].sum(), share[positive:].sum()
    return min(1.0, 2 * float(min(tails)))


def _shares_of_sums(ranks: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Numbers:
    """Share of sign patterns for each possible sum of positive ranks."""
    share = np.zeros(int(ranks.sum()) + 1)
    share[0] = 1.0
    for rank in ranks.tolist():
        share[rank:], share[:rank] = (share[rank:] + share[:-rank]) / 2, share[:rank] / 2
    return share


Name = TypeVar("Name", bound=Hashable)


def holm(p_values: Mapping[Name, float]) -> dict[Name, float]:
    """Adjust p-values so that the chance of any false rejection stays below the level.

    Holm, Scandinavian Journal of Statistics 6, 1979. A p-value that is NaN counts as 1: what cannot
    be said shows nothing, and was asked all the same.
    """
    p_values = {name: 1.0 if np.isnan(p) else p for name, p in p_values.items()}
    # As statsmodels' multipletests, which also collects all garbage of the process, at every call.
    ranked = sorted(p_values, key=lambda name: p_values[name])
    steps = [p_values[name] * (len(ranked) - tried) for tried, name in enumerate(ranked)]
    highest = np.minimum(np.maximum.accumulate(steps), 1.0).tolist()
    adjusted = dict(zip(ranked, highest, strict=True))
    return {name: adjusted[name] for name in p_values}


def benjamini_hochberg(p_values: Mapping[Name, float]) -> dict[Name, float]:
    """Adjust p-values so that of the rejections at most the level is expected to be false.

    Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995, by scipy. A p-value
    that is NaN counts as 1.
    """
    if not p_values:
        return {}
    known = np.nan_to_num(np.array([*p_values.values()], dtype=np.float64), nan=1.0)
    adjusted = stats.false_discovery_control(known).tolist()
    return dict(zip(p_values, adjusted, strict=True))
