"""What a study changes, on all its tasks: a line for each contender from one score to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from triptych.report.drawing.mark import mark_of
from triptych.report.drawing.row_chart import RowChart, Scale
from triptych.report.drawing.task_charts import WIDTH, room_for
from triptych.report.words import number
from triptych.report.words.text import printable, shorten

LABEL: Final = 21
"""Largest number of characters of a task's name in a drawing."""
LEAST: Final = -25.0
"""What lies farther below is drawn there."""
_ROW: Final = 10.0
_MARK: Final = 8.0


@dataclass(frozen=True, slots=True)
class DrawnSpan:
    """A contender's line, in points; `start` is None for one that the study does not change."""

    contender: str
    start: float | None
    end: float


def spans(rows: Mapping[str, Sequence[DrawnSpan]], title: str) -> str:
    """The lines of each task, by its name: from an upright stroke to the contender's mark."""
    labels = [label for task, found in rows.items() for label in _labels(task, len(found))]
    drawn = [place for found in rows.values() for one in found for place in (one.start, one.end)]
    scale = Scale.around([_clipped(place) for place in drawn if place is not None], number.tick)
    sides = room_for(labels), 14.0, 8.0, 40.0
    chart = RowChart(labels, scale, title, width=WIDTH, row=_ROW, sides=sides)
    place = 0
    for found in rows.values():
        for row, one in enumerate(found, start=place):
            mark = mark_of(one.contender)
            if one.start is not None:
                start = _clipped(one.start)
                chart.interval(row, start, _clipped(one.end), mark)
                chart.end(row, start, mark.colour)
            chart.mark(row, _clipped(one.end), one.contender, _MARK)
        place += len(found) + 1
    return chart.document()


def _clipped(place: float) -> float:
    return max(place, LEAST)


def _labels(task: str, lines: int) -> list[str]:
    """The labels of a task's rows: its name at the middle one, and an empty row below them."""
    labels = [""] * (lines + 1)
    labels[(lines - 1) // 2] = shorten(printable(task), LABEL)
    return labels
