"""Square charts: the same scale across and upwards, and the diagonal where both are equal."""

from collections.abc import Callable, Sequence
from typing import Final

from triptych.report.drawing import elements
from triptych.report.drawing.mark import face_and_edge, mark_of
from triptych.report.drawing.row_chart import Scale
from triptych.report.drawing.svg import GRID, QUIET

WIDTH: Final = 250.0
HEIGHT: Final = 240.0
_LEFT: Final = 50.0
_RIGHT: Final = WIDTH - 10
_TOP: Final = 8.0
_BOTTOM: Final = HEIGHT - 40
_TICK: Final = 3.0
_GAP: Final = 3.5

Point = tuple[float, float]


class SquareChart:
    """A chart whose two axes have one scale; what is drawn later lies above.

    scale   of both axes; values beyond its ends are drawn at the edge
    across  what the horizontal axis shows
    upwards what the vertical axis shows
    """

    def __init__(self, scale: Scale, across: str, upwards: str) -> None:
        self._scale = scale
        self._parts: list[str] = []
        for value, words in scale.ticks:
            self._tick(value, words)
        corners = (_LEFT, _TOP), (_LEFT, _BOTTOM), (_RIGHT, _BOTTOM)
        middle = (_LEFT + _RIGHT) / 2, (_TOP + _BOTTOM) / 2
        self._parts += [
            elements.line(*corners, colour=QUIET, width=0.8),
            elements.text(middle[0], _BOTTOM + 3 * elements.FONT, across, colour=QUIET),
            elements.text(14.0, middle[1], upwards, colour=QUIET, turned=True),
        ]
        self.line([(scale.low, scale.low), (scale.high, scale.high)], QUIET, 0.9)

    def line(self, points: Sequence[Point], colour: str, width: float, dashes: str = "") -> None:
        """A line through the points (across, upwards)."""
        places = [self._place(*point) for point in points]
        self._parts.append(elements.line(*places, colour=colour, width=width, dashes=dashes))

    def mark(self, point: Point, contender: str, size: float) -> None:
        """The contender's mark: filled for the judged three, hollow for all others."""
        mark, (face, edge) = mark_of(contender), face_and_edge(contender)
        self.shape(point, mark.shape, size * mark.scale, face=face, edge=edge)

    def shape(
        self, point: Point, shape: str, size: float, *, face: str, edge: str, width: float = 1.0
    ) -> None:
        """A shape by matplotlib's name of it."""
        place = self._place(*point)
        self._parts.append(elements.shape(shape, *place, size, face=face, edge=edge, width=width))

    def document(self) -> str:
        """The SVG document; `svg.inline` makes it an element with a title and a description."""
        return elements.document(WIDTH, HEIGHT, *self._parts)

    def _tick(self, value: float, words: str) -> None:
        x, y = self._place(value, value)
        baseline = _BOTTOM + _TICK + _GAP + elements.FONT / 2 + elements.BASELINE
        left = _LEFT - _TICK - _GAP
        self._parts += [
            elements.line((x, _TOP), (x, _BOTTOM), colour=GRID, width=0.8),
            elements.line((_LEFT, y), (_RIGHT, y), colour=GRID, width=0.8),
            elements.text(x, baseline, words, colour=QUIET),
            elements.text(left, y + elements.BASELINE, words, anchor="end", colour=QUIET),
        ]

    def _place(self, across: float, upwards: float) -> Point:
        x, y = self._scale.share(across), self._scale.share(upwards)
        return _LEFT + x * (_RIGHT - _LEFT), _BOTTOM - y * (_BOTTOM - _TOP)


def exactly(low: float, high: float, write: Callable[[float], str]) -> Scale:
    """A scale from low to high, with the round ticks between them."""
    ticks = Scale.around([low, high], write).ticks
    return Scale(low, high, [one for one in ticks if low <= one[0] <= high])
