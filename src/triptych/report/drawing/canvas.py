"""Drawings in triptych's style: matplotlib canvases, shared between figures of one kind."""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

import matplotlib as mpl
import seaborn
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator
from matplotlib.typing import RcKeyType

from triptych.report.drawing.svg import GRID, INK, PAPER, QUIET

POINTS_PER_INCH: Final = 72

_STYLE: Final[dict[RcKeyType, Any]] = {
    "svg.fonttype": "none",  # text stays text: readable, searchable, in the page's own font
    "svg.hashsalt": "triptych",  # the same figure twice is the same bytes
    "text.parse_math": False,  # a dollar sign in a class's name is a dollar sign
    "font.size": 10.5,
    "axes.labelsize": 10.5,
    "axes.labelcolor": QUIET,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "text.color": INK,
    "xtick.color": QUIET,
    "xtick.labelcolor": QUIET,
    "xtick.major.size": 3,
    "ytick.color": QUIET,
    "ytick.labelcolor": QUIET,
    "ytick.major.size": 3,
    "lines.linewidth": 1.6,
    "lines.markeredgecolor": PAPER,
}


_is_in_style: Final = ContextVar("_is_in_style", default=False)


class Drawing:
    """A canvas of a width and height in points; `finish` gives its document."""

    def __init__(self) -> None:
        self.canvas = Canvas()
        FigureCanvasSVG(self.canvas)
        self.width = self.height = 0.0
        self._given = 0

    def start(self, width: float, height: float) -> None:
        """Clear the canvas and set its size, in points."""
        self.width, self.height = width, height
        self.canvas.set_size_inches(width / POINTS_PER_INCH, height / POINTS_PER_INCH)
        self._given = 0
        for axes in self.canvas.axes:
            _clean(axes)

    def axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        """Axes inside the given margins, in points."""
        width, height = self.width - left - right, self.height - top - bottom
        place = (left / self.width, bottom / self.height, width / self.width, height / self.height)
        if self._given == len(self.canvas.axes):
            self.canvas.add_axes(place)
        axes = self.canvas.axes[self._given]
        axes.set_position(place)
        self._given += 1
        return axes

    def finish(self) -> str:
        """The SVG document; `svg.inline` makes it an element with a title and a description."""
        text = io.StringIO()
        self.canvas.savefig(
            text,
            format="svg",
            transparent=True,
            metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")),
        )
        return text.getvalue()


@contextmanager
def drawing(width: float, height: float, *, kind: str = "") -> Iterator[Drawing]:
    """Draw in triptych's style, independent of the user's matplotlib settings.

    Drawings of one `kind` share a canvas with its axes and ticks, which matplotlib makes more
    slowly than it draws. All set up their axes by the same calls, in the same order; conditional
    changes (an inverted axis, another scale) are undone in between.
    """
    with style():
        picture = _shared(kind) if kind else Drawing()
        picture.start(width, height)
        yield picture


@contextmanager
def style() -> Iterator[None]:
    """Triptych's style as a context, around one drawing or many."""
    if _is_in_style.get():
        yield
        return
    token = _is_in_style.set(True)
    try:
        with mpl.rc_context(), warnings.catch_warnings():
            # A letter that matplotlib's own font lacks is the browser's business.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            mpl.rcdefaults()
            mpl.rcParams.update({**seaborn.axes_style("ticks"), **_STYLE})
            yield
    finally:
        _is_in_style.reset(token)


@cache
def _shared(kind: str) -> Drawing:
    """The canvas that all drawings of the kind share."""
    return Drawing()


def round_ticks(axis: Axis, write: Callable[[float], str], most: int = 5) -> None:
    """So many round numbers at the most, as `write` writes them."""
    axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(lambda value, _: write(value))


def _clean(axes: Axes) -> None:
    """Remove drawn content; each axis keeps its ticks and their style."""
    for artist in (*axes.lines, *axes.patches, *axes.texts, *axes.collections):
        artist.remove()
    axes.relim()
    axes.set_prop_cycle(None)
    axes.set_xscale("linear")
    axes.set_yscale("linear")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.autoscale(enable=True)
