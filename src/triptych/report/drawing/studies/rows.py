"""Scores of a study as rows: one for each contender and condition."""

from collections.abc import Sequence

from triptych.analysis.statistics.interval import Interval
from triptych.metric import Metric
from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.row_chart import Scale
from triptych.report.drawing.task_charts import axis_label, ends, rows_of, score_ticks
from triptych.report.words.text import printable, shorten


def study_rows(rows: Sequence[tuple[str, str, Interval]], metric: Metric) -> str:
    """Each contender's score under a condition, with its interval, on one axis."""
    scale = Scale.around([*ends(score for _, _, score in rows)], score_ticks(metric))
    labels = [shorten(printable(f"{who}, {condition}"), 28) for who, condition, _ in rows]
    chart = rows_of(labels, scale, axis_label(metric))
    for row, (who, _, score) in enumerate(rows):
        chart.interval(row, score.low, score.high, mark_of(who))
        chart.mark(row, score.estimate, who)
    return chart.document()
