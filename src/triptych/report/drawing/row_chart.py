"""Row charts: one row a contender, with marks and intervals on a shared axis, written as SVG.

Most drawings of the report are of this form.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from matplotlib.ticker import MaxNLocator

from triptych.report.drawing import elements
from triptych.report.drawing.mark import Mark, face_and_edge, mark_of
from triptych.report.drawing.svg import BAND, GRID, QUIET

SIZE: Final = 9.0
"""Size of a mark."""
LINE: Final = 1.6
"""Width of an interval's line."""
_GAP: Final = 3.5
_TICK: Final = 3.0
_TICKS: Final = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10])
_MARGIN: Final = 0.05
_LEAST_MARGIN: Final = 1e-200
_ROUNDING: Final = 1e-12
"""Of the largest value: a narrower scale has no tick that can be told from its neighbours."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The horizontal axis: its ends, the ticks with their texts, and its direction.

    `backwards` puts the low end at the right; `log` needs positive ends.
    """

    low: float
    high: float
    ticks: Sequence[tuple[float, str]] = ()
    log: bool = False
    backwards: bool = False

    @classmethod
    def around(
        cls,
        values: Iterable[float],
        write: Callable[[float], str] = str,
        *,
        from_zero: bool = False,
        backwards: bool = False,
    ) -> "Scale":
        """A scale that holds the finite values, with at most six round ticks.

        `from_zero` lets it begin at 0 exactly where no value is below.
        """
        finite = [value for value in values if np.isfinite(value)] or [0.0]
        low, high = min(finite), max(finite)
        size = max(abs(low), abs(high))
        least = max(_LEAST_MARGIN, _ROUNDING * size)
        margin = next(one for one in (_MARGIN * (high - low), _MARGIN * size, 1.0) if one > least)
        first = low if from_zero and low >= 0 else low - margin
        last = high + margin
        ticks = [float(one) for one in _TICKS.tick_values(first, last) if first <= one <= last]
        return cls(first, last, [(one, write(one)) for one in ticks], backwards=backwards)

    def share(self, value: float) -> float:
        """Where the value lies, from 0 at the left to 1 at the right; clipped to the ends."""
        low, high = (np.log10((self.low, self.high))) if self.log else (self.low, self.high)
        place = np.log10(value) if self.log else value
        share = float(np.clip((place - low) / (high - low), 0.0, 1.0))
        return 1 - share if self.backwards else share


class RowChart:
    """A chart with a row for each label, the first at the top; lengths are points.

    labels  the rows' names, at the left of the axis
    scale   the horizontal axis
    title   what the axis shows; without one the chart is bare, as in a row of a table
    sides   margins: left, right, top and bottom
    """

    def __init__(
        self,
        labels: Sequence[str],
        scale: Scale,
        title: str = "",
        *,
        width: float,
        row: float,
        sides: tuple[float, float, float, float],
    ) -> None:
        self.scale = scale
        self.row = row
        self.left, right, self.top, below = sides
        self.width = width
        self.right = width - right
        self.bottom = self.top + row * len(labels)
        self.height = self.bottom + below
        self.parts: list[str] = []
        if title:
            self._frame(labels, title)

    def band(self, low: float, high: float) -> None:
        """Shade the range from low to high behind what follows."""
        left, right = sorted((self._x(low), self._x(high)))
        self.parts.append(elements.area(left, self.top, right, self.bottom, BAND))

    def rule(self, value: float, colour: str = QUIET, *, dashes: str = "", name: str = "") -> None:
        """A vertical line at the value, with a name above it."""
        place = self._x(value)
        ends = (place, self.top), (place, self.bottom)
        self.parts.append(elements.line(*ends, colour=colour, width=1.1, dashes=dashes))
        if name:
            self.parts.append(elements.text(place, self.top - _GAP, name, colour=colour))

    def interval(self, row: int, low: float, high: float, mark: Mark) -> None:
        """The line from low to high in the mark's colour and line style."""
        self.bar(row, low, high, mark.colour, LINE, dashes(mark, LINE))

    def bar(
        self, row: int, low: float, high: float, colour: str, width: float, dashes: str = ""
    ) -> None:
        """A line from low to high; none where an end is not known."""
        if np.isfinite(low) and np.isfinite(high):
            ends = (self._x(low), self._y(row)), (self._x(high), self._y(row))
            self.parts.append(elements.line(*ends, colour=colour, width=width, dashes=dashes))

    def end(self, row: int, value: float, colour: str) -> None:
        """A short upright stroke where an interval ends."""
        x, y = self._x(value), self._y(row)
        ends = (x, y - SIZE / 2), (x, y + SIZE / 2)
        self.parts.append(elements.line(*ends, colour=colour, width=1.0))

    def path(self, values: Sequence[float], mark: Mark) -> None:
        """A thin line through the value of each row."""
        points = [(self._x(value), self._y(row)) for row, value in enumerate(values)]
        dashed = dashes(mark, 1.1)
        self.parts.append(elements.line(*points, colour=mark.colour, width=1.1, dashes=dashed))

    def mark(self, row: int, value: float, contender: str, size: float = SIZE) -> None:
        """The contender's mark: filled for the judged three, hollow for all others."""
        mark = mark_of(contender)
        self.shape(row, value, mark.shape, *face_and_edge(contender), size * mark.scale)

    def shape(
        self, row: int, value: float, shape: str, face: str, edge: str, size: float = SIZE
    ) -> None:
        """A shape by matplotlib's name of it."""
        place = self._x(value), self._y(row)
        self.parts.append(elements.shape(shape, *place, size, face=face, edge=edge))

    def document(self) -> str:
        """The SVG document; `svg.inline` makes it an element with a title and a description."""
        return elements.document(self.width, self.height, *self.parts)

    def _frame(self, labels: Sequence[str], title: str) -> None:
        for value, words in self.scale.ticks:
            x = self._x(value)
            down = self.bottom + _TICK
            baseline = down + _GAP + elements.FONT / 2 + elements.BASELINE
            self.parts += [
                elements.line((x, self.top), (x, self.bottom), colour=GRID, width=0.8),
                elements.line((x, self.bottom), (x, down), colour=QUIET, width=0.8),
                elements.text(x, baseline, words, colour=QUIET),
            ]
        axis = (self.left, self.bottom), (self.right, self.bottom)
        self.parts.append(elements.line(*axis, colour=QUIET, width=0.8))
        for row, label in enumerate(labels):
            place = self.left - _GAP, self._y(row) + elements.BASELINE
            self.parts.append(elements.text(*place, label, anchor="end", colour=QUIET))
        middle = (self.left + self.right) / 2
        below = self.bottom + 3 * elements.FONT
        self.parts.append(elements.text(middle, below, title, colour=QUIET))

    def _x(self, value: float) -> float:
        return self.left + (self.right - self.left) * self.scale.share(value)

    def _y(self, row: float) -> float:
        return self.top + self.row * (row + 0.5)


def dashes(mark: Mark, width: float) -> str:
    """The mark's line style as SVG writes it; empty for a solid line."""
    return " ".join(f"{width * length:.3g}" for length in mark.line[1])
