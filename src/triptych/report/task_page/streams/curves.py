"""Prequential curves in the section of a study whose items come in an order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.one_task.studies.prequential import Prequential, prequential
from triptych.cell import shown
from triptych.report.drawing.studies.prequential import prequential_curves
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings, slug
from triptych.report.model.figure import Figure
from triptych.report.words import number
from triptych.report.words.text import printable
from triptych.results.formats.studies import StudyCard

Curves = Mapping[str, Sequence[Point]]

_MOST_LINES: Final = 6


def is_crowded(card: StudyCard, found: Curves) -> bool:
    """Whether curves over conditions are too many, where others along the stream are shown."""
    return card.ordered and len(found) > _MOST_LINES


def windows_of(findings: Findings, name: str, found: Curves) -> list[Prequential]:
    """What each contender answered window by window, where the study's items come in an order."""
    if not findings.run.studies[name].ordered:
        return []
    return prequential(findings.run, findings.card.name, name, found)


def prequential_figures(
    findings: Findings, name: str, windows: Sequence[Prequential]
) -> Iterator[Figure]:
    """A figure for each condition: of several generated streams the first, of one stream the mean.

    Each contender has the same windows, for all are tested on the same items.
    """
    for condition in dict.fromkeys(one.condition for one in windows):
        own = [one for one in windows if one.condition == condition]
        first = own[0].streams[0]
        is_generated = findings.card.split.streams > 1
        alike = [one for one in own if one.streams[0].starts == first.starts]
        shares = {one.contender: _shares(one, is_generated) for one in alike}
        changes = [first.starts[number] for number in first.changes]
        title = f"Right answers along the stream: {printable(shown(condition))}"
        words = "; ".join(
            f"{printable(who)} {number.percent(float(np.mean(line)))} on average"
            for who, line in shares.items()
        )
        caption = f"{title}. A window is {number.count(_size(first.starts, first.items))} items, "
        caption += "tested before anybody learned them"
        caption += f"; stream {first.seed}" if is_generated else ""
        caption += ". Vertical lines: known changes." if changes else "."
        yield Figure(
            inline(
                prequential_curves(shares, first.starts, changes),
                f"figure-study-{slug(name)}-{slug(shown(condition))}",
                title,
                words,
            ),
            caption,
        )


def _shares(answered: Prequential, is_generated: bool) -> list[float]:
    """The shares to draw: of generated streams those of the first, else means over seeds."""
    first = answered.streams[0]
    alike = [one.shares for one in answered.streams if one.starts == first.starts]
    drawn: list[float] = np.mean(alike[:1] if is_generated else alike, axis=0).tolist()
    return drawn


def _size(starts: Sequence[int], items: int) -> int:
    return (starts[1] if len(starts) > 1 else items) - starts[0]
