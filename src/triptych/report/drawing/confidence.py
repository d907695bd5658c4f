"""Drawings of confidence: reliability, risk against coverage, cost against ratio."""

from collections.abc import Mapping, Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator

from triptych.analysis.one_task.calibration import Bin
from triptych.analysis.one_task.expected_cost import CostCurves
from triptych.report.drawing.canvas import drawing, round_ticks
from triptych.report.drawing.mark import mark_of, marker
from triptych.report.drawing.row_chart import dashes
from triptych.report.drawing.square_chart import SquareChart, exactly
from triptych.report.words import number

Points = Sequence[tuple[float, float]]

WIDTH: Final = 370.0
HEIGHT: Final = 220.0
DECADES: Final = (0.01, 0.1, 1.0, 10.0, 100.0)


def reliability(contender: str, bins: Sequence[Bin], least: float) -> str:
    """Share right against confidence, with intervals, and the diagonal.

    least   the smallest share on both scales
    """
    mark = mark_of(contender)
    low = max(0.0, int(10 * least) / 10 - 0.02)
    chart = SquareChart(exactly(low, 1.02, _percent), "confidence, %", "right, %")
    for one in bins:
        ends = (one.confidence, one.right.low), (one.confidence, one.right.high)
        chart.line(ends, mark.colour, 1.4)
    points = [(one.confidence, one.right.estimate) for one in bins]
    chart.line(points, mark.colour, 1.0, dashes(mark, 1.0))
    for point in points:
        chart.mark(point, contender, 6.5)
    return chart.document()


def risk_coverage(lines: Mapping[str, Points], thresholds: Mapping[str, Points]) -> str:
    """Share of wrong answers against the share answered; marks at possible thresholds."""
    with drawing(WIDTH, HEIGHT, kind="risk_coverage") as picture:
        axes = picture.axes(50, 40, 12, 10)
        for contender, points in lines.items():
            mark = mark_of(contender)
            axes.plot(*zip(*points, strict=True), color=mark.colour, linestyle=mark.line)
        for contender, points in thresholds.items():
            axes.plot(*zip(*points, strict=True), linestyle="none", **marker(contender, 6.5))
        for axis in (axes.xaxis, axes.yaxis):
            _percent_axis(axis)
        axes.set_xlim(0, 1.02)
        axes.set_ylim(bottom=0)
        axes.grid(visible=True)
        axes.set_xlabel("answered, % of items, the most confident first")
        axes.set_ylabel("wrong, % of answers")
        return picture.finish()


def cost_ratio(curves: CostCurves) -> str:
    """Mean cost against the cost ratio; at the bottom, bars where a lead is significant."""
    with drawing(WIDTH, HEIGHT, kind="cost_ratio") as picture:
        axes = picture.axes(50, 40, 12, 10)
        axes.set_xscale("log")
        for contender, costs in curves.costs.items():
            mark = mark_of(contender)
            axes.plot(curves.ratios, costs, color=mark.colour, linestyle=mark.line)
            axes.plot(
                curves.ratios[:: len(curves.ratios) // 4],
                costs[:: len(curves.ratios) // 4],
                linestyle="none",
                **marker(contender, 6.5),
            )
        top = max(max(costs) for costs in curves.costs.values()) or 1.0
        axes.set_ylim(-0.1 * top, 1.06 * top)
        _bars_of_leads(axes, curves, -0.055 * top)
        axes.grid(visible=True)
        axes.xaxis.set_major_locator(FixedLocator(DECADES))
        axes.xaxis.set_major_formatter(lambda value, _: ratio(value))
        round_ticks(axes.yaxis, _tick)
        axes.minorticks_off()
        axes.set_xlabel("cost of a miss : cost of a false alarm")
        axes.set_ylabel("mean cost, scaled")
        return picture.finish()


def ratio(value: float) -> str:
    """A cost ratio as text: `20:1`, `1:3`."""
    large = value if value >= 1 else 1 / value
    text = number.plain(float(f"{large:.1e}"))
    return f"{text}:1" if value >= 1 else f"1:{text}"


def _bars_of_leads(axes: Axes, curves: CostCurves, height: float) -> None:
    for lead in curves.leads:
        if lead.shown:
            mark = mark_of(lead.leaders[0])
            axes.plot(
                (lead.low, lead.high),
                (height, height),
                color=mark.colour,
                linewidth=4.5,
                solid_capstyle="butt",
            )
            axes.plot((lead.low * lead.high) ** 0.5, height, **marker(lead.leaders[0], 8.0))


def _percent_axis(axis: Axis) -> None:
    """Format an axis of shares, times 100."""
    round_ticks(axis, _percent)


def _percent(value: float) -> str:
    return f"{round(100 * value, 6):g}"


def _tick(value: float) -> str:
    return "" if value < 0 else f"{round(value, 6):g}"
