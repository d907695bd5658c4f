"""The cut of a piece of clothing: how wide and how full its silhouette is, row by row."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

SIZE: Final = 28
WHITE: Final = 255
_BANDS: Final = ("top", "chest", "waist", "hip", "knee", "hem")
_NEIGHBOURS: Final = SIZE // 4
# Of white: fainter is background or its compression.
_CLOTH: Final = 0.1

Grey = npt.NDArray[np.float64]
"""Pictures (n, 28, 28), 0 for background to 1 for white."""

CUT_MEANINGS: Final = {
    "cover": "share of the picture that is cloth or leather",
    "brightness": "how light the covered part is on average, 0 to 1",
    "texture": "standard deviation of the covered part's light",
    "height": "rows from the highest to the lowest covered one, in pixels",
    "width": "columns from the leftmost to the rightmost covered one, in pixels",
    "left-right symmetry": "share of the covered pixels whose mirror image is covered too",
    **{f"{band} width": f"columns that are covered at {band} height, in pixels" for band in _BANDS},
    **{
        f"{band} gap": (
            f"columns at {band} height between the outermost covered ones that are not, in pixels"
        )
        for band in _BANDS
    },
    "sole": "covered share of the lowest quarter of the piece's own height, across its width",
    "collar": "covered share of the highest quarter of the piece's own height, across its width",
    "toe and heel": "by how many rows the piece is higher at its right side than at its left",
}
"""Every column, in order, with what it means."""


def cut_measurements(pictures: Grey) -> Grey:
    """The measurements of each picture: (n, as many as CUT_MEANINGS)."""
    covered = pictures >= _CLOTH
    return np.column_stack((*_overall(pictures, covered), *_rows(covered), *_own_frame(covered)))


def _overall(pictures: Grey, covered: npt.NDArray[np.bool_]) -> Iterator[Grey]:
    count = np.maximum(covered.sum(axis=(1, 2)), 1)
    yield covered.mean(axis=(1, 2))
    brightness = (pictures * covered).sum(axis=(1, 2)) / count
    yield brightness
    away = (pictures - brightness[:, None, None]) * covered
    yield np.sqrt((away**2).sum(axis=(1, 2)) / count)
    yield _extent(np.asarray(covered.any(axis=2)))
    yield _extent(np.asarray(covered.any(axis=1)))
    yield (covered & covered[:, :, ::-1]).sum(axis=(1, 2)) / count


def _rows(covered: npt.NDArray[np.bool_]) -> Iterator[Grey]:
    """Widths, then gaps, in the middle row of six bands of the picture."""
    middles = ((np.arange(len(_BANDS)) + 0.5) * SIZE / len(_BANDS)).astype(np.intp)
    rows = covered[:, middles]
    widths = rows.sum(axis=2)
    yield widths
    spans = np.stack([_extent(rows[:, number]) for number in range(len(middles))], axis=1)
    yield spans - widths


def _own_frame(covered: npt.NDArray[np.bool_]) -> Iterator[Grey]:
    """How full the piece's own lowest and highest quarter is, and which side of it is higher."""
    occupied = np.asarray(covered.any(axis=2))
    place = np.arange(SIZE)
    top = occupied.argmax(axis=1)
    bottom = SIZE - occupied[:, ::-1].argmax(axis=1)
    quarter = np.maximum((bottom - top) / 4, 1)
    width = np.maximum(_extent(np.asarray(covered.any(axis=1))), 1)
    for rows in (
        (place >= (bottom - quarter)[:, None]) & (place < bottom[:, None]),
        (place >= top[:, None]) & (place < (top + quarter)[:, None]),
    ):
        inside = (covered * rows[:, :, None]).sum(axis=(1, 2))
        yield inside / (np.maximum(rows.sum(axis=1), 1) * width)
    sides = covered[:, :, -_NEIGHBOURS:], covered[:, :, :_NEIGHBOURS]
    right, left = (_extent(np.asarray(side.any(axis=2))) for side in sides)
    yield right - left


def _extent(occupied: npt.NDArray[np.bool_]) -> Grey:
    """Positions from the first to the last occupied one, 0 where there is none."""
    length = occupied.shape[1]
    first, last = occupied.argmax(axis=1), occupied[:, ::-1].argmax(axis=1)
    return np.where(occupied.any(axis=1), length - first - last, 0).astype(np.float64)
