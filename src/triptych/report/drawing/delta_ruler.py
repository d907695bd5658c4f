"""The δ ruler: for which δ which answer would hold, a row an answer."""

from collections.abc import Sequence
from typing import Final

from triptych.analysis.one_task.answer.delta_ranges import DeltaRange
from triptych.metric import Metric
from triptych.report.drawing.canvas import drawing
from triptych.report.drawing.mark import MARKS
from triptych.report.drawing.svg import INK, QUIET
from triptych.report.drawing.task_charts import ROW, WIDTH, label_rows, room_for, score_axis
from triptych.report.words import number
from triptych.task import PARADIGMS

_THICKNESS: Final = 9
_LONGEST: Final = 3.0
_ROOM: Final = 1.25


def delta_ruler(ranges: Sequence[DeltaRange], delta: float, metric: Metric) -> str:
    """A bar for each range in the row of its answer, and a line at the task's δ."""
    answers = [one for one in (*PARADIGMS, "undecided") if any(r.answer == one for r in ranges)]
    end = max([_LONGEST * delta, *(_ROOM * one.low for one in ranges)]) or 1.0
    with drawing(WIDTH, 62 + ROW * len(answers), kind="delta ruler") as picture:
        axes = picture.axes(room_for(answers), 40, 12, 18)
        for one in ranges:
            row, high = answers.index(one.answer), min(one.high, end)
            colour = MARKS[one.answer].colour if one.answer in MARKS else QUIET
            axes.plot(
                (one.low, high),
                (row, row),
                color=colour,
                linewidth=_THICKNESS,
                solid_capstyle="butt",
            )
        axes.axvline(delta, color=INK, linewidth=1.2, linestyle=(0, (3, 2)))
        axes.text(delta, -0.75, "δ", ha="center", va="bottom", color=INK)
        label_rows(axes, answers)
        axes.set_xlim(0, end)
        score_axis(axes.xaxis, metric)
        axes.set_xlabel(f"if δ were, {number.unit(metric)}")
        return picture.finish()
