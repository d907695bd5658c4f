"""Names beside lines that would look alike: those of several variants of one paradigm."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from matplotlib.axes import Axes

from triptych.report.drawing.mark import face_and_edge, mark_of
from triptych.report.words.text import printable

_FONT_SIZE: Final = 9.0
_LEAST_GAP: Final = 0.06
"""As high as a line of text, in a figure of the usual height."""

_BESIDE: Final = (6.0, 5.0)
"""Points from a line's first mark to its name: to the right, and up from a level line."""


def alike(contenders: Sequence[str]) -> list[str]:
    """Those whose lines and marks look like another's."""
    looks = Counter(face_and_edge(one) for one in contenders)
    return [one for one in contenders if looks[face_and_edge(one)] > 1]


def name_lines(
    axes: Axes, starts: Mapping[str, tuple[float, float]], least_gap: float = _LEAST_GAP
) -> None:
    """Write each name beside the start of its line, and none over another.

    starts      the first point of each line, in the axes' units; or the last, with room for names
    least_gap   between the middles of two names, as a share of the axis: as high as a line of text
    """
    bottom, top = axes.get_ylim()
    gap = least_gap * (top - bottom)
    height = None
    for contender, (across, up) in sorted(starts.items(), key=lambda one: one[1][1] / gap):
        height = up if height is None else _beyond(height + gap, up, gap)
        axes.annotate(
            printable(contender.partition(":")[2] or contender).replace("_", " "),
            (across, height),
            xytext=_BESIDE,
            textcoords="offset points",
            verticalalignment="center",
            fontsize=_FONT_SIZE,
            color=mark_of(contender).colour,
        )
    axes.set_ylim(bottom, top if height is None else _beyond(height + gap / 2, top, gap))


def _beyond(least: float, wanted: float, gap: float) -> float:
    """The wanted place, or the least one where that is farther along the axis' direction."""
    return max(least, wanted) if gap > 0 else min(least, wanted)
