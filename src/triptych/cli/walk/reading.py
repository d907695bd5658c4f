"""One contender's reading of the item of a walk, in a terminal."""

from typing import TYPE_CHECKING, Final

from triptych.cli.terminal import console
from triptych.cli.walk.item import print_marked
from triptych.report.words.text import printable

if TYPE_CHECKING:
    from rich.console import Console

    from triptych.report.model.walk import Reading
    from triptych.results.formats.walks import Walk

MARKS: Final = {"rules": "●", "classical": "■", "deep": "▲"}
"""The paradigms' marks, as in the report."""

SIGNS: Final = "+ for the decision, - against"
ROOM_FOR_MEANINGS: Final = 40


def print_reading(place: "Console", reading: "Reading", walk: "Walk") -> None:
    """Print the decision, the forms of the item, the reading and the evidence."""
    decision = ", ".join(filter(None, (reading.decision, reading.judgement, reading.sure)))
    mark = MARKS.get(reading.contender, "-")
    console.print_heading(place, printable(f"{mark} {reading.contender}: {decision}"))
    for stage in reading.stages:
        if stage.warns:
            opening, words = f"  {stage.name}: ", "; ".join(stage.lines)
            console.print_hanging(place, opening, words, indent=4, style="red")
    console.print_pairs(place, _lines(reading))
    if reading.columns:
        _print_columns(place, reading)
    if reading.sight is not None:
        console.print_hanging(place, "  ", f"{reading.caption}: {SIGNS}", indent=2)
        saliency = walk.contenders[reading.contender].saliency
        print_marked(place, walk.raw, reading.sight, saliency)


def _lines(reading: "Reading") -> list[tuple[str, str]]:
    opening = ["reads", *("becomes" for _ in reading.steps[1:])]
    lines = [
        *zip(opening, reading.steps, strict=True),
        *((stage.name, "; ".join(stage.lines)) for stage in reading.stages if not stage.warns),
    ]
    return [(name, printable(words)) for name, words in lines]


def _print_columns(place: "Console", reading: "Reading") -> None:
    """Print the most important columns, with their meanings where the terminal is wide enough."""
    columns: tuple[str, ...] = ("column", "value", "counts", "means")
    rows = [
        tuple(map(printable, (name, value, weight.text, weight.note)))
        for name, value, weight in reading.columns
    ]
    *widths, meanings = (max(map(len, column)) for column in zip(*rows, strict=True))
    if not meanings or place.width < sum(widths) + ROOM_FOR_MEANINGS:
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    console.print_hanging(place, "  ", reading.columns_caption, indent=2)
    console.print_rows(place, columns, rows, numbers=columns[1:3], wraps=columns[-1])
