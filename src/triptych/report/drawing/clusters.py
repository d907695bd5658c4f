"""Maps of items by two components, twice: as they were grouped, and by their classes."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from triptych.measure.quality import Numbers
from triptych.report.drawing import elements
from triptych.report.drawing.svg import GRID, QUIET
from triptych.report.drawing.task_charts import WIDTH

_COLOURS: Final = ("#0173b2", "#d55e00", "#029e73", "#a3569c", "#8a6d3b", "#6b7280")
"""Of 3:1 on the white and on the dark page; they repeat, for each item also has a letter."""

_HEIGHT: Final = 200.0
_TOP: Final = 18.0
_GAP: Final = 10.0
_EDGE: Final = 8.0


def cluster_maps(
    places: Numbers, clusters: Sequence[str], classes: Sequence[str], titles: tuple[str, str]
) -> str:
    """Both maps side by side, an item being the letter of its cluster, and of its class.

    places    coordinates (n, 2)
    clusters  the letter of each item's cluster (n,); classes likewise
    """
    low, high = places.min(axis=0), places.max(axis=0)
    shares = (places - low) / np.where(high > low, high - low, 1.0)
    width = (WIDTH - _GAP) / 2
    parts: list[str] = []
    for panel, (title, letters) in enumerate(zip(titles, (clusters, classes), strict=True)):
        left = panel * (width + _GAP)
        box = (left, _TOP), (left + width, _TOP), (left + width, _HEIGHT), (left, _HEIGHT)
        parts.append(elements.line(*box, box[0], colour=GRID, width=0.8))
        parts.append(elements.text(left + width / 2, _TOP - 6, title, colour=QUIET))
        known = sorted({*letters})
        for (across, upwards), letter in zip(shares.tolist(), letters, strict=True):
            x = left + _EDGE + across * (width - 2 * _EDGE)
            y = _HEIGHT - _EDGE - upwards * (_HEIGHT - _TOP - 2 * _EDGE)
            colour = _COLOURS[known.index(letter) % len(_COLOURS)]
            parts.append(elements.text(x, y + elements.BASELINE, letter, colour=colour))
    return elements.document(WIDTH, _HEIGHT + 2, *parts)
