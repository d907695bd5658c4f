"""Drawings of a network's layers: probe scores by depth, and a map of one layer's outputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from triptych.report.drawing.canvas import drawing, round_ticks
from triptych.report.drawing.mark import mark_of, marker
from triptych.report.drawing.svg import PAPER, QUIET
from triptych.report.drawing.task_charts import label_rows, room_for
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
    with drawing(WIDTH, 64 + ROW * len(layers), kind="by depth") as picture:
        axes = picture.axes(room_for(labels), 40, 14, 22)
        rows = range(len(layers))
        axes.axvline(100 * chance, color=QUIET, linewidth=1.1, linestyle=(0, (4, 3)))
        axes.text(100 * chance, -0.75, "chance", color=QUIET, fontsize=9, ha="center", va="bottom")
        axes.plot(
            [100 * layer.score for layer in layers],
            rows,
            color=mark.colour,
            linestyle=mark.line,
            linewidth=1.1,
        )
        for row, layer in zip(rows, layers, strict=True):
            ends = 100 * layer.low, 100 * layer.high
            axes.plot(ends, (row, row), color=mark.colour, linewidth=1.6)
            axes.plot(100 * layer.score, row, **marker(contender, 8.0))
        label_rows(axes, labels)
        axes.set_ylim(len(labels) - 0.4, -0.7)
        round_ticks(axes.xaxis, number.tick)
        axes.set_xlabel(label)
        return picture.finish()


def embedding(clouds: Mapping[str, Sequence[tuple[float, float]]], labels: tuple[str, str]) -> str:
    """One point per item, with the colour and shape of its class; ten classes at most."""
    names = [shorten(printable(one), LONGEST_LABEL) for one in clouds]
    room = 30 + 5.6 * max(map(len, names))
    with drawing(300 + room, 286) as picture:
        axes = picture.axes(28, 28, room, 8)
        for (colour, shape), label, points in zip(
            CLASS_MARKS, names, clouds.values(), strict=False
        ):
            axes.plot(
                *zip(*points, strict=True),
                linestyle="none",
                marker=shape,
                markersize=6.0,
                markerfacecolor=colour,
                markeredgecolor=PAPER,
                markeredgewidth=0.6,
                label=label,
            )
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_xlabel(labels[0])
        axes.set_ylabel(labels[1])
        axes.legend(
            loc="upper left",
            bbox_to_anchor=(1.0, 1.0),
            frameon=False,
            fontsize=10,
            handletextpad=0.2,
            borderaxespad=0.4,
        )
        return picture.finish()
