"""Drawing of a claim: a row for each of its tasks, on which side of its margin the effect lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from matplotlib.axes import Axes

from triptych.report.drawing.canvas import drawing, round_ticks
from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.svg import BAND, INK, PAPER, QUIET
from triptych.report.words.number import tick
from triptych.report.words.text import printable, shorten

WIDTH: Final = 410.0
ROW: Final = 20.0
LABEL: Final = 32
"""Largest number of characters of a task's title in a drawing."""
FURTHEST: Final = 6.0
"""The scale ends at so many margins: what lies beyond is drawn at the edge."""

State = Literal["holds", "fails", "open"]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: its effect in margins, positive as the claim says, with a 90 % interval.

    state    what is shown on this task by itself
    leader   the contender that is ahead
    """

    label: str
    effect: float
    low: float
    high: float
    state: State
    leader: str


def claim_tasks(
    groups: Sequence[tuple[str, Sequence[TaskRow]]], threshold: float, axis: str
) -> str:
    """The tasks in groups with a heading each; right of `threshold` the claim holds."""
    lines: list[str | TaskRow] = []
    for heading, rows in groups:
        lines += [heading, *rows]
    labels = [
        line if isinstance(line, str) else shorten(printable(line.label), LABEL) for line in lines
    ]
    with drawing(WIDTH, 78 + ROW * len(lines)) as picture:
        axes = picture.axes(14 + 5.6 * max(map(len, labels)), 40, 14, 24)
        edge = _edge([line for line in lines if isinstance(line, TaskRow)])
        axes.set_xlim(-edge, edge)
        axes.set_ylim(len(lines) - 0.4, -0.6)
        axes.axvspan(threshold, edge, color=BAND, linewidth=0)
        axes.axvline(threshold, color=INK, linewidth=1.2)
        _sides(axes, threshold)
        for place, line in enumerate(lines):
            if isinstance(line, TaskRow):
                _task(axes, place, line, edge)
        axes.set_yticks(range(len(lines)), labels)
        for text, line in zip(axes.get_yticklabels(), lines, strict=True):
            text.set_color(QUIET if isinstance(line, str) else INK)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        round_ticks(axes.xaxis, lambda value: tick(value, signed=True), most=7)
        axes.set_xlabel(axis)
        return picture.finish()


def _sides(axes: Axes, threshold: float) -> None:
    """What each side of the margin means, above the rows."""
    for text, side, shift in (("holds \N{RIGHTWARDS ARROW}", "left", 5), ("fails", "right", -5)):
        axes.annotate(
            text if side == "left" else f"\N{LEFTWARDS ARROW} {text}",
            (threshold, -0.6),
            xytext=(shift, 4),
            textcoords="offset points",
            ha=side,
            va="bottom",
            color=QUIET,
            annotation_clip=False,
        )


def _task(axes: Axes, place: int, row: TaskRow, edge: float) -> None:
    mark = mark_of(row.leader)
    colour = QUIET if row.state == "open" else mark.colour
    low, effect, high = np.clip((row.low, row.effect, row.high), -edge, edge)
    axes.plot((low, high), (place, place), color=colour)
    axes.plot(
        effect,
        place,
        marker={"holds": "o", "fails": "X", "open": "o"}[row.state],
        markersize=8,
        color=PAPER if row.state == "open" else colour,
        markeredgecolor=colour if row.state == "open" else PAPER,
        clip_on=False,
    )


def _edge(rows: Sequence[TaskRow]) -> float:
    """Where the scale ends on both sides, in margins."""
    return float(np.clip(max(abs(row.effect) for row in rows) * 1.1, 2.5, FURTHEST))
