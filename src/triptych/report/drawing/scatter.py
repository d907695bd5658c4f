"""Scatter plots of predicted against true numbers, with the diagonal."""

from triptych.measure.quality import Numbers
from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.square_chart import SquareChart, exactly
from triptych.report.words import number


def scatter(contender: str, truth: Numbers, predicted: Numbers) -> str:
    """One point per item, and the diagonal of perfect predictions."""
    mark = mark_of(contender)
    low = float(min(truth.min(), predicted.min()))
    high = float(max(truth.max(), predicted.max()))
    margin = 0.04 * (high - low) or 1.0
    scale = exactly(low - margin, high + margin, number.tick)
    chart = SquareChart(scale, "truth", f"predicted by {contender}")
    for point in zip(truth.tolist(), predicted.tolist(), strict=True):
        size = 3.2 * mark.scale
        chart.shape(point, mark.shape, size, face="none", edge=mark.colour, width=0.8)
    return chart.document()
