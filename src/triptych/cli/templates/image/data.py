"""The data: 300 generated pictures. Replace `load` and `features` by your own."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych import Dataset

SIZE: Final = 12
BRIGHTEST: Final = 16

MEANINGS: Final = {
    "bright rows": "how many rows hold a bright pixel",
    "bright columns": "how many columns hold a bright pixel",
    "brightness": "mean of all pixels, 0 to 16",
}
"""What each column of the table means; shown by `triptych show`."""


def load() -> Dataset:
    """Draw the pictures (n, 12, 12), always the same ones: 0 is black, 16 is white."""
    random = np.random.default_rng(0)
    target = np.array(["standing", "lying"] * 150, dtype=object)
    raw = np.stack([_picture(label == "standing", random) for label in target])
    return Dataset(raw=raw, target=target, classes=("standing", "lying"))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """Measure each picture by itself: one row for each, in order."""
    bright = raw > BRIGHTEST / 2
    return pd.DataFrame(
        {
            "bright rows": bright.any(axis=2).sum(axis=1),
            "bright columns": bright.any(axis=1).sum(axis=1),
            "brightness": raw.mean(axis=(1, 2)),
        }
    )


def _picture(standing: bool, random: np.random.Generator) -> npt.NDArray[np.uint8]:
    picture = random.integers(0, 7, (SIZE, SIZE))
    length, width = random.integers(5, 9), random.integers(2, 5)
    top, left = random.integers(0, SIZE - length), random.integers(0, SIZE - width)
    picture[top : top + length, left : left + width] = random.integers(10, BRIGHTEST + 1)
    return (picture if standing else picture.T).astype(np.uint8)
