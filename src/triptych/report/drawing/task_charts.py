"""The drawings of the report: each takes computed numbers and returns markup."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator

from triptych.analysis.statistics.interval import Interval
from triptych.metric import Metric
from triptych.report.drawing.canvas import drawing, round_ticks
from triptych.report.drawing.mark import mark_of, marker
from triptych.report.drawing.svg import BAND, PAPER, QUIET
from triptych.report.words import number
from triptych.report.words.text import printable, shorten
from triptych.task import paradigm_of

WIDTH: Final = 370.0
ROW: Final = 26.0
BATCH_SIZES: Final = (1, 8, 64, 512)


def strip(scores: Mapping[str, Interval], metric: Metric, delta: float) -> str:
    """The scores of one table row on their own scale, with the range within delta of the best."""
    with drawing(190, 14 + 13 * len(scores), kind="strip") as picture:
        axes = picture.axes(4, 4, 4, 4)
        axes.set_axis_off()
        _band_of_best(axes, scores, metric, delta)
        _intervals(axes, scores, size=7.5)
        if not metric.greater_is_better:
            axes.invert_xaxis()
        return picture.finish()


def scores(scores: Mapping[str, Interval], metric: Metric, delta: float) -> str:
    """Every contender's score with its interval, and the range within delta of the best."""
    labels = [shorten(printable(contender), 24) for contender in scores]
    with drawing(WIDTH, 56 + ROW * len(scores), kind="scores") as picture:
        axes = picture.axes(room_for(labels), 40, 12, 8)
        best = {who: scores[who] for who in scores if who == paradigm_of(who)}
        _band_of_best(axes, best or scores, metric, delta)
        _intervals(axes, scores)
        label_rows(axes, labels)
        score_axis(axes.xaxis, metric)
        axes.set_xlabel(axis_label(metric))
        return picture.finish()


def differences(pairs: Mapping[tuple[str, str], Interval], metric: Metric, delta: float) -> str:
    """Advantage of the first of each pair, with its interval, against zero and ± delta."""
    labels = [f"{one} over {other}" for one, other in pairs]
    labels = [shorten(printable(label), 30) for label in labels]
    with drawing(WIDTH, 56 + ROW * len(pairs), kind="differences") as picture:
        axes = picture.axes(room_for(labels), 40, 12, 8)
        axes.axvspan(-delta, delta, color=BAND, linewidth=0)
        axes.axvline(0, color=QUIET, linewidth=0.9)
        for row, interval in enumerate(pairs.values()):
            axes.plot((interval.low, interval.high), (row, row), color=QUIET, linewidth=1.6)
            axes.plot(
                interval.estimate, row, "D", color=QUIET, markersize=6.5, markeredgecolor=PAPER
            )
        label_rows(axes, labels)
        score_axis(axes.xaxis, metric, signed=True)
        axes.set_xlabel(f"better by, {number.unit(metric)}")
        return picture.finish()


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
    ends = [time for pair in times.values() for time in pair]
    with drawing(WIDTH, 56 + ROW * len(times), kind="latencies") as picture:
        axes = picture.axes(room_for(labels), 40, 20, 8)
        axes.set_xscale("log")
        for row, (contender, (p50, p95)) in enumerate(times.items()):
            mark = mark_of(contender)
            axes.plot((p50, p95), (row, row), color=mark.colour, linestyle=mark.line)
            axes.plot(p50, row, **marker(contender))
            axes.plot(p95, row, "|", color=mark.colour, markeredgecolor=mark.colour, markersize=9)
        _duration_axis(axes, min(ends), max(ends))
        label_rows(axes, labels)
        axes.set_xlabel("latency of one item: p50 and p95")
        return picture.finish()


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


def _band_of_best(axes: Axes, scores: Mapping[str, Interval], metric: Metric, delta: float) -> None:
    estimates = [interval.estimate for interval in scores.values()]
    if metric.greater_is_better:
        axes.axvspan(max(estimates) - delta, max(estimates), color=BAND, linewidth=0)
    else:
        axes.axvspan(min(estimates), min(estimates) + delta, color=BAND, linewidth=0)


def _intervals(axes: Axes, scores: Mapping[str, Interval], size: float = 9.0) -> None:
    for row, (contender, interval) in enumerate(scores.items()):
        mark = mark_of(contender)
        axes.plot((interval.low, interval.high), (row, row), color=mark.colour, linestyle=mark.line)
        axes.plot(interval.estimate, row, **marker(contender, size))
    axes.set_ylim(len(scores) - 0.4, -0.6)


def label_rows(axes: Axes, labels: Sequence[str]) -> None:
    """Name the rows, the first at the top."""
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(visible=True, axis="x")


def room_for(labels: Sequence[str]) -> float:
    """Left margin in points that holds the longest label."""
    return 14 + 5.6 * max(map(len, labels))


def score_axis(axis: Axis, metric: Metric, *, signed: bool = False) -> None:
    """Label an axis with scores: shares times 100."""
    scale = 100.0 if metric.is_share else 1.0
    round_ticks(axis, lambda value: number.tick(scale * value, signed=signed))


def axis_label(metric: Metric) -> str:
    """Name the metric with its unit; a class's name may be long."""
    label = shorten(printable(metric.label), 30)
    return f"{label} {number.TIMES} 100" if metric.is_share else f"{label}, {metric.unit}"


def _duration_axis(axes: Axes, low: float, high: float) -> None:
    """Limit an axis to whole decades that contain all values, labelled as durations."""
    first = math.floor(math.log10(low / 1.1))
    last = max(math.ceil(math.log10(high * 1.1)), first + 1)
    step = 1 + (last - first) // 6
    axes.set_xlim(10.0**first, 10.0**last)
    axes.xaxis.set_major_locator(
        FixedLocator([10.0**power for power in range(first, last + 1, step)])
    )
    axes.xaxis.set_major_formatter(lambda value, _: number.duration(value).replace(".0", ""))
    axes.minorticks_off()


def _short_count(value: float) -> str:
    for above, name in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= above:
            return f"{value / above:g}{name}"
    return f"{value:g}"
