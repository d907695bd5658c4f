"""Measurements of a figure, each as a person would describe it."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.tasks.digits.ink import Ink, bay_depths, count_holes, hole_depths

FULL_INK: Final = 16
SIZE: Final = 8
_MIDDLE: Final = (SIZE - 1) / 2
# Of full ink; shallower dents are unevenness of one stroke.
_LEAST_HOLE_DEPTH: Final = 0.2
_POSITIONS: Final = np.arange(SIZE, dtype=np.float64)
_NUMBERS: Final = range(1, SIZE + 1)
_UPPER, _LOWER = slice(0, SIZE // 2), slice(SIZE // 2, SIZE)

MEANINGS: Final = {
    "ink": "share of the image that is covered, grey counted by its darkness",
    "middle ink": "how dark the four pixels in the middle of the image are, 0 to 1",
    "centre row": "where the ink lies on average, in rows below the top one",
    "centre column": "where the ink lies on average, in columns right of the left one",
    "vertical spread": "how far the ink lies from its centre row, in rows (standard deviation)",
    "horizontal spread": "how far the ink lies from its centre column, in columns",
    "slant": "how far the figure leans: columns to the right for each row down",
    "left-right symmetry": "agreement with the mirror image, 1 where they are the same",
    "top-bottom symmetry": "agreement with the image upside down, 1 where they are the same",
    "half-turn symmetry": "agreement with the image turned by 180 degrees, 1 where the same",
    "holes": "how many patches of paper the ink surrounds",
    "hole area": "paper that is surrounded, in pixels; a faint ring counts by its darkness",
    "hole depth": "how dark the faintest part of the ring around the clearest hole is",
    "hole row": "where the surrounded paper lies, in rows below the top; the middle if none",
    "upper hole": "surrounded paper in the upper half, in pixels",
    "lower hole": "surrounded paper in the lower half, in pixels",
    "upper left bay": "paper in the upper half sheltered by ink but open to the left, in pixels",
    "lower left bay": "paper in the lower half sheltered by ink but open to the left, in pixels",
    "upper right bay": "paper in the upper half sheltered by ink but open to the right, in pixels",
    "lower right bay": "paper in the lower half sheltered by ink but open to the right, in pixels",
    "top bay": "paper sheltered by ink but open to the top, in pixels",
    "bottom bay": "paper sheltered by ink but open to the bottom, in pixels",
    **{f"row {n} ink": f"share of the ink that lies in row {n} from the top" for n in _NUMBERS},
    **{f"column {n} ink": f"share of the ink in column {n} from the left" for n in _NUMBERS},
    **{f"row {n} strokes": f"how many strokes a line along row {n} crosses" for n in _NUMBERS},
    **{f"column {n} strokes": f"how many strokes a line down column {n} meets" for n in _NUMBERS},
    **{
        f"row {n} centre": f"where the ink of row {n} lies, in columns from the left"
        for n in _NUMBERS
    },
}
"""Every column of the table, in order, with what it means."""

# Made once: for a single image it would take a third of the time.
_COLUMNS: Final = pd.Index(list(MEANINGS))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The measurements of each image (n, 8, 8): a row an image, one column of floats each."""
    ink = np.asarray(raw, dtype=np.float64) / FULL_INK
    parts = (*_overall(ink), *_enclosed(ink), *_profiles(ink))
    return pd.DataFrame(np.column_stack(parts), columns=_COLUMNS)


def _overall(ink: Ink) -> Iterator[Ink]:
    """Amount, place, spread, lean and symmetry."""
    rows, columns = ink.sum(axis=2), ink.sum(axis=1)
    amount = rows.sum(axis=1)
    yield amount / SIZE**2
    yield ink[:, 3:5, 3:5].mean(axis=(1, 2))
    row, column = _mean(rows, _POSITIONS), _mean(columns, _POSITIONS)
    yield row
    yield column
    row_variance = _mean(rows, _POSITIONS**2, blank=_MIDDLE**2) - row**2
    column_variance = _mean(columns, _POSITIONS**2, blank=_MIDDLE**2) - column**2
    # Rounding may leave a variance of nothing a hair below zero.
    yield np.sqrt(np.maximum(row_variance, 0))
    yield np.sqrt(np.maximum(column_variance, 0))
    together = ((ink @ _POSITIONS) * _POSITIONS).sum(axis=1)
    covariance = _divide(together, amount, otherwise=_MIDDLE**2) - row * column
    yield _divide(covariance, row_variance, otherwise=0)
    darkness = (ink**2).sum(axis=(1, 2))
    for turned in (ink[:, :, ::-1], ink[:, ::-1], ink[:, ::-1, ::-1]):
        yield _divide((ink * turned).sum(axis=(1, 2)), darkness, otherwise=1)


def _enclosed(ink: Ink) -> Iterator[Ink]:
    """Holes and bays."""
    holes = hole_depths(ink)
    yield count_holes(holes, _LEAST_HOLE_DEPTH)
    yield holes.sum(axis=(1, 2))
    yield holes.max(axis=(1, 2))
    yield _mean(holes.sum(axis=2), _POSITIONS)
    yield holes[:, _UPPER].sum(axis=(1, 2))
    yield holes[:, _LOWER].sum(axis=(1, 2))
    bays = bay_depths(ink)
    for side in ("left", "right"):
        yield bays[side][:, _UPPER].sum(axis=(1, 2))
        yield bays[side][:, _LOWER].sum(axis=(1, 2))
    yield bays["top"].sum(axis=(1, 2))
    yield bays["bottom"].sum(axis=(1, 2))


def _profiles(ink: Ink) -> Iterator[Ink]:
    """Row by row and column by column: ink, strokes, and where the ink lies."""
    rows, columns = ink.sum(axis=2), ink.sum(axis=1)
    amount = rows.sum(axis=1, keepdims=True)
    yield _divide(rows, amount, otherwise=1 / SIZE)
    yield _divide(columns, amount, otherwise=1 / SIZE)
    # Every rise from paper to full ink starts a stroke; half a rise is half a stroke.
    framed = np.pad(ink, ((0, 0), (1, 0), (1, 0)))
    yield np.maximum(np.diff(framed[:, 1:], axis=2), 0).sum(axis=2)
    yield np.maximum(np.diff(framed[:, :, 1:], axis=1), 0).sum(axis=1)
    yield _divide(ink @ _POSITIONS, rows, otherwise=_MIDDLE)


def _mean(weights: Ink, values: Ink, blank: float = _MIDDLE) -> Ink:
    """Mean of the values by weight, `blank` where there is no weight."""
    return _divide(weights @ values, weights.sum(axis=1), otherwise=blank)


def _divide(dividend: Ink, divisor: Ink, otherwise: float) -> Ink:
    """The quotient, or `otherwise` where the divisor is not above zero."""
    quotient = np.full(np.broadcast_shapes(dividend.shape, divisor.shape), float(otherwise))
    np.divide(dividend, divisor, out=quotient, where=divisor > 0)
    return quotient
