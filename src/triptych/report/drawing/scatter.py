"""Scatter plots of predicted against true numbers, with the diagonal."""

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from triptych.measure.quality import Numbers
from triptych.report.drawing.canvas import drawing
from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.svg import QUIET


def scatter(contender: str, truth: Numbers, predicted: Numbers) -> str:
    """One point per item, and the diagonal of perfect predictions."""
    mark = mark_of(contender)
    low = float(min(truth.min(), predicted.min()))
    high = float(max(truth.max(), predicted.max()))
    margin = 0.04 * (high - low) or 1.0
    ends = low - margin, high + margin
    with drawing(250, 240, kind="scatter") as picture:
        axes = picture.axes(50, 40, 10, 8)
        axes.plot(ends, ends, color=QUIET, linewidth=0.9)
        axes.plot(
            truth,
            predicted,
            linestyle="none",
            marker=mark.shape,
            markersize=3.2 * mark.scale,
            markerfacecolor="none",
            markeredgecolor=mark.colour,
            markeredgewidth=0.8,
        )
        _square(axes, ends)
        axes.set_xlabel("truth")
        axes.set_ylabel(f"predicted by {contender}")
        return picture.finish()


def _square(axes: Axes, ends: tuple[float, float]) -> None:
    """Set the same scale on both axes."""
    axes.set_xlim(*ends)
    axes.set_ylim(*ends)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    axes.grid(visible=True)
