"""The effects of each claim, task by task: one figure per claim, and their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict
from triptych.analysis.across_tasks.counts import LEVEL
from triptych.analysis.across_tasks.mean_effect import MeanEffect
from triptych.analysis.across_tasks.measures.measure import Position
from triptych.analysis.across_tasks.task_measures import MEASURES
from triptych.analysis.across_tasks.task_tests import TaskTest
from triptych.claims.declared.table import EVIDENCE
from triptych.report.drawing.claim_tasks import State, TaskRow, claim_tasks, in_unit
from triptych.report.drawing.svg import inline
from triptych.report.model.columns import number_column
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import claim as words
from triptych.report.words.number import points, points_interval, probability, signed_points
from triptych.report.words.text import shorten

LONGEST_REASON: Final = 120


def claim_effects_section(
    verdicts: Sequence[ClaimVerdict], titles: Mapping[str, str]
) -> Section | None:
    """A figure for each claim with an effect on at least one task; None without any test.

    titles   the title of each task by its name
    """
    tested = [one for one in verdicts if one.tests]
    if not tested:
        return None
    return Section(
        "claim-effects",
        "Claims, task by task",
        paragraphs=[
            "A row is a task: where it lies, mostly in units of its own δ, with a 90% interval. In "
            "the shaded part the claim holds. A filled circle is a task that shows so by itself, a "
            "cross one that shows that it fails, a hollow circle one that shows neither. The "
            "colour is that of whoever is ahead. Means and medians, in points, describe and "
            "decide nothing."
        ],
        figures=[_figure(one, titles) for one in tested if _is_drawn(one)],
        tables=[_table(verdicts, titles)],
        arrangement="pairs",
    )


def _figure(verdict: ClaimVerdict, titles: Mapping[str, str]) -> Figure:
    claim = verdict.claim
    axis = MEASURES[claim.measure].axis(claim)
    groups = [
        (kind, [_row(test, place, titles[test.task]) for test, place in _best_first(verdict, kind)])
        for kind in EVIDENCE
        if _best_first(verdict, kind)
    ]
    rows_in_words = "; ".join(
        f"{row.label} {in_unit(row.value, axis.unit)}, {row.state}"
        for _, rows in groups
        for row in rows
    )
    drawing = inline(
        claim_tasks(groups, axis),
        f"claim-{verdict.name}",
        f"{claim.sentence} Task by task",
        rows_in_words,
    )
    said = f"{claim.sentence} {words.word(verdict).capitalize()}: {words.counts(verdict.tally)}."
    return Figure(drawing, f"{said} {words.described(verdict)}".rstrip())


def _row(test: TaskTest, place: Position, title: str) -> TaskRow:
    return TaskRow(title, place.value, place.low, place.high, _state(test), place.leader)


def _state(test: TaskTest) -> State:
    if test.p_value <= LEVEL:
        return "holds"
    return "fails" if test.opposite_p_value <= LEVEL else "open"


def _is_drawn(verdict: ClaimVerdict) -> bool:
    return any(one.position is not None for one in verdict.tests)


def _best_first(verdict: ClaimVerdict, kind: str) -> list[tuple[TaskTest, Position]]:
    """Tests of one kind of evidence with their places, where the claim holds most clearly first."""
    drawn = [(one, one.position) for one in verdict.tests if one.evidence == kind]
    placed = [(one, place) for one, place in drawn if place is not None]
    return sorted(placed, key=lambda pair: -pair[1].value)


def _table(verdicts: Sequence[ClaimVerdict], titles: Mapping[str, str]) -> Table:
    number = partial(number_column, formula="formula-effect")
    p_value = partial(number_column, formula="formula-claim", write=probability)
    effect_columns = [
        Column("rival", "rival", of=lambda one: one.second),
        number("effect_points", "effect", lambda one: one.points, signed_points),
        number("standard_error_points", "standard error", lambda one: one.standard_error, points),
    ]
    test_columns = [
        *(column.on(lambda one: one.effect) for column in effect_columns),
        p_value("p_value", "p of H0", lambda one: one.p_value),
        p_value("opposite_p_value", "p of the opposite", lambda one: one.opposite_p_value),
        Column("evidence", "evidence", of=lambda one: one.evidence),
    ]
    return Table(
        "table-claim-effects",
        "claim_effects.csv",
        "How much better the first is than its hardest rival on each task, in points; p of H0, "
        "that the claim does not hold there, and of the opposite.",
        [
            Column("claim", shown=False, of=lambda row: row.verdict.name),
            Column("task", shown=False, of=lambda row: row.task),
            Column(
                "title",
                "task",
                of=lambda row: Entry(titles[row.task], note=row.verdict.claim.sentence),
            ),
            Column("first", "first", of=lambda row: row.verdict.claim.first),
            *(column.on(lambda row: row.test) for column in test_columns),
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
    """A claim and a task: the test, or the reason why the task was left out."""

    verdict: ClaimVerdict
    task: str
    test: TaskTest | None = None
    left_out: str | None = None


def _rows(verdict: ClaimVerdict) -> list[_Row]:
    """Rows of tests by p-value; tasks that were left out come last."""
    tests = sorted(verdict.tests, key=lambda one: one.p_value)
    return [_Row(verdict, one.task, one) for one in tests] + [
        _Row(verdict, task, left_out=why) for task, why in verdict.left_out.items()
    ]


def mean_effect_columns() -> list[Column]:
    """A mean effect with its interval, then both ends."""
    column = partial(Column, formula="formula-effect", shown=False)
    return [
        number_column(
            "mean_effect_points",
            "mean effect",
            _mean_effect,
            formula="formula-effect",
        ),
        column("mean_effect_low", of=lambda mean: mean.interval[0]),
        column("mean_effect_high", of=lambda mean: mean.interval[1]),
    ]


def _mean_effect(mean: MeanEffect) -> Entry:
    return Entry(mean.estimate, signed_points(mean.estimate), note=points_interval(*mean.interval))
