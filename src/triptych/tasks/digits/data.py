"""The images: scikit-learn's copy of the UCI handwritten digits."""

from typing import Final

import numpy as np
from sklearn.datasets import load_digits

from triptych.dataset import Dataset
from triptych.tasks.digits.measurements import MEANINGS, features
from triptych.units import Blocks

__all__ = ["MEANINGS", "UNITS", "features", "load"]

UNITS: Final = Blocks(rows=4, columns=4)
"""16 blocks of 2x2 pixels."""


def load() -> Dataset:
    """1,797 images (n, 8, 8) of whole numbers: 0 is paper, 16 is full ink."""
    bunch = load_digits()
    return Dataset(
        raw=bunch.images.astype(np.uint8),
        target=bunch.target.astype(str).astype(object),
        classes=tuple("0123456789"),
        provenance={
            "source": "scikit-learn's load_digits: test part of UCI's optdigits",
            "licence": "CC BY 4.0",
            "writers": "13 people, none of them known to us by item",
        },
    )
