"""The elements that simple drawings are written of: segments, text and marks, as SVG.

matplotlib takes about 15 times as long. Colours are set in `style`, as it writes them too, so that
`svg.inline` makes both follow the page's theme. All lengths are points.
"""

import math
from html import escape
from typing import Final

from triptych.report.drawing.svg import INK

FONT: Final = 10.5
BASELINE: Final = 0.35 * FONT
"""From the middle of a line of text down to its baseline."""

_BARB: Final = 0.17
_PLUS: Final = tuple(
    (sign_x * x, sign_y * y)
    for sign_x, sign_y, corners in (
        (1, -1, ((_BARB, 0.5), (_BARB, _BARB), (0.5, _BARB))),
        (1, 1, ((0.5, _BARB), (_BARB, _BARB), (_BARB, 0.5))),
        (-1, 1, ((_BARB, 0.5), (_BARB, _BARB), (0.5, _BARB))),
        (-1, -1, ((0.5, _BARB), (_BARB, _BARB), (_BARB, 0.5))),
    )
    for x, y in corners
)
_HALF: Final = math.sqrt(0.5)
_CORNERS: Final = {
    "s": ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)),
    "^": ((0.0, -0.5), (0.5, 0.5), (-0.5, 0.5)),
    "v": ((0.0, 0.5), (0.5, -0.5), (-0.5, -0.5)),
    "<": ((-0.5, 0.0), (0.5, 0.5), (0.5, -0.5)),
    ">": ((0.5, 0.0), (-0.5, 0.5), (-0.5, -0.5)),
    "D": ((0.0, -_HALF), (_HALF, 0.0), (0.0, _HALF), (-_HALF, 0.0)),
    "P": _PLUS,
    "X": tuple((_HALF * (x - y), _HALF * (x + y)) for x, y in _PLUS),
    "*": tuple(
        (
            (0.5 if corner % 2 == 0 else 0.2) * math.sin(math.pi * corner / 5),
            -(0.5 if corner % 2 == 0 else 0.2) * math.cos(math.pi * corner / 5),
        )
        for corner in range(10)
    ),
}


def document(width: float, height: float, *parts: str) -> str:
    """An SVG document of this size."""
    box = f"0 0 {width:.5g} {height:.5g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(parts)}</svg>'


def line(*points: tuple[float, float], colour: str, width: float, dashes: str = "") -> str:
    """A line through the points; `dashes` are lengths of strokes and gaps."""
    style = f"fill: none; stroke: {colour}; stroke-width: {width:.3g}"
    if dashes:
        style += f"; stroke-dasharray: {dashes}"
    return f'<path d="M{_path(points)}" style="{style}"/>'


def area(left: float, top: float, right: float, bottom: float, colour: str) -> str:
    """A filled rectangle."""
    size = f'width="{right - left:.5g}" height="{bottom - top:.5g}"'
    return f'<rect x="{left:.5g}" y="{top:.5g}" {size} style="fill: {colour}"/>'


def shape(
    name: str, x: float, y: float, size: float, *, face: str, edge: str, width: float = 1.0
) -> str:
    """A mark by matplotlib's name of its shape, such as "s"."""
    style = f'style="fill: {face}; stroke: {edge}; stroke-width: {width:.3g}"'
    if name == "o":
        return f'<circle cx="{x:.5g}" cy="{y:.5g}" r="{size / 2:.5g}" {style}/>'
    corners = [(x + size * dx, y + size * dy) for dx, dy in _CORNERS[name]]
    return f'<path d="M{_path(corners)} Z" {style}/>'


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "middle",
    colour: str = INK,
    turned: bool = False,
) -> str:
    """Words whose baseline is at y; `turned` writes them upwards."""
    style = f"font-size: {FONT}px; text-anchor: {anchor}; fill: {colour}"
    place = f'x="{x:.5g}" y="{y:.5g}"'
    if turned:
        place += f' transform="rotate(-90 {x:.5g} {y:.5g})"'
    return f'<text {place} style="{style}">{escape(words)}</text>'


def _path(points: list[tuple[float, float]] | tuple[tuple[float, float], ...]) -> str:
    return " L".join(f"{x:.5g} {y:.5g}" for x, y in points)
