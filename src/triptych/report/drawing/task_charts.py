"""The drawings of the report: each takes computed numbers and returns markup."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator

from triptych.analysis.statistics.interval import Interval
from triptych.metric import Metric
from triptych.report.drawing.canvas import drawing, round_ticks
from triptych.report.drawing.mark import mark_of, marker
from triptych.report.drawing.row_chart import LINE, SIZE, RowChart, Scale
from triptych.report.drawing.svg import PAPER, QUIET
from triptych.report.words import number
from triptych.report.words.text import printable, shorten
from triptych.task import paradigm_of

WIDTH: Final = 370.0
ROW: Final = 26.0
BATCH_SIZES: Final = (1, 8, 64, 512)


def strip(scores: Mapping[str, Interval], metric: Metric, delta: float) -> str:
    """The scores of one table row on their own scale, with the range within delta of the best."""
    band = _within_delta_of_best(scores, metric, delta)
    backwards = not metric.greater_is_better
    scale = Scale.around([*ends(scores.values()), *band], backwards=backwards)
    labels = [""] * len(scores)
    chart = RowChart(labels, scale, width=190, row=13, sides=(6, 6, 6, 6))
    chart.band(*band)
    _intervals(chart, scores, size=7.5)
    return chart.document()


def scores(scores: Mapping[str, Interval], metric: Metric, delta: float) -> str:
    """Every contender's score with its interval, and the range within delta of the best."""
    best = {who: scores[who] for who in scores if who == paradigm_of(who)}
    band = _within_delta_of_best(best or scores, metric, delta)
    scale = Scale.around([*ends(scores.values()), *band], score_ticks(metric))
    labels = [shorten(printable(contender), 24) for contender in scores]
    chart = rows_of(labels, scale, axis_label(metric))
    chart.band(*band)
    _intervals(chart, scores)
    return chart.document()


def differences(pairs: Mapping[tuple[str, str], Interval], metric: Metric, delta: float) -> str:
    """Advantage of the first of each pair, with its interval, against zero and ± delta."""
    labels = [f"{one} over {other}" for one, other in pairs]
    write = score_ticks(metric, signed=True)
    scale = Scale.around([*ends(pairs.values()), -delta, delta], write)
    shown = [shorten(printable(label), 30) for label in labels]
    chart = rows_of(shown, scale, f"better by, {number.unit(metric)}")
    chart.band(-delta, delta)
    chart.rule(0.0)
    for row, interval in enumerate(pairs.values()):
        chart.bar(row, interval.low, interval.high, QUIET, LINE)
        chart.shape(row, interval.estimate, "D", QUIET, PAPER, 6.5)
    return chart.document()


def tradeoff(
    points: Mapping[str, tuple[float, float, Interval]],
    metric: Metric,
    latency_range: tuple[float, float],
) -> str:
    """Score against latency: p50 with a line to p95, and the score's interval."""
    with drawing(300, 210, kind="tradeoff") as picture:
        axes = picture.axes(44, 40, 20, 10)
        axes.grid(visible=True, axis="y")
        axes.set_xscale("log")
        for contender, (p50, p95, interval) in points.items():
            mark = mark_of(contender)
            line: dict[str, Any] = {"color": mark.colour, "linestyle": mark.line, "linewidth": 1.4}
            axes.plot((p50, p50), (interval.low, interval.high), **line)
            axes.plot((p50, max(p50, p95)), (interval.estimate, interval.estimate), **line)
            axes.plot(p50, interval.estimate, **marker(contender))
        _duration_axis(axes, *latency_range)
        score_axis(axes.yaxis, metric)
        if not metric.greater_is_better:
            axes.invert_yaxis()
        axes.set_xlabel("latency of one item, log scale")
        axes.set_ylabel(axis_label(metric))
        return picture.finish()


def latencies(times: Mapping[str, tuple[float, float]]) -> str:
    """Latency of one item: p50 with a line to p95, on a log scale."""
    labels = [shorten(printable(contender), 24) for contender in times]
    spans = [time for pair in times.values() for time in pair]
    decades = _decades(min(spans), max(spans))
    ticks = [(value, _short_duration(value)) for value in decades]
    scale = Scale(*_span(min(spans), max(spans)), ticks, log=True)
    chart = rows_of(labels, scale, "latency of one item: p50 and p95", right=20)
    for row, (contender, (p50, p95)) in enumerate(times.items()):
        mark = mark_of(contender)
        chart.interval(row, p50, p95, mark)
        chart.end(row, p95, mark.colour)
        chart.mark(row, p50, contender)
    return chart.document()


def throughputs(rates: Mapping[str, Mapping[int, float]]) -> str:
    """Items a second against the batch size, both on log scales."""
    with drawing(WIDTH, 210, kind="throughputs") as picture:
        axes = picture.axes(56, 40, 12, 10)
        axes.set_xscale("log", base=2)
        axes.set_yscale("log")
        axes.grid(visible=True, axis="y")
        for contender, by_batch in rates.items():
            batches = sorted(by_batch)
            mark = mark_of(contender)
            line: dict[str, Any] = {"color": mark.colour, "linestyle": mark.line}
            axes.plot(batches, [by_batch[batch] for batch in batches], **line, **marker(contender))
        axes.xaxis.set_major_locator(FixedLocator(BATCH_SIZES))
        axes.xaxis.set_major_formatter(lambda size, _: f"{size:.0f}")
        axes.yaxis.set_major_formatter(lambda rate, _: _short_count(rate))
        axes.minorticks_off()
        axes.set_xlabel("items in a batch")
        axes.set_ylabel("items a second")
        return picture.finish()


def rows_of(
    labels: Sequence[str], scale: Scale, title: str, *, right: float = 14, top: float = 8
) -> RowChart:
    """A row chart of the usual width with these rows."""
    sides = room_for(labels), right, top, 40.0
    return RowChart(labels, scale, title, width=WIDTH, row=ROW, sides=sides)


def ends(intervals: Iterable[Interval]) -> list[float]:
    """All that a scale has to hold of the intervals."""
    return [end for one in intervals for end in (one.low, one.estimate, one.high)]


def _within_delta_of_best(
    scores: Mapping[str, Interval], metric: Metric, delta: float
) -> tuple[float, float]:
    estimates = [interval.estimate for interval in scores.values()]
    if metric.greater_is_better:
        return max(estimates) - delta, max(estimates)
    return min(estimates), min(estimates) + delta


def _intervals(chart: RowChart, scores: Mapping[str, Interval], size: float = SIZE) -> None:
    for row, (contender, interval) in enumerate(scores.items()):
        chart.interval(row, interval.low, interval.high, mark_of(contender))
        chart.mark(row, interval.estimate, contender, size)


def room_for(labels: Sequence[str]) -> float:
    """Left margin in points that holds the longest label."""
    return 14 + 5.6 * max(map(len, labels))


def score_axis(axis: Axis, metric: Metric, *, signed: bool = False) -> None:
    """Label an axis with scores: shares times 100."""
    round_ticks(axis, score_ticks(metric, signed=signed))


def score_ticks(metric: Metric, *, signed: bool = False) -> Callable[[float], str]:
    """How a scale writes scores: shares times 100."""
    scale = 100.0 if metric.is_share else 1.0
    return lambda value: number.tick(scale * value, signed=signed)


def axis_label(metric: Metric) -> str:
    """Name the metric with its unit; a class's name may be long."""
    label = shorten(printable(metric.label), 30)
    return f"{label} {number.TIMES} 100" if metric.is_share else f"{label}, {metric.unit}"


def _duration_axis(axes: Axes, low: float, high: float) -> None:
    """Limit an axis to whole decades that contain all values, labelled as durations."""
    axes.set_xlim(*_span(low, high))
    axes.xaxis.set_major_locator(FixedLocator(_decades(low, high)))
    axes.xaxis.set_major_formatter(lambda value, _: _short_duration(value))
    axes.minorticks_off()


def _span(low: float, high: float) -> tuple[float, float]:
    """The whole decades around all values."""
    first = math.floor(math.log10(low / 1.1))
    return 10.0**first, 10.0 ** max(math.ceil(math.log10(high * 1.1)), first + 1)


def _decades(low: float, high: float) -> list[float]:
    """At most seven powers of ten from end to end."""
    first, last = (round(math.log10(end)) for end in _span(low, high))
    return [10.0**power for power in range(first, last + 1, 1 + (last - first) // 6)]


def _short_duration(seconds: float) -> str:
    return number.duration(seconds).replace(".0", "")


def _short_count(value: float) -> str:
    for above, name in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= above:
            return f"{value / above:g}{name}"
    return f"{value:g}"
