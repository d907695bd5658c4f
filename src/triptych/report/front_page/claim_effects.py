"""The effects of each claim, task by task: one figure per claim, and their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict
from triptych.analysis.across_tasks.effect import Effect, TaskEffects
from triptych.analysis.across_tasks.mean_effect import MeanEffect
from triptych.report.drawing import claims as claim_charts
from triptych.report.drawing.svg import inline
from triptych.report.model.columns import number_column
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words.number import points, points_interval, signed_points
from triptych.report.words.text import shorten

LONGEST_REASON: Final = 120


def claim_effects_section(
    verdicts: Sequence[ClaimVerdict], tasks: Sequence[TaskEffects]
) -> Section | None:
    """A figure for each claim with an effect on at least one task; None without any effect."""
    titles = {one.task.name: one.task.title for one in tasks}
    drawn = [one for one in verdicts if one.effects]
    if not drawn:
        return None
    return Section(
        "claim-effects",
        "Effects of claims by task",
        paragraphs=[
            "Marks are tasks with 95% intervals, the diamond is their mean with its 90% interval. "
            "In the shaded band the two count as equal. A task's interval says how sure its own "
            "effect is; the mean's says how much tasks differ."
        ],
        figures=[_figure(one, titles) for one in drawn],
        tables=[_table(verdicts, titles)],
        arrangement="pairs",
    )


def _figure(verdict: ClaimVerdict, titles: Mapping[str, str]) -> Figure:
    claim, mean = verdict.claim, verdict.mean
    assert mean is not None  # only claims with effects are drawn
    effects = [(titles[one.task], one) for one in _best_first(verdict)]
    listed = "; ".join(f"{title} {signed_points(one.points)}" for title, one in effects)
    about = f"{claim.first} over {' or '.join(claim.rivals)}"
    drawing = inline(
        claim_charts.effects(effects, mean, claim.rope_points),
        f"claim-{verdict.name}",
        f"Effect of {about} on each task",
        f"{listed}; mean {signed_points(mean.estimate)} {points_interval(*mean.interval)}. The "
        f"band spans {claim.rope_points:g} points on both sides of zero.",
    )
    return Figure(drawing, f"{claim.sentence} {verdict.word.capitalize()}.")


def _table(verdicts: Sequence[ClaimVerdict], titles: Mapping[str, str]) -> Table:
    number = partial(number_column, formula="formula-effect")
    columns = [
        Column("rival", "rival", of=lambda one: one.second),
        number("effect_points", "effect", lambda one: one.points, signed_points),
        number("standard_error_points", "standard error", lambda one: one.standard_error, points),
    ]
    return Table(
        "table-claim-effects",
        "claim_effects.csv",
        "How much better the first is than its hardest rival on each task, in points.",
        [
            Column("claim", shown=False, of=lambda row: row.verdict.name),
            Column("task", shown=False, of=lambda row: row.task),
            Column(
                "title",
                "task",
                of=lambda row: Entry(titles[row.task], note=row.verdict.claim.sentence),
            ),
            Column("first", "first", of=lambda row: row.verdict.claim.first),
            *(column.on(lambda row: row.effect) for column in columns),
            Column(
                "left_out",
                "left out",
                style="wide",
                shown=any(one.left_out for one in verdicts),
                of=lambda row: row.left_out,
                write=lambda why: shorten(" ".join(why.split()), LONGEST_REASON),
            ),
        ],
        [row for one in verdicts for row in _rows(one)],
        folded=True,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A claim and a task: the effect, or the reason why the task was left out."""

    verdict: ClaimVerdict
    task: str
    effect: Effect | None = None
    left_out: str | None = None


def _rows(verdict: ClaimVerdict) -> list[_Row]:
    """Rows with the largest effect first; tasks that were left out come last."""
    counted = [_Row(verdict, one.task, one) for one in _best_first(verdict)]
    left_out = [_Row(verdict, task, left_out=why) for task, why in verdict.left_out.items()]
    return counted + left_out


def _best_first(verdict: ClaimVerdict) -> list[Effect]:
    return sorted(verdict.effects, key=lambda one: -one.points)


def mean_effect_columns(absent: Entry) -> list[Column]:
    """A mean effect with its interval, then both ends; `absent` fills missing ones."""
    column = partial(Column, formula="formula-effect", shown=False)
    return [
        number_column(
            "mean_effect_points",
            "mean effect",
            _mean_effect,
            formula="formula-effect",
            absent=lambda _: absent,
        ),
        column("mean_effect_low", of=lambda mean: mean.interval[0]),
        column("mean_effect_high", of=lambda mean: mean.interval[1]),
    ]


def _mean_effect(mean: MeanEffect) -> Entry:
    return Entry(mean.estimate, signed_points(mean.estimate), note=points_interval(*mean.interval))
