"""The pictures: Fashion-MNIST with fewer training items, and what is measured in them."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.errors import DataError
from triptych.paradigms.classical.gradients import gradient_meanings, oriented_gradients
from triptych.tasks.fashion_mnist import (
    TEST_IMAGES,
    TEST_LABELS,
    TRAINING_IMAGES,
    TRAINING_LABELS,
)
from triptych.tasks.fashion_mnist.cut import CUT_MEANINGS, SIZE, WHITE, cut_measurements
from triptych.tasks.fashion_mnist.idx import read_idx
from triptych.units import Blocks

CLASSES: Final = (
    "T-shirt",
    "trousers",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)
TRAINED_OF_EACH: Final = 1200
"""Training pictures of each class that are used, the first in the publisher's order."""
UNITS: Final = Blocks(rows=4, columns=4)
"""16 blocks of 7x7 pixels."""

_CELLS: Final = 6
_DIRECTIONS: Final = 8
EDGES: Final = gradient_meanings(_CELLS, _DIRECTIONS)
"""The columns that say which way edges run, with what each means."""
MEANINGS: Final = {**CUT_MEANINGS, **EDGES}
"""Every column of the table, in order, with what it means."""

Part = tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]
"""Pictures (n, 28, 28) and the numbers of their classes (n,)."""

_COLUMNS: Final = pd.Index(list(MEANINGS))


def load() -> Dataset:
    """12,000 training and 10,000 test pictures (n, 28, 28), 0 is background, 255 is white.

    Raises DataNotDownloaded where a file is not there, DataError where it is another.
    """
    return assemble(
        read_part(located(TRAINING_IMAGES), located(TRAINING_LABELS)),
        read_part(located(TEST_IMAGES), located(TEST_LABELS)),
    )


def assemble(training: Part, test: Part) -> Dataset:
    """Put the first training pictures of each class, and all test pictures, into one dataset."""
    pictures, numbers = training
    first = [np.flatnonzero(numbers == number)[:TRAINED_OF_EACH] for number in range(len(CLASSES))]
    used = np.sort(np.concatenate(first))
    return Dataset(
        raw=np.concatenate((pictures[used], test[0])),
        target=np.array(CLASSES, dtype=object)[np.concatenate((numbers[used], test[1]))],
        classes=CLASSES,
        official_split=np.arange(len(used) + len(test[1])) >= len(used),
        provenance={
            "source": "Fashion-MNIST, (c) Zalando SE",
            "licence": "MIT",
            "training items": f"the first {TRAINED_OF_EACH:,} of each class, of 6,000",
        },
    )


def read_part(images: Path, labels: Path) -> Part:
    """The pictures and class numbers of one official part.

    Raises DataError where a file is not as published or the two do not belong together.
    """
    pictures = read_idx(images, axes=(None, SIZE, SIZE))
    numbers = read_idx(labels, axes=(None,))
    if len(pictures) != len(numbers):
        raise DataError(
            f"{labels}: expected a class number for each of {len(pictures):,} pictures in "
            f"{images.name}, got {len(numbers):,}. "
            "`triptych data fetch fashion_mnist` fetches the published files."
        )
    if numbers.max(initial=0) >= len(CLASSES):
        raise DataError(
            f"{labels}: expected class numbers 0 to {len(CLASSES) - 1}, got {numbers.max()}. "
            "`triptych data fetch fashion_mnist` fetches the published file."
        )
    return pictures, numbers


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The measurements of each picture (n, 28, 28): a row a picture, one column of floats each."""
    cut = cut_measurements(np.asarray(raw, dtype=np.float64) / WHITE)
    edges = oriented_gradients(raw, WHITE, _CELLS, _DIRECTIONS)
    return pd.DataFrame(np.hstack((cut, edges)), columns=_COLUMNS)
