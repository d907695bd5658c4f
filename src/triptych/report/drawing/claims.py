"""Drawings over tasks: the pairwise matrix, and mean ranks."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from scipy import special

from triptych.analysis.across_tasks.pairwise import Pairing
from triptych.analysis.across_tasks.ranking import Ranking
from triptych.report.drawing.canvas import drawing
from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.svg import GRID, INK, PAPER, QUIET
from triptych.report.words.number import NO_BREAK, points_interval, signed_points

WIDTH: Final = 370.0
WIDE: Final = 410.0
ROW: Final = 20.0
LABEL: Final = 32
"""Largest number of characters of a task's title in a drawing."""
Z: Final = float(special.ndtri(0.975))
FURTHEST: Final = 3.0
"""Largest factor by which intervals may extend the scale beyond the effects."""


def matrix(contenders: Sequence[str], pairings: Mapping[tuple[str, str], Pairing]) -> str:
    """Row against column: mean difference with its interval, and tasks won, tied and lost.

    A field has the colour of the contender that is ahead, darker the more tasks it wins.
    """
    size = len(contenders)
    with drawing(WIDTH, 34 + 62.0 * size) as picture:
        axes = picture.axes(60, 4, 4, 28)
        axes.set_xlim(0, size)
        axes.set_ylim(size, 0)
        for row, first in enumerate(contenders):
            for column, second in enumerate(contenders):
                if first == second:
                    axes.text(column + 0.5, row + 0.5, "·", ha="center", va="center", color=QUIET)
                else:
                    _field(axes, row, column, pairings[first, second])
        axes.set_xticks(np.arange(size) + 0.5, [f"over {name}" for name in contenders])
        axes.set_yticks(np.arange(size) + 0.5, list(contenders))
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        return picture.finish()


def critical_difference(ranks: Ranking) -> str:
    """Mean ranks on a line, best at the left; a bar joins contenders of one clique."""
    ordered = list(ranks.mean_ranks.items())
    bars = ranks.cliques
    top = 12.0 * len(bars)
    bottom = -(14 + top + 18.0 * len(ordered))
    with drawing(WIDTH, 34 - bottom) as picture:
        axes = picture.axes(24, 4, 24, 4)
        axes.set_xlim(1, len(ordered))
        axes.set_ylim(bottom, 34)
        axes.set_axis_off()
        axes.plot((1, len(ordered)), (0, 0), color=QUIET, linewidth=0.9, clip_on=False)
        for rank in np.arange(1, len(ordered) + 0.25, 0.5):
            whole = rank == int(rank)
            axes.plot(
                (rank, rank), (0, 6 if whole else 3), color=QUIET, linewidth=0.9, clip_on=False
            )
            if whole:
                axes.text(rank, 10, f"{rank:.0f}", ha="center", va="bottom", color=QUIET)
        for place, clique in enumerate(bars):
            level = -10 - 12.0 * place
            ends = [ranks.mean_ranks[contender] for contender in clique]
            axes.plot(
                (min(ends) - 0.02, max(ends) + 0.02),
                (level, level),
                color=INK,
                linewidth=4,
                solid_capstyle="butt",
                clip_on=False,
            )
        middle = (1 + len(ordered)) / 2
        for place, (contender, rank) in enumerate(ordered):
            _ranked(axes, contender, rank, -(22 + top + 18.0 * place), middle)
        return picture.finish()


def _ranked(axes: Axes, contender: str, rank: float, level: float, middle: float) -> None:
    """A contender's mark on the line, and its name at the end of a leader line."""
    mark = mark_of(contender)
    axes.plot((rank, rank), (0, level), color=GRID, linewidth=1.2, clip_on=False, zorder=1)
    axes.plot(
        rank,
        0,
        marker=mark.shape,
        markersize=9 * mark.scale,
        color=mark.colour,
        markeredgecolor=PAPER,
        clip_on=False,
        zorder=3,
    )
    right = rank <= middle
    axes.annotate(
        f"{contender}{NO_BREAK}{rank:.2f}",
        (rank, level),
        xytext=(6 if right else -6, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        annotation_clip=False,
    )


def _field(axes: Axes, row: int, column: int, pairing: Pairing) -> None:
    mean = pairing.mean
    if mean is None:
        axes.text(column + 0.5, row + 0.5, "no task", ha="center", va="center", color=QUIET)
        return
    ahead = pairing.first if mean.estimate >= 0 else pairing.second
    share = (pairing.won if mean.estimate >= 0 else pairing.lost) / pairing.tasks
    axes.add_patch(
        Rectangle(
            (column + 0.02, row + 0.03),
            0.96,
            0.94,
            facecolor=mark_of(ahead).colour,
            alpha=round(0.06 + 0.2 * share, 3),
            linewidth=0,
        )
    )
    lines = (
        (0.26, signed_points(mean.estimate), 13.0),
        (0.53, points_interval(*mean.interval), 10.5),
        (0.78, f"{pairing.won} / {pairing.tied} / {pairing.lost}", 10.5),
    )
    for down, text, size in lines:
        axes.text(column + 0.5, row + down, text, ha="center", va="center", fontsize=size)
