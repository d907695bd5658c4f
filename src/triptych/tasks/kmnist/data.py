"""The images: the test part of Kuzushiji-MNIST, and what is measured in them."""

from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Dataset
from triptych.downloads.folder import located
from triptych.errors import DataError
from triptych.paradigms.classical.gradients import gradient_meanings, oriented_gradients
from triptych.tasks.kmnist import IMAGES, LABELS
from triptych.tasks.kmnist.strokes import SIZE, STROKE_MEANINGS, stroke_measurements
from triptych.units import Blocks

CLASSES: Final = ("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo")
"""The characters お き す つ な は ま や れ を, by their sound."""
FULL_INK: Final = 255
UNITS: Final = Blocks(rows=4, columns=4)
"""16 blocks of 7x7 pixels."""

_CELLS: Final = 6
_DIRECTIONS: Final = 8
EDGES: Final = gradient_meanings(_CELLS, _DIRECTIONS)
"""The columns that say which way edges run, with what each means."""
MEANINGS: Final = {**STROKE_MEANINGS, **EDGES}
"""Every column of the table, in order, with what it means."""

_COLUMNS: Final = pd.Index(list(MEANINGS))


def load() -> Dataset:
    """10,000 images (n, 28, 28) of whole numbers: 0 is paper, 255 is full ink.

    Raises DataNotDownloaded where a file is not there, DataError where it is another.
    """
    images, numbers = read_images(located(IMAGES)), read_labels(located(LABELS))
    return Dataset(
        raw=images,
        target=np.array(CLASSES, dtype=object)[numbers],
        classes=CLASSES,
        provenance={
            "source": "KMNIST Dataset (created by CODH), official test part only, divided anew",
            "licence": "CC BY-SA 4.0",
            "rules": "transcribed from a shallow tree grown on the author's part",
            "hands": "not recorded: the same hands are on both sides of the split",
            "release": "the corrected one of 5 February 2019 (md5 as published)",
        },
    )


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The measurements of each image (n, 28, 28): a row an image, one column of floats each."""
    strokes = stroke_measurements(np.asarray(raw, dtype=np.float64) / FULL_INK)
    edges = oriented_gradients(raw, FULL_INK, _CELLS, _DIRECTIONS)
    return pd.DataFrame(np.hstack((strokes, edges)), columns=_COLUMNS)


def read_images(path: Path) -> npt.NDArray[np.uint8]:
    """Images (n, 28, 28) of an npz file; raises DataError where it holds anything else."""
    images = _read_array(path)
    if images.dtype != np.uint8 or images.shape[1:] != (SIZE, SIZE):
        raise DataError(
            f"{path}: expected images (n, {SIZE}, {SIZE}) of uint8, got {images.dtype} of shape "
            f"{images.shape}. `triptych data fetch kmnist` fetches the published file."
        )
    return images


def read_labels(path: Path) -> npt.NDArray[np.uint8]:
    """Class numbers (n,) of an npz file; raises DataError where it holds anything else."""
    numbers = _read_array(path)
    if numbers.dtype != np.uint8 or numbers.ndim != 1 or numbers.max(initial=0) >= len(CLASSES):
        raise DataError(
            f"{path}: expected class numbers (n,) of uint8, 0 to {len(CLASSES) - 1}, got "
            f"{numbers.dtype} of shape {numbers.shape}, up to {numbers.max(initial=0)}. "
            "`triptych data fetch kmnist` fetches the published file."
        )
    return numbers


def _read_array(path: Path) -> npt.NDArray[Any]:
    """The array `arr_0` of an npz file; what would have to be unpickled is refused."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return np.asarray(arrays["arr_0"])
    except (BadZipFile, EOFError, KeyError, ValueError) as error:
        raise DataError(
            f"{path}: expected an npz file with one plain array `arr_0`: {error}. "
            "`triptych data fetch kmnist` fetches the published file."
        ) from error
