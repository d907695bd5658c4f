"""The pictures, drawn anew each time and always the same."""

from typing import Final

import numpy as np

from triptych.dataset import Dataset
from triptych.tasks.shapes.measurements import MEANINGS, features
from triptych.tasks.shapes.outlines import SHAPES
from triptych.tasks.shapes.pictures import draw, neutral
from triptych.units import Blocks

__all__ = ["MEANINGS", "UNITS", "features", "generate", "load"]

UNITS: Final = Blocks(rows=4, columns=4)
"""16 blocks of 7x7 pixels."""

_COUNT: Final = 3000
_NEUTRAL: Final = 400
_SEED: Final = 20261122


def load() -> Dataset:
    """3,000 grey pictures (n, 28, 28), 0 for black to 255 for white, without the shortcut."""
    return generate(_COUNT, _SEED)


def generate(items: int, seed: int) -> Dataset:
    """As many such pictures as are asked for, drawn 3,000 at a time, which bounds memory."""
    parts = [
        draw(min(_COUNT, items - start), seed + 2 * (start // _COUNT))
        for start in range(0, items, _COUNT)
    ]
    pictures, shapes, covered = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Dataset(
        raw=pictures,
        target=shapes,
        classes=SHAPES,
        relevant=covered,
        neutral=neutral(_NEUTRAL, seed + 1),
        provenance={
            "source": f"drawn by pictures.draw({items}, seed={seed})",
            "licence": "BSD-3-Clause",
        },
    )
