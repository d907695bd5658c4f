"""Curves as text: a line in braille dots, and weights as bars under it."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rich.text import Text

from triptych.results.formats.walks import Real

ROWS: Final = 4
_DOTS_A_CELL: Final = (2, 4)
_BRAILLE: Final = 0x2800
_DOTS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bit of each braille dot, by column, from top to bottom."""

_BARS: Final = " ▁▂▃▄▅▆▇█"


def curve(values: Sequence[Real], width: int) -> list[Text]:
    """The curve, `width` characters wide and ROWS lines high."""
    across, down = _DOTS_A_CELL
    columns, height = width * across, ROWS * down
    line = np.nan_to_num(np.array(values, dtype=np.float64))
    if len(line) < columns:
        line = np.interp(np.linspace(0, len(line) - 1, columns), np.arange(len(line)), line)
    starts = np.arange(columns) * len(line) // columns
    span = np.ptp(line) or 1.0
    dots = ((line.max() - line) / span * (height - 1)).round().astype(int)
    # Each column reaches to the next one's first point, so that the line has no gaps.
    following = np.append(dots[starts[1:]], dots[-1])
    highest = np.minimum(np.minimum.reduceat(dots, starts), following)
    lowest = np.maximum(np.maximum.reduceat(dots, starts), following)
    cells = np.full((ROWS, width), _BRAILLE)
    for column in range(columns):
        for dot in range(highest[column], lowest[column] + 1):
            cells[dot // down, column // across] |= _DOTS[column % across][dot % down]
    return [Text("".join(map(chr, row))) for row in cells.tolist()]


def spark(weights: npt.NDArray[np.float64], width: int) -> list[Text]:
    """Bars of the weights for a decision and, where there are any, of the weights against it."""
    pieces = np.arange(width) * len(weights) // width
    shown = weights[pieces]
    if len(weights) > width:
        shown = np.add.reduceat(weights, pieces)
    largest = np.abs(shown).max(initial=0.0) or 1.0
    lines = []
    for sign, style in ((1, "yellow"), (-1, "cyan")):
        heights = np.round(np.clip(sign * shown / largest, 0, 1) * (len(_BARS) - 1)).astype(int)
        if sign > 0 or heights.any():
            bars = "".join(_BARS[height] for height in heights.tolist())
            lines.append(Text(bars.rstrip(), style))
    return lines
