"""Pairwise comparison of the three over all tasks: a matrix and mean ranks."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from triptych.analysis.across_tasks.effect import TaskEffects
from triptych.analysis.across_tasks.pairwise import Pairing, pairings
from triptych.analysis.across_tasks.ranking import LEVEL, Ranking, ranking
from triptych.report.drawing import claims as claim_charts
from triptych.report.drawing.svg import inline
from triptych.report.front_page.claim_effects import mean_effect_columns
from triptych.report.model.columns import contender_entry, number_column
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Table
from triptych.report.words import number
from triptych.report.words.number import points_interval, signed_points
from triptych.task import PARADIGMS

FEWEST_TASKS: Final = 7
"""With fewer tasks, no pattern of wins can pass Wilcoxon's test and Holm for three pairs."""


def pairwise_section(tasks: Sequence[TaskEffects]) -> Section | None:
    """Every paradigm against every other; None where no task has results of two paradigms."""
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
        "Pairwise comparisons over all tasks",
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
    drawing = inline(
        claim_charts.matrix(PARADIGMS, paired),
        "figure-pairings",
        "Each contender against each other",
        listed,
    )
    caption = (
        "Row over column: mean difference in points with its 90% interval over tasks; then tasks "
        "won / tied / lost, a tie being a difference within the task's δ. The colour is that of "
        "who is ahead, deeper the more tasks it won. A mean can hang on a few tasks, and does not "
        "say on which kind of task who wins."
    )
    return Figure(drawing, caption)


def _ranks(ranks: Ranking) -> Figure:
    listed = ", ".join(f"{name} {rank:.2f}" for name, rank in ranks.mean_ranks.items())
    alike = "; ".join(" and ".join(clique) for clique in ranks.cliques)
    drawing = inline(
        claim_charts.critical_difference(ranks),
        "figure-ranks",
        f"Mean ranks over {number.counted(ranks.tasks, 'task')}",
        f"{listed}. Not told apart: {alike or 'nobody'}.",
    )
    caption = (
        f"Mean rank over {number.counted(ranks.tasks, 'task')}, 1 being the best; a bar joins "
        f"contenders that are not told apart (Friedman's p {number.equals(ranks.p_value)}"
    )
    caption += ", then Wilcoxon's tests with Holm). " if ranks.p_value <= LEVEL else "). "
    if ranks.tasks < FEWEST_TASKS:
        caption += f"With fewer than {FEWEST_TASKS} tasks no pair can be told apart. "
    caption += "Ranks hide sizes: a win by a hair counts as much as one by thirty points."
    return Figure(drawing, caption)


def _pairings_table(paired: dict[tuple[str, str], Pairing], ranks: Ranking | None) -> Table:
    ranked = partial(number_column, formula="formula-ranks")
    known = {} if ranks is None else ranks.pair_p_values
    p_values = dict(known) | {(second, first): p for (first, second), p in known.items()}
    return Table(
        "table-pairings",
        "pairings.csv",
        "The first over the second: tasks won and lost by more than their δ, and the mean "
        "difference in points with its 90% interval.",
        [
            Column("first", "first", of=lambda one: contender_entry(one.first)),
            Column("second", "second", of=lambda one: contender_entry(one.second)),
            number_column("tasks", "tasks", lambda one: one.tasks),
            ranked("won", "won", lambda one: one.won),
            ranked("tied", "tied", lambda one: one.tied),
            ranked("lost", "lost", lambda one: one.lost),
            *(column.on(lambda one: one.mean) for column in mean_effect_columns()),
            ranked(
                "wilcoxon_p_value",
                "p of equal ranks",
                lambda one: p_values.get((one.first, one.second)),
                number.probability,
            ),
        ],
        paired.values(),
        folded=True,
    )


def _ranks_table(ranks: Ranking) -> Table:
    column = partial(Column, formula="formula-ranks")
    return Table(
        "table-ranks",
        "ranks.csv",
        "Mean ranks over the tasks on which all three have results.",
        [
            Column("contender", "contender", of=contender_entry),
            column(
                "mean_rank",
                "mean rank",
                numeric=True,
                of=ranks.mean_ranks.__getitem__,
                write="{:.2f}".format,
            ),
            number_column("tasks", "tasks", lambda _: ranks.tasks),
            column(
                "not_told_apart_from",
                "not told apart from",
                of=lambda contender: ", ".join(sorted(_alike(ranks, contender))) or "nobody",
            ),
            column("friedman_statistic", shown=False, of=lambda _: ranks.statistic),
            column("friedman_p_value", shown=False, of=lambda _: ranks.p_value),
        ],
        ranks.mean_ranks,
        folded=True,
    )


def _alike(ranks: Ranking, contender: str) -> set[str]:
    """The contenders that share a clique with this one."""
    cliques = (set(clique) for clique in ranks.cliques if contender in clique)
    return set().union(*cliques) - {contender}
