"""The three against one another over all tasks: a pairwise matrix and mean ranks."""

from collections.abc import Sequence
from typing import Final

from triptych.analysis.across_tasks.effect import TaskEffects
from triptych.analysis.across_tasks.pairwise import Pairing, pairings
from triptych.analysis.across_tasks.ranking import LEVEL, Ranking, ranking
from triptych.report.drawing import claims as claim_charts
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.number import points_interval, signed_points
from triptych.task import PARADIGMS, paradigm_of

FEWEST_TASKS: Final = 7
"""Below it no pattern of wins over tasks can pass Wilcoxon's test and Holm for three pairs."""


def contest_section(tasks: Sequence[TaskEffects]) -> Section | None:
    """Every paradigm against every other; None where no task has results of two."""
    paired = pairings(tasks)
    if not any(one.tasks for one in paired.values()):
        return None
    ranks = ranking(tasks)
    figures, tables = [_matrix(paired)], [_pairings_table(paired, ranks)]
    notices = []
    if ranks is None:
        notices.append("Mean ranks need two tasks on which all three have results.")
    else:
        figures.append(_ranks(ranks))
        tables.append(_ranks_table(ranks))
    return Section(
        "contest",
        "The three over all tasks",
        paragraphs=[
            "No overall score: which contender is best on average depends on which tasks were "
            "chosen. These pictures say how the chosen ones went."
        ],
        notices=notices,
        figures=figures,
        tables=tables,
        arrangement="pairs",
    )


def _matrix(paired: dict[tuple[str, str], Pairing]) -> Figure:
    listed = "; ".join(
        f"{one.first} over {one.second}: {signed_points(one.mean.estimate)} "
        f"{points_interval(*one.mean.interval)}, {one.won} won, {one.tied} tied, {one.lost} lost"
        for (first, second), one in paired.items()
        if one.mean is not None and PARADIGMS.index(first) < PARADIGMS.index(second)
    )
    drawing = claim_charts.matrix(
        "figure-pairings", "Each contender against each other", listed, PARADIGMS, paired
    )
    caption = (
        "Row over column: mean difference in points with its 90% interval over tasks; then tasks "
        "won / tied / lost, a tie being a difference within the task's δ. The colour is that of "
        "who is ahead, deeper the more tasks it won. A mean can hang on a few tasks, and does not "
        "say on which kind of task who wins."
    )
    return Figure("pairings", drawing, caption)


def _ranks(ranks: Ranking) -> Figure:
    listed = ", ".join(f"{name} {rank:.2f}" for name, rank in ranks.mean_ranks.items())
    alike = "; ".join(" and ".join(clique) for clique in ranks.cliques)
    drawing = claim_charts.critical_difference(
        "figure-ranks",
        f"Mean ranks over {number.counted(ranks.tasks, 'task')}",
        f"{listed}. Not told apart: {alike or 'nobody'}.",
        ranks,
    )
    caption = (
        f"Mean rank over {number.counted(ranks.tasks, 'task')}, 1 being the best; a bar joins "
        f"contenders that are not told apart (Friedman's p {number.equals(ranks.p_value)}"
    )
    caption += ", then Wilcoxon's tests with Holm). " if ranks.p_value <= LEVEL else "). "
    if ranks.tasks < FEWEST_TASKS:
        caption += f"With fewer than {FEWEST_TASKS} tasks no pair can be told apart. "
    caption += "Ranks hide sizes: a win by a hair counts as much as one by thirty points."
    return Figure("ranks", drawing, caption)


def _pairings_table(paired: dict[tuple[str, str], Pairing], ranks: Ranking | None) -> Table:
    rows = []
    for (first, second), one in paired.items():
        mean = one.mean
        p_values = {} if ranks is None else ranks.pair_p_values
        p_value = p_values.get((first, second), p_values.get((second, first)))
        low, high = (None, None) if mean is None else mean.interval
        rows.append(
            [
                Entry(first, paradigm=paradigm_of(first)),
                Entry(second, paradigm=paradigm_of(second)),
                Entry(one.tasks),
                Entry(one.won),
                Entry(one.tied),
                Entry(one.lost),
                Entry()
                if mean is None or low is None or high is None
                else Entry(
                    mean.estimate,
                    signed_points(mean.estimate),
                    note=points_interval(low, high),
                ),
                Entry(low),
                Entry(high),
                Entry() if p_value is None else Entry(p_value, number.probability(p_value)),
            ]
        )
    return Table(
        "table-pairings",
        "pairings.csv",
        "The first over the second: tasks won and lost by more than their δ, and the mean "
        "difference in points with its 90% interval.",
        [
            Column("first", "first"),
            Column("second", "second"),
            Column("tasks", "tasks", numeric=True),
            Column("won", "won", numeric=True, formula="formula-ranks"),
            Column("tied", "tied", numeric=True, formula="formula-ranks"),
            Column("lost", "lost", numeric=True, formula="formula-ranks"),
            Column("mean_effect_points", "mean effect", numeric=True, formula="formula-effect"),
            Column("mean_effect_low", shown=False, formula="formula-effect"),
            Column("mean_effect_high", shown=False, formula="formula-effect"),
            Column("wilcoxon_p_value", "p of equal ranks", numeric=True, formula="formula-ranks"),
        ],
        rows,
        folded=True,
    )


def _ranks_table(ranks: Ranking) -> Table:
    rows = [
        [
            Entry(contender, paradigm=paradigm_of(contender)),
            Entry(rank, f"{rank:.2f}"),
            Entry(ranks.tasks),
            Entry(", ".join(sorted(_alike(ranks, contender))) or "nobody"),
            Entry(ranks.statistic),
            Entry(ranks.p_value),
        ]
        for contender, rank in ranks.mean_ranks.items()
    ]
    return Table(
        "table-ranks",
        "ranks.csv",
        "Mean ranks over the tasks on which all three have results.",
        [
            Column("contender", "contender"),
            Column("mean_rank", "mean rank", numeric=True, formula="formula-ranks"),
            Column("tasks", "tasks", numeric=True),
            Column("not_told_apart_from", "not told apart from", formula="formula-ranks"),
            Column("friedman_statistic", shown=False, formula="formula-ranks"),
            Column("friedman_p_value", shown=False, formula="formula-ranks"),
        ],
        rows,
        folded=True,
    )


def _alike(ranks: Ranking, contender: str) -> set[str]:
    """Those that share a clique with the contender."""
    cliques = (set(clique) for clique in ranks.cliques if contender in clique)
    return set().union(*cliques) - {contender}
