import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from triptych.analysis.across_tasks.effect import Effect, TaskEffects
from triptych.analysis.across_tasks.pairwise import pairings
from triptych.analysis.across_tasks.ranking import friedman, ranking
from triptych.analysis.statistics.rank_tests import holm, signed_rank_p
from triptych.task import PARADIGMS


@pytest.fixture
def scored(card):
    """Make the effects of tasks on which the three have these scores in points."""

    def make(*rows):
        return [
            TaskEffects(
                task=card(name=f"task{place}"),
                between={
                    (first, second): Effect(
                        task=f"task{place}",
                        first=first,
                        second=second,
                        points=scores[first] - scores[second],
                        standard_error=1.0,
                        delta_points=2.0,
                    )
                    for first in scores
                    for second in scores
                    if first != second
                },
                scores=scores,
                missing={},
            )
            for place, row in enumerate(rows)
            for scores in [dict(zip(PARADIGMS, row, strict=False))]
        ]

    return make


@pytest.mark.parametrize("size", [1, 3, 8])
def test_holm_is_statsmodels(size):
    """In whatever order the p-values come, ties included."""
    p_values = np.random.default_rng(size).uniform(0, 0.2, size).round(2)

    adjusted = holm(dict(enumerate(p_values.tolist())))

    expected = multipletests(p_values, method="holm")[1]
    assert list(adjusted.values()) == pytest.approx(expected.tolist(), abs=1e-9)


@pytest.mark.parametrize("tasks", [1, 5, 6, 12, 50])
def test_wilcoxon_is_scipys_exact_test(tasks):
    """Where no differences are tied."""
    differences = np.random.default_rng(tasks).normal(0.5, 1, tasks)

    expected = stats.wilcoxon(differences, method="exact").pvalue
    assert signed_rank_p(differences.tolist()) == pytest.approx(expected, abs=1e-9)


def test_wilcoxon_is_exact_with_ties_too():
    """The share of all 2^n sign patterns, as scipy finds it by trying each."""
    differences = [1.0, -1.0, 2.0, 2.0, 2.0, -3.0, 4.0, 4.0, 5.5]

    expected = stats.wilcoxon(differences, method=stats.PermutationMethod()).pvalue
    assert signed_rank_p(differences) == pytest.approx(expected, abs=1e-9)
    assert signed_rank_p([*differences, 0.0, 0.0]) == signed_rank_p(differences)


@pytest.mark.parametrize("differences", [[], [0.0, 0.0], [1e-14, -1e-13]])
def test_no_difference_at_all_is_no_evidence(differences):
    """Nothing to rank, or only rounding."""
    assert signed_rank_p(differences) == 1.0


@pytest.mark.parametrize("digits", [6, 0])
def test_friedman_is_scipys(digits):
    """With its correction for ties."""
    scores = np.random.default_rng(3).normal([0, 0.3, 1], 1, (15, 3)).round(digits)

    expected = stats.friedmanchisquare(*scores.T)
    found = friedman(pd.DataFrame(scores).rank(axis="columns"))
    assert found == pytest.approx((expected.statistic, expected.pvalue), abs=1e-9)


def test_contenders_are_told_apart_where_tasks_agree(scored):
    """Deep wins ten of ten; rules and classical share the rest and a bar."""
    tasks = scored(*([50 + place % 2, 50 + 0.5, 60 + place] for place in range(10)))

    ranks = ranking(tasks)

    assert list(ranks.mean_ranks) == ["deep", "rules", "classical"]
    assert ranks.mean_ranks["deep"] == 1.0
    assert ranks.p_value < 0.05
    assert ranks.cliques == [("rules", "classical")]


def test_nobody_is_told_apart_where_friedman_finds_nothing(scored):
    """Three tasks, three winners: one bar over all."""
    ranks = ranking(scored((3, 2, 1), (1, 3, 2), (2, 1, 3)))

    assert set(ranks.mean_ranks.values()) == {2.0}
    assert ranks.p_value == 1.0
    assert [set(clique) for clique in ranks.cliques] == [set(PARADIGMS)]


def test_ties_everywhere_have_an_answer(scored):
    """All alike on every task: rank 2 each, and no evidence of anything."""
    ranks = ranking(scored(*[(7.0, 7.0, 7.0)] * 4))

    assert set(ranks.mean_ranks.values()) == {2.0}
    assert (ranks.statistic, ranks.p_value) == (0.0, 1.0)


def test_ranks_need_two_complete_tasks(scored):
    """A task on which one is missing does not count."""
    assert ranking(scored((1, 2, 3))) is None
    assert ranking(scored((1, 2, 3), (1, 2))) is None
    assert ranking([]) is None


def test_pairings_count_by_the_tasks_own_delta(scored):
    """Within 2 points is a tie; the other side sees the same mirrored."""
    paired = pairings(scored((10, 20, 19), (10, 11, 30), (10, 5, 10), (10, 14)))

    one, other = paired["classical", "rules"], paired["rules", "classical"]
    assert (one.won, one.tied, one.lost, one.tasks) == (2, 1, 1, 4)
    assert (other.won, other.tied, other.lost) == (1, 1, 2)
    assert one.mean.estimate == pytest.approx(2.5)
    assert other.mean.estimate == pytest.approx(-2.5)
    assert paired["deep", "rules"].tasks == 3


def test_pairings_without_tasks_have_no_mean():
    """No run, no numbers."""
    assert {one.mean for one in pairings([]).values()} == {None}
