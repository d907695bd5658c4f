"""Histograms of oriented gradients (HOG): directions of edges in each cell of an image.

After N. Dalal and B. Triggs, Histograms of Oriented Gradients for Human Detection, CVPR 2005,
with soft borders between cells and between directions.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.float32]

# As many images at a time as fit into a processor's cache with all their directions.
_AT_ONCE: Final = 64
# Of the largest possible length of an edge: flat ground is not blown up to full contrast.
_FLAT: Final = 0.02


def gradient_meanings(cells: int, directions: int) -> dict[str, str]:
    """A name and a sentence for each column of `oriented_gradients`, in their order."""
    return {
        f"edges at {degrees} degrees, row {row} column {column}": (
            f"how much of the edges around cell row {row}, column {column} of {cells} x {cells} "
            f"lies in it and runs at about {degrees} degrees (0 across, 90 upright)"
        )
        for degrees in (round(180 * number / directions) for number in range(directions))
        for row in range(1, cells + 1)
        for column in range(1, cells + 1)
    }


def oriented_gradients(
    images: npt.NDArray[Any], brightest: float, cells: int, directions: int
) -> Grey:
    """Edge strengths (n, directions * cells * cells), normalised by the neighbouring cells.

    images       (n, height, width), 0 to `brightest`
    cells        number of cells of the grid in each dimension
    directions   number of directions in a half turn
    """
    parts = [
        _measured(np.asarray(part, dtype=np.float32) / np.float32(brightest), cells, directions)
        for part in _portions(images)
    ]
    return np.concatenate(parts or [np.empty((0, directions * cells**2), dtype=np.float32)])


def _portions(images: npt.NDArray[Any]) -> Iterator[npt.NDArray[Any]]:
    for start in range(0, len(images), _AT_ONCE):
        yield images[start : start + _AT_ONCE]


def _measured(images: Grey, cells: int, directions: int) -> Grey:
    down, across = np.gradient(images, axis=(1, 2))
    strength = np.sqrt(down * down + across * across)
    # An edge runs at a right angle to the gradient; rows count downwards.
    place = np.mod(np.arctan2(across, down) / np.pi, 1) * directions
    rows, columns = (_windows(length, cells) for length in images.shape[1:])
    histograms = np.empty((len(images), directions, cells, cells), dtype=np.float32)
    for number in range(directions):
        away = np.abs(place - number)
        share = np.maximum(1 - np.minimum(away, directions - away), 0)
        histograms[:, number] = rows @ (strength * share) @ columns.T
    return np.asarray(histograms / _around(histograms)).reshape(len(images), -1)


def _windows(length: int, cells: int) -> Grey:
    """Weights of pixels in cells (cells, length): triangles that overlap by half."""
    width = length / cells
    middles = (np.arange(cells) + 0.5) * width
    away = np.abs(np.arange(length) + 0.5 - middles[:, None]) / width
    window = np.maximum(1 - away, 0)
    return np.asarray(window / window.sum(axis=1, keepdims=True), dtype=np.float32)


def _around(histograms: Grey) -> Grey:
    """Norm of all edges in each cell and its neighbours (n, 1, cells, cells)."""
    energy = np.pad((histograms**2).sum(axis=1), ((0, 0), (1, 1), (1, 1)))
    rows = energy[:, :-2] + energy[:, 1:-1] + energy[:, 2:]
    block = rows[:, :, :-2] + rows[:, :, 1:-1] + rows[:, :, 2:]
    return np.asarray(np.sqrt(block + np.float32(_FLAT**2)))[:, None]
