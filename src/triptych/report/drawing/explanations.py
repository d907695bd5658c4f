"""Drawings of explanation metrics: a dot with its interval for each contender."""

from collections.abc import Mapping

from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.report.drawing.canvas import drawing, round_ticks
from triptych.report.drawing.mark import mark_of, marker
from triptych.report.drawing.task_charts import ROW, WIDTH, label_rows, room_for
from triptych.report.words import number
from triptych.report.words.text import printable, shorten


def dots(estimates: Mapping[str, Interval], metric: ExplanationMetric) -> str:
    """Each contender's estimate of a metric with its interval, on a scale from 0."""
    labels = [shorten(printable(contender), 20) for contender in estimates]
    scale = 100.0 if metric.unit == "percent" else 1.0
    with drawing(WIDTH, 56 + ROW * len(estimates), kind="dots") as picture:
        axes = picture.axes(room_for(labels), 40, 14, 8)
        ends = [0.0]
        for row, (contender, interval) in enumerate(estimates.items()):
            mark = mark_of(contender)
            if interval.half_width < float("inf"):
                low, high = scale * interval.low, scale * interval.high
                axes.plot((low, high), (row, row), color=mark.colour, linestyle=mark.line)
                ends += [low, high]
            axes.plot(scale * interval.estimate, row, **marker(contender))
            ends.append(scale * interval.estimate)
        margin = 0.05 * (max(ends) - min(ends)) or 1.0
        axes.set_xlim(min(ends) - (margin if min(ends) < 0 else 0), max(ends) + margin)
        label_rows(axes, labels)
        round_ticks(axes.xaxis, number.tick)
        axes.set_xlabel(metric.axis)
        return picture.finish()
