"""The pictures, drawn anew each time and always the same."""

from typing import Final

from triptych.dataset import Dataset
from triptych.tasks.shapes.measurements import MEANINGS, features
from triptych.tasks.shapes.outlines import SHAPES
from triptych.tasks.shapes.pictures import draw, neutral
from triptych.units import Blocks

__all__ = ["MEANINGS", "UNITS", "features", "load"]

UNITS: Final = Blocks(rows=4, columns=4)
"""16 blocks of 7x7 pixels."""

_COUNT: Final = 3000
_NEUTRAL: Final = 400
_SEED: Final = 20261122


def load() -> Dataset:
    """3,000 grey pictures (n, 28, 28), 0 for black to 255 for white, without the shortcut."""
    pictures, shapes, covered = draw(_COUNT, _SEED)
    return Dataset(
        raw=pictures,
        target=shapes,
        classes=SHAPES,
        relevant=covered,
        neutral=neutral(_NEUTRAL, _SEED + 1),
        provenance={
            "source": f"drawn by pictures.draw({_COUNT}, seed={_SEED})",
            "licence": "BSD-3-Clause",
        },
    )
