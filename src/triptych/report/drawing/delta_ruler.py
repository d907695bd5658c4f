"""The δ ruler: for which δ which answer would hold, a row an answer."""

from collections.abc import Sequence
from typing import Final

from triptych.analysis.one_task.answer.delta_ranges import DeltaRange
from triptych.metric import Metric
from triptych.report.drawing.mark import MARKS
from triptych.report.drawing.row_chart import Scale
from triptych.report.drawing.svg import INK, QUIET
from triptych.report.drawing.task_charts import rows_of, score_ticks
from triptych.report.words import number
from triptych.task import PARADIGMS

_THICKNESS: Final = 9
_LONGEST: Final = 3.0
_ROOM: Final = 1.25


def delta_ruler(ranges: Sequence[DeltaRange], delta: float, metric: Metric) -> str:
    """A bar for each range in the row of its answer, and a line at the task's δ."""
    answers = [one for one in (*PARADIGMS, "undecided") if any(r.answer == one for r in ranges)]
    end = max([_LONGEST * delta, *(_ROOM * one.low for one in ranges)]) or 1.0
    ticks = Scale.around([0.0, end], score_ticks(metric), from_zero=True).ticks
    scale = Scale(0.0, end, [one for one in ticks if one[0] <= end])
    chart = rows_of(answers, scale, f"if δ were, {number.unit(metric)}", top=18)
    for one in ranges:
        colour = MARKS[one.answer].colour if one.answer in MARKS else QUIET
        row = answers.index(one.answer)
        chart.bar(row, one.low, min(one.high, end), colour, _THICKNESS)
    chart.rule(delta, INK, dashes="3 2", name="δ")
    return chart.document()
