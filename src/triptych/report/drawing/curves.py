"""Curves: scores of a study over its conditions, with interval bands."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from triptych.analysis.one_task.study_curves import Point
from triptych.cell import Condition, shown
from triptych.metric import Metric
from triptych.report.drawing.canvas import drawing
from triptych.report.drawing.mark import mark_of, marker
from triptych.report.drawing.task_charts import axis_label, score_axis
from triptych.report.words.text import printable, shorten
from triptych.study import Axis

_BAND_OPACITY: Final = 0.12
_LONGEST_NAME: Final = 14
_MOST_TICKS: Final = 8


def curves(points: Mapping[str, Sequence[Point]], axis: Axis, metric: Metric) -> str:
    """A curve for each contender over the conditions; names are equally spaced, in order."""
    with drawing(370, 240, kind=f"curves {axis.scale}") as picture:
        axes = picture.axes(44, 40, 12, 10)
        axes.grid(visible=True, axis="y")
        conditions = list(dict.fromkeys(one.condition for each in points.values() for one in each))
        for contender, line in points.items():
            mark = mark_of(contender)
            places = [_place(one.condition, conditions, axis) for one in line]
            lows, highs = [one.score.low for one in line], [one.score.high for one in line]
            axes.fill_between(
                places, lows, highs, color=mark.colour, alpha=_BAND_OPACITY, linewidth=0
            )
            middles = [one.score.estimate for one in line]
            line_style: dict[str, Any] = {"color": mark.colour, "linestyle": mark.line}
            axes.plot(places, middles, **line_style, linewidth=1.4, **marker(contender))
        if axis.scale == "log":
            axes.set_xscale("log")
        step = 1 + (len(conditions) - 1) // _MOST_TICKS
        axes.set_xticks(
            [_place(one, conditions, axis) for one in conditions[::step]],
            [shorten(printable(shown(one)), _LONGEST_NAME) for one in conditions[::step]],
        )
        axes.minorticks_off()
        score_axis(axes.yaxis, metric)
        if not metric.greater_is_better:
            axes.invert_yaxis()
        axes.set_xlabel(printable(axis.label))
        axes.set_ylabel(axis_label(metric))
        return picture.finish()


def _place(condition: Condition, conditions: Sequence[Condition], axis: Axis) -> float:
    if axis.scale == "names" or not isinstance(condition, float | int):
        return float(conditions.index(condition))
    return float(condition)
