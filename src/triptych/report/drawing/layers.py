"""Drawings of a network's layers: probe scores by depth, and a map of one layer's outputs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from triptych.report.drawing import elements
from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.row_chart import LINE, RowChart, Scale
from triptych.report.drawing.svg import PAPER, QUIET
from triptych.report.drawing.task_charts import room_for
from triptych.report.words import number
from triptych.report.words.text import printable, shorten

WIDTH: Final = 370.0
ROW: Final = 22.0
LONGEST_LABEL: Final = 22
OTHERS: Final = "others"

# A colour and a shape each; all have a contrast of at least 3 to the white and the dark page.
CLASS_MARKS: Final = (
    ("#0173b2", "o"),
    ("#d55e00", "s"),
    ("#029e73", "^"),
    ("#c43c9b", "D"),
    ("#8a6d00", "v"),
    ("#7a4fd0", "P"),
    ("#c03a3a", "X"),
    ("#00869e", "<"),
    ("#7c7c7c", "*"),
    ("#5c8a1e", ">"),
)


@dataclass(frozen=True, slots=True)
class Depth:
    """A layer's name, and the score of its linear probe with both ends of the interval."""

    name: str
    score: float
    low: float
    high: float


def by_depth(contender: str, layers: Sequence[Depth], chance: float, label: str) -> str:
    """Score of a linear probe on each layer, the input at the top; a line marks chance."""
    labels = [shorten(printable(layer.name), LONGEST_LABEL) for layer in layers]
    mark = mark_of(contender)
    values = [100 * end for one in layers for end in (one.low, one.score, one.high)]
    scale = Scale.around([100 * chance, *values], number.tick)
    sides = room_for(labels), 14.0, 22.0, 40.0
    chart = RowChart(labels, scale, label, width=WIDTH, row=ROW, sides=sides)
    chart.rule(100 * chance, dashes="4 3", name="chance")
    chart.path([100 * layer.score for layer in layers], mark)
    for row, layer in enumerate(layers):
        chart.bar(row, 100 * layer.low, 100 * layer.high, mark.colour, LINE)
        chart.mark(row, 100 * layer.score, contender, 8.0)
    return chart.document()


def embedding(clouds: Mapping[str, Sequence[tuple[float, float]]], labels: tuple[str, str]) -> str:
    """One point per item, with the colour and shape of its class; ten classes at most."""
    names = [shorten(printable(one), LONGEST_LABEL) for one in clouds]
    room = 30 + 5.6 * max(map(len, names))
    left, top, side = 28.0, 8.0, 250.0
    bottom, right = top + side, left + side + 22
    places = _spread([point for cloud in clouds.values() for point in cloud])
    parts = [
        elements.line((left, top), (left, bottom), (right, bottom), colour=QUIET, width=0.8),
        elements.text((left + right) / 2, bottom + 16, labels[0], colour=QUIET),
        elements.text(left - 8, (top + bottom) / 2, labels[1], colour=QUIET, turned=True),
    ]
    for row, (cloud, name) in enumerate(zip(clouds.values(), names, strict=True)):
        if row == len(CLASS_MARKS):
            break
        colour, shape = CLASS_MARKS[row]
        for _ in cloud:
            across, up = next(places)
            x, y = left + across * (right - left), bottom - up * side
            parts.append(elements.shape(shape, x, y, 6.0, face=colour, edge=PAPER, width=0.6))
        x, y = right + 12, top + 8 + 16 * row
        parts += [
            elements.shape(shape, x, y, 6.0, face=colour, edge=PAPER, width=0.6),
            elements.text(x + 10, y + elements.BASELINE, name, anchor="start"),
        ]
    return elements.document(300 + room, 286, *parts)


def _spread(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The points as shares of the drawing, with a margin around them all."""
    low = np.min(points, axis=0)
    extent = np.ptp(points, axis=0)
    shares = (np.asarray(points) - low) / np.where(extent > 0, extent, 1.0)
    return ((0.05 + 0.9 * float(x), 0.05 + 0.9 * float(y)) for x, y in shares)
