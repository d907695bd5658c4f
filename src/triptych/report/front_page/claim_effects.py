"""The effects behind each claim, task by task: a figure a claim, and the numbers in them."""

from collections.abc import Mapping, Sequence
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict
from triptych.analysis.across_tasks.effect import Effect, TaskEffects
from triptych.report.drawing import claims as claim_charts
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words.number import points, points_interval, signed_points
from triptych.report.words.text import shorten

LONGEST_REASON: Final = 120


def claim_effects_section(
    verdicts: Sequence[ClaimVerdict], tasks: Sequence[TaskEffects]
) -> Section | None:
    """A figure for each claim that some task has an effect on; None where none has."""
    titles = {one.task.name: one.task.title for one in tasks}
    drawn = [one for one in verdicts if one.effects]
    if not drawn:
        return None
    return Section(
        "claim-effects",
        "Claims, task by task",
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
    drawing = claim_charts.effects(
        f"claim-{verdict.name}",
        f"Effect of {about} on each task",
        f"{listed}; mean {signed_points(mean.estimate)} {points_interval(*mean.interval)}. The "
        f"band spans {claim.rope_points:g} points on both sides of zero.",
        effects,
        mean,
        claim.rope_points,
    )
    return Figure(
        f"claim-{verdict.name}", drawing, f"{claim.sentence} {verdict.word.capitalize()}."
    )


def _table(verdicts: Sequence[ClaimVerdict], titles: Mapping[str, str]) -> Table:
    rows = []
    for verdict in verdicts:
        rows += [
            [
                Entry(verdict.name),
                Entry(one.task),
                Entry(titles[one.task], note=verdict.claim.sentence),
                Entry(one.first),
                Entry(one.second),
                Entry(one.points, signed_points(one.points)),
                Entry(one.standard_error, points(one.standard_error)),
                Entry(),
            ]
            for one in _best_first(verdict)
        ]
        rows += [
            [
                Entry(verdict.name),
                Entry(task),
                Entry(titles[task], note=verdict.claim.sentence),
                Entry(verdict.claim.first),
                Entry(),
                Entry(),
                Entry(),
                Entry(why, shorten(" ".join(why.split()), LONGEST_REASON)),
            ]
            for task, why in verdict.left_out.items()
        ]
    return Table(
        "table-claim-effects",
        "claim_effects.csv",
        "How much better the first is than its hardest rival on each task, in points.",
        [
            Column("claim", shown=False),
            Column("task", shown=False),
            Column("title", "task"),
            Column("first", "first"),
            Column("rival", "rival"),
            Column("effect_points", "effect", numeric=True, formula="formula-effect"),
            Column(
                "standard_error_points", "standard error", numeric=True, formula="formula-effect"
            ),
            Column(
                "left_out", "left out", style="wide", shown=any(one.left_out for one in verdicts)
            ),
        ],
        rows,
        folded=True,
    )


def _best_first(verdict: ClaimVerdict) -> list[Effect]:
    return sorted(verdict.effects, key=lambda one: -one.points)
