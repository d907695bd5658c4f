"""Prequential curves: the share of right answers along a stream, a panel for each paradigm."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from triptych.report.drawing.canvas import drawing, round_ticks
from triptych.report.drawing.line_names import name_lines
from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.svg import QUIET
from triptych.report.words import number
from triptych.task import PARADIGMS, paradigm_of

_WIDTH: Final = 370.0
_PANEL: Final = 124.0
_SIDES: Final = (44.0, 96.0)
"""Room at the left for numbers, and at the right for names, in points."""

_BELOW: Final = 40.0
_NAME_GAP: Final = 0.12
_DASHES: Final = ((), (5, 2), (1, 1.2), (5, 1.5, 1, 1.5))
"""How the lines of one panel are told apart."""


def prequential_curves(
    shares: Mapping[str, Sequence[float]],
    starts: Sequence[int],
    changes: Sequence[int],
    label: str = "items tested before",
) -> str:
    """Shares of right answers by contender (windows,), over the items tested before each window.

    changes   where a rule is drawn, in items
    """
    paradigms = [one for one in PARADIGMS if any(paradigm_of(who) == one for who in shares)]
    height = _PANEL * len(paradigms) + _BELOW
    values = [share for line in shares.values() for share in line]
    ends = min(values), max(values)
    with drawing(_WIDTH, height, kind=f"prequential {len(paradigms)}") as picture:
        for place, paradigm in enumerate(paradigms):
            above = _PANEL * place + 8
            bottom = height - _PANEL * (place + 1)
            axes = picture.axes(_SIDES[0], bottom, _SIDES[1], above)
            axes.grid(visible=True, axis="y")
            for change in changes:
                axes.axvline(change, color=QUIET, linewidth=1, zorder=1)
            own = sorted(who for who in shares if paradigm_of(who) == paradigm)
            for who, dashes in zip(own, _DASHES * len(own), strict=False):
                style: dict[str, Any] = {"color": mark_of(who).colour, "linewidth": 1.4}
                axes.plot(starts, shares[who], linestyle=(0, dashes), **style)
            axes.set_ylim(ends[0] - 0.02, min(1.0, ends[1]) + 0.02)
            round_ticks(axes.yaxis, lambda share: number.tick(100 * share), most=4)
            round_ticks(axes.xaxis, number.count, most=4)
            axes.tick_params(labelbottom=place == len(paradigms) - 1)
            axes.set_xlabel(label if place == len(paradigms) - 1 else "")
            axes.set_ylabel(f"{paradigm}, right {number.TIMES} 100")
            name_lines(axes, {who: (starts[-1], shares[who][-1]) for who in own}, _NAME_GAP)
        return picture.finish()
