"""The marks of the three paradigms and of what is beside them: colour, shape and line style.

No distinction rests on colour alone. The colours have a contrast of 3:1 on the white and on the
dark page.
"""

from dataclasses import dataclass
from typing import Any, Final

from triptych.report.drawing.svg import PAPER, QUIET
from triptych.task import HYBRID, REFERENCE, paradigm_of


@dataclass(frozen=True, slots=True)
class Mark:
    """How a paradigm is drawn: `shape` and `line` are matplotlib's names.

    `scale` equalises the visible size of the shapes.
    """

    colour: str
    shape: str
    line: tuple[int, tuple[float, ...]]
    scale: float


MARKS: Final = {
    "rules": Mark("#0173b2", "o", (0, ()), 1.0),
    "classical": Mark("#d55e00", "s", (0, (4, 2)), 0.92),
    "deep": Mark("#029e73", "^", (0, (1, 1.2)), 1.15),
    HYBRID: Mark("#b0569b", "P", (0, (6, 1.5)), 1.05),
    REFERENCE: Mark(QUIET, "D", (0, (5, 1.5, 1, 1.5)), 0.8),
}


def mark_of(contender: str) -> Mark:
    """The mark of the contender's paradigm, of hybrids, or of the reference panel."""
    return MARKS[paradigm_of(contender)]


def face_and_edge(contender: str) -> tuple[str, str]:
    """Colours of a contender's mark: filled for the three of the verdict, hollow for all others."""
    colour = mark_of(contender).colour
    return (colour, PAPER) if contender == paradigm_of(contender) else (PAPER, colour)


def marker(contender: str, size: float = 9.0) -> dict[str, Any]:
    """Filled for the three contenders the verdict is about, hollow for all others."""
    mark = mark_of(contender)
    face, edge = face_and_edge(contender)
    return {
        "marker": mark.shape,
        "markersize": size * mark.scale,
        "markerfacecolor": face,
        "markeredgecolor": edge,
    }
