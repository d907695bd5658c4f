"""Drawing of a claim: a row for each of its tasks, on which side of its margin the effect lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from matplotlib.axes import Axes

from triptych.analysis.across_tasks.measures.measure import ClaimAxis, Unit
from triptych.report.drawing.canvas import drawing, round_ticks
from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.svg import BAND, INK, PAPER, QUIET
from triptych.report.words.number import percent, signed_points, tick
from triptych.report.words.text import printable, shorten

WIDTH: Final = 410.0
ROW: Final = 20.0
LABEL: Final = 32
"""Largest number of characters of a task's title in a drawing."""
FURTHEST: Final = 6.0
"""A scale in δ ends at so many: what lies beyond is drawn at the edge."""
LEAST: Final = -0.5
MOST: Final = 1.5
"""A scale of shares ends there; they may lie beyond 0 and 1 where they are shares of a gap."""

State = Literal["holds", "fails", "open"]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: where it lies on the claim's axis, with a 90 % interval.

    state    what is shown on this task by itself
    leader   the contender that is ahead
    """

    label: str
    value: float
    low: float
    high: float
    state: State
    leader: str


def claim_tasks(groups: Sequence[tuple[str, Sequence[TaskRow]]], axis: ClaimAxis) -> str:
    """The tasks in groups with a heading each; right of the axis's margin the claim holds."""
    lines: list[str | TaskRow] = []
    for heading, rows in groups:
        lines += [heading, *rows]
    labels = [
        line if isinstance(line, str) else shorten(printable(line.label), LABEL) for line in lines
    ]
    with drawing(WIDTH, 78 + ROW * len(lines)) as picture:
        axes = picture.axes(14 + 5.6 * max(map(len, labels)), 40, 14, 24)
        ends = _ends([line for line in lines if isinstance(line, TaskRow)], axis)
        axes.set_xlim(*ends)
        axes.set_ylim(len(lines) - 0.4, -0.6)
        axes.axvspan(axis.margin, ends[1], color=BAND, linewidth=0)
        axes.axvline(axis.margin, color=INK, linewidth=1.2)
        _sides(axes, axis.margin)
        for place, line in enumerate(lines):
            if isinstance(line, TaskRow):
                _task(axes, place, line, ends)
        axes.set_yticks(range(len(lines)), labels)
        for text, line in zip(axes.get_yticklabels(), lines, strict=True):
            text.set_color(QUIET if isinstance(line, str) else INK)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        round_ticks(axes.xaxis, lambda value: _tick(value, axis.unit), most=7)
        axes.set_xlabel(axis.label)
        return picture.finish()


def in_unit(value: float, unit: Unit) -> str:
    """A value on a claim's axis in words: `+1.3 δ`, `56%`."""
    return percent(value) if unit == "%" else f"{signed_points(value)} {unit}"


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


def _task(axes: Axes, place: int, row: TaskRow, ends: tuple[float, float]) -> None:
    mark = mark_of(row.leader)
    colour = QUIET if row.state == "open" else mark.colour
    low, value, high = np.clip((row.low, row.value, row.high), *ends)
    axes.plot((low, high), (place, place), color=colour)
    axes.plot(
        value,
        place,
        marker={"holds": "o", "fails": "X", "open": "o"}[row.state],
        markersize=8,
        color=PAPER if row.state == "open" else colour,
        markeredgecolor=colour if row.state == "open" else PAPER,
        clip_on=False,
    )


def _tick(value: float, unit: Unit) -> str:
    return f"{tick(100 * value)}%" if unit == "%" else tick(value, signed=True)


def _ends(rows: Sequence[TaskRow], axis: ClaimAxis) -> tuple[float, float]:
    """Where the scale ends on both sides."""
    values = [row.value for row in rows]
    if axis.unit == "%":
        low, high = min(0.0, *values), max(*values, min(2 * axis.margin, 1.0))
        room = 0.05 * (high - low)
        return max(low - room * (low < 0), LEAST), min(high + room, MOST)
    edge = float(np.clip(max(map(abs, values)) * 1.1, 2.5, FURTHEST))
    return -edge, edge
