"""Mean ranks over tasks, and which contenders differ: the numbers of a critical-difference diagram.

Formulas and sources: docs/statistics.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pandas as pd
from scipy import stats

from triptych.analysis.across_tasks.effect import TaskEffects
from triptych.analysis.statistics.rank_tests import holm, signed_rank_p
from triptych.task import PARADIGMS

LEVEL: Final = 0.05
DECIMALS: Final = 12
"""Scores that agree to this many decimals are tied: further digits are rounding error."""


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Contenders by their mean rank over tasks; rank 1 is the best on a task, ties share.

    tasks            the number of tasks, counting only those where every contender has a result
    mean_ranks       by contender, best first
    p_value          Friedman's, of the hypothesis that all rank alike
    pair_p_values    Wilcoxon's for each pair, the better one first, after Holm's adjustment
    cliques          maximal groups of neighbours in rank that do not differ significantly
    """

    tasks: int
    mean_ranks: Mapping[str, float]
    statistic: float
    p_value: float
    pair_p_values: Mapping[tuple[str, str], float]
    cliques: Sequence[tuple[str, ...]]


def ranking(tasks: Sequence[TaskEffects]) -> Ranking | None:
    """Rank the paradigms over tasks where all have results; None below two tasks.

    Friedman's test first (JASA 32, 1937; Demšar, JMLR 7, 2006); where it finds a difference, pairs
    by Wilcoxon's test on their effects in points with Holm's adjustment, rather than by distances
    of mean ranks, which depend on who else was ranked (Benavoli, Corani and Mangili, JMLR 17,
    2016). Where Friedman's test finds none, all contenders form one clique.
    """
    complete = [one for one in tasks if all(name in one.scores for name in PARADIGMS)]
    if len(complete) < 2:
        return None
    scores = pd.DataFrame([dict(one.scores) for one in complete], columns=list(PARADIGMS))
    ranks = scores.round(DECIMALS).rank(axis="columns", ascending=False)
    mean_ranks = ranks.mean().sort_values(kind="stable")
    ordered = [str(name) for name in mean_ranks.index]
    statistic, p_value = friedman(ranks)
    adjusted = holm(
        {
            pair: signed_rank_p([one.between[pair].points for one in complete])
            for pair in combinations(ordered, 2)
        }
    )
    return Ranking(
        tasks=len(complete),
        mean_ranks={str(name): float(rank) for name, rank in mean_ranks.items()},
        statistic=statistic,
        p_value=p_value,
        pair_p_values=adjusted,
        cliques=[tuple(ordered)] if p_value > LEVEL else _cliques(ordered, adjusted),
    )


def friedman(ranks: pd.DataFrame) -> tuple[float, float]:
    """Friedman's chi-square (JASA 32, 1937) and its p-value, corrected for ties, as scipy does.

    ranks   shape (tasks, contenders). Where all ranks are tied: 0 and 1.
    """
    if (ranks.nunique(axis="columns") == 1).all():
        return 0.0, 1.0
    found = stats.friedmanchisquare(*ranks.to_numpy().T)
    return max(float(found.statistic), 0.0), float(found.pvalue)


def _cliques(
    ordered: Sequence[str], p_values: Mapping[tuple[str, str], float]
) -> list[tuple[str, ...]]:
    """Maximal runs of neighbours in which no pair differs significantly."""
    runs = [
        tuple(ordered[start:stop])
        for start in range(len(ordered))
        for stop in range(start + 2, len(ordered) + 1)
        if all(p_values[pair] > LEVEL for pair in combinations(ordered[start:stop], 2))
    ]
    return [run for run in runs if not any(set(run) < set(other) for other in runs)]
