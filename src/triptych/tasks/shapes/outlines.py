"""Outlines of shapes, and how far every pixel of a picture lies from them.

Points are complex numbers: rows down are the real part, columns to the right the imaginary.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

SIZE: Final = 28
"""Height and width of a picture in pixels."""
SHAPES: Final = ("circle", "triangle", "square", "pentagon", "star", "cross")

Numbers = npt.NDArray[np.float32]
Points = npt.NDArray[np.complex64]

_CIRCLE_CORNERS: Final = 16
_CROSS_ARM: Final = 0.33
_STAR_WAIST: Final = 0.45
_ROWS, _COLUMNS = np.mgrid[:SIZE, :SIZE].astype(np.float32)


def corners(shape: str) -> Points:
    """Corners of a shape around the origin, in order, the outermost at distance 1."""
    if shape == "cross":
        arm, tip = _CROSS_ARM, np.sqrt(1 - _CROSS_ARM**2)
        end = np.array([arm + arm * 1j, tip + arm * 1j, tip - arm * 1j])
        return np.concatenate([end, -1j * end, -end, 1j * end]).astype(np.complex64)
    count = {"circle": _CIRCLE_CORNERS, "triangle": 3, "square": 4, "pentagon": 5, "star": 10}
    around = directions(2 * np.pi * np.arange(count[shape]) / count[shape])
    if shape == "star":
        around[1::2] *= _STAR_WAIST
    return around


def directions(angles: npt.NDArray[np.floating]) -> Points:
    """Points at distance 1 from the origin in directions given in radians.

    Worked out in 64 bits: the last ones differ from machine to machine, the first 32 do not.
    """
    return np.asarray(np.exp(1j * angles.astype(np.float64)), dtype=np.complex64)


def polygon_distances(polygons: Points) -> Numbers:
    """Distance (n, 28, 28) of each pixel from polygons (n, corners), negative inside."""
    nearest = np.full((len(polygons), SIZE, SIZE), np.inf, dtype=np.float32)
    inside = np.zeros(nearest.shape, dtype=bool)
    for number in range(polygons.shape[1]):
        start, end = polygons[:, number - 1], polygons[:, number]
        nearest = np.minimum(nearest, segment_distances(start, end))
        inside ^= _left_of(start, end)
    return np.where(inside, -nearest, nearest)


def segment_distances(start: Points, end: Points) -> Numbers:
    """Distance (n, 28, 28) of each pixel from the segments between two points."""
    down, across = _parts(end - start)
    below, beside = _below(start), _beside(start)
    squared_length = np.maximum(down * down + across * across, np.float32(1e-6))
    place = np.clip((below * down + beside * across) / squared_length, 0, 1)
    off_row, off_column = below - place * down, beside - place * across
    return np.asarray(np.sqrt(off_row * off_row + off_column * off_column), dtype=np.float32)


def _left_of(start: Points, end: Points) -> npt.NDArray[np.bool_]:
    """Whether a line to the right of a pixel meets the segment.

    A pixel from which such a line meets the sides of a polygon an odd number of times is inside.
    """
    level = (_below(start) < 0) != (_below(end) < 0)
    down, across = _parts(end - start)
    crossing = across * _below(start) / np.where(down == 0, 1, down)
    return np.asarray(level & (_beside(start) < crossing))


def _below(points: Points) -> Numbers:
    return np.asarray(_ROWS - points.real[:, None, None])


def _beside(points: Points) -> Numbers:
    return np.asarray(_COLUMNS - points.imag[:, None, None])


def _parts(points: Points) -> tuple[Numbers, Numbers]:
    return points.real[:, None, None], points.imag[:, None, None]
