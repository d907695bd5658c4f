"""Curves: scores of a study over its conditions, with interval bands, and how cost grows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.one_task.studies.growth import Growth
from triptych.cell import Condition, shown
from triptych.metric import Metric
from triptych.report.drawing.canvas import drawing
from triptych.report.drawing.line_names import alike, name_lines
from triptych.report.drawing.mark import mark_of, marker
from triptych.report.drawing.svg import BAND, QUIET
from triptych.report.drawing.task_charts import axis_label, score_axis
from triptych.report.words import number
from triptych.report.words.text import printable, shorten
from triptych.study import Axis

_BAND_OPACITY: Final = 0.12
_LONGEST_NAME: Final = 14
_MOST_TICKS: Final = 8


def curves(
    points: Mapping[str, Sequence[Point]],
    axis: Axis,
    metric: Metric,
    ranges: Sequence[tuple[float, float]] = (),
    *,
    gains: bool = False,
) -> str:
    """A curve for each contender over the conditions; names are equally spaced, in order.

    A contender that no condition changes is a level line. `ranges` of the axis are shaded. Of
    `gains` over somebody, whose scores are better the larger they are, 0 is a line too. Lines that
    would look alike have their names.
    """
    with drawing(370, 240, kind=f"curves {axis.scale}") as picture:
        axes = picture.axes(44, 40, 12, 10)
        axes.grid(visible=True, axis="y")
        places = _places(points, axis)
        ends = [min(places.values()), max(places.values())]
        for low, high in ranges:
            axes.axvspan(max(low, ends[0]), min(high, ends[1]), color=BAND, linewidth=0, zorder=0)
        unclear, starts = alike([*points]), {}
        for contender, line in points.items():
            mark = mark_of(contender)
            if line[0].condition is None:
                line, at, marked = [line[0]] * 3, _level(line[0], ends), [1]
            else:
                at, marked = [places[one.condition] for one in line], [*range(len(line))]
            lows, highs = [one.score.low for one in line], [one.score.high for one in line]
            band: dict[str, Any] = {"color": mark.colour, "alpha": _BAND_OPACITY, "linewidth": 0}
            axes.fill_between(at, lows, highs, step="post" if axis.is_stepped else None, **band)
            middles = [one.score.estimate for one in line]
            line_style: dict[str, Any] = {"color": mark.colour, "linestyle": mark.line}
            line_style |= {"linewidth": 1.4, "markevery": marked}
            line_style |= {"drawstyle": "steps-post"} if axis.is_stepped else {}
            axes.plot(at, middles, **line_style, **marker(contender))
            if contender in unclear:
                starts[contender] = (at[0], middles[0])
        if axis.scale == "log":
            axes.set_xscale("log")
        ticks = _ticks(places, axis)
        axes.set_xticks(
            [places[one] for one in ticks],
            [shorten(printable(shown(one)), _LONGEST_NAME) for one in ticks],
        )
        axes.minorticks_off()
        score_axis(axes.yaxis, metric, signed=gains)
        if gains:
            axes.axhline(0, color=QUIET, linewidth=1, zorder=1)
        elif not metric.greater_is_better:
            axes.invert_yaxis()
        name_lines(axes, starts)
        axes.set_xlabel(printable(axis.label))
        axes.set_ylabel(f"better by, {number.unit(metric)}" if gains else axis_label(metric))
        return picture.finish()


def growth_curves(lines: Sequence[Growth], label: str, write: Callable[[float], str]) -> str:
    """A line for each contender, straight where the quantity is a power of the number of items.

    label   of the upright axis
    write   a value of it in words
    """
    with drawing(370, 240, kind="growth") as picture:
        axes = picture.axes(62, 40, 12, 10)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.grid(visible=True, axis="y")
        for one in lines:
            mark = mark_of(one.contender)
            style: dict[str, Any] = {"color": mark.colour, "linestyle": mark.line}
            axes.plot(*zip(*one.points, strict=True), **style, **marker(one.contender))
        axes.xaxis.set_major_formatter(lambda items, _: number.count(items))
        axes.yaxis.set_major_formatter(lambda value, _: write(value))
        axes.minorticks_off()
        axes.set_xlabel("training items")
        axes.set_ylabel(label)
        return picture.finish()


def _level(point: Point, ends: Sequence[float]) -> list[float]:
    """A line from end to end, with the place of its mark: its labels, or the start without any."""
    labels = ends[0] if point.labels is None else point.labels
    return [ends[0], min(max(labels, ends[0]), ends[1]), ends[1]]


def _places(points: Mapping[str, Sequence[Point]], axis: Axis) -> dict[Condition, float]:
    """The place of each condition on the axis: a number at itself, `all` at its labels."""
    varied = [one for line in points.values() for one in line if one.condition is not None]
    conditions = list(dict.fromkeys(one.condition for one in varied))
    if axis.scale == "names":
        return {one: float(place) for place, one in enumerate(conditions)}
    places: dict[Condition, float] = {}
    for place, one in enumerate(varied):
        if isinstance(one.condition, float | int):
            places[one.condition] = float(one.condition)
        elif one.condition not in places:
            places[one.condition] = float(place) if one.labels is None else one.labels
    return places


def _ticks(places: Mapping[Condition, float], axis: Axis) -> list[Condition]:
    """Conditions that are labelled: on an axis of numbers names only at its end."""
    ordered = sorted(places, key=lambda one: places[one])
    if axis.scale != "names":
        last = ordered[-1]
        ordered = [one for one in ordered if one == last or not isinstance(one, str)]
    step = 1 + (len(ordered) - 1) // _MOST_TICKS
    return ordered[::-step][::-1]
