"""Drawings of explanation metrics: a dot with its interval for each contender."""

from collections.abc import Mapping

from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.row_chart import Scale
from triptych.report.drawing.task_charts import ends, rows_of
from triptych.report.words import number
from triptych.report.words.text import printable, shorten


def dots(estimates: Mapping[str, Interval], metric: ExplanationMetric) -> str:
    """Each contender's estimate of a metric with its interval, on a scale from 0."""
    labels = [shorten(printable(contender), 20) for contender in estimates]
    factor = 100.0 if metric.unit == "percent" else 1.0
    values = [factor * end for end in ends(estimates.values())]
    scale = Scale.around([0.0, *values], number.tick, from_zero=True)
    chart = rows_of(labels, scale, metric.axis)
    for row, (contender, interval) in enumerate(estimates.items()):
        chart.interval(row, factor * interval.low, factor * interval.high, mark_of(contender))
        chart.mark(row, factor * interval.estimate, contender)
    return chart.document()
