"""Measurements of a written character: where its ink lies, what it crosses and encloses."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import ndimage

SIZE: Final = 28
ZONES: Final = 4
"""Zones down and across: each 7x7 pixels."""

Ink = npt.NDArray[np.float64]
"""Images (n, 28, 28), 0 for paper to 1 for full ink."""
Mask = npt.NDArray[np.bool_]

_SIDES: Final = ("left", "right", "top", "bottom")
_LINES: Final = (4, 9, 14, 19, 24)
_POSITIONS: Final = np.arange(SIZE, dtype=np.float64)
_MIDDLE: Final = (SIZE - 1) / 2
# Of full ink: as dark as half a stroke's edge.
_INKED: Final = 0.4
# Smaller pieces are specks of the paper.
_LEAST_PIECE: Final = 8
# Nothing joins two images. Paper joins along its sides, ink also over corners.
_BY_SIDES: Final = np.stack([np.zeros((3, 3), bool), ndimage.generate_binary_structure(2, 1)] * 2)[
    :3
]
_BY_CORNERS: Final = np.stack([np.zeros((3, 3), bool), np.ones((3, 3), bool)] * 2)[:3]
_NUMBERS: Final = range(1, ZONES + 1)

STROKE_MEANINGS: Final = {
    "ink": "share of the image that is covered, grey counted by its darkness",
    "width": "columns from the leftmost to the rightmost ink, in pixels",
    "height": "rows from the uppermost to the lowest ink, in pixels",
    "centre row": "where the ink lies on average, in rows below the top one",
    "centre column": "where the ink lies on average, in columns right of the left one",
    "slant": "how far the character leans: columns to the right for each row down",
    "left-right symmetry": "agreement with the mirror image, 1 where they are the same",
    "top-bottom symmetry": "agreement with the image upside down, 1 where they are the same",
    "pieces": "how many separate pieces of ink there are, specks left out",
    "holes": "how many patches of paper the ink surrounds, specks left out",
    "hole area": "paper that the ink surrounds, in pixels",
    "hole row": "where the surrounded paper lies, in rows below the top; the middle if none",
    **{
        f"{half} {side} bay": (
            f"paper in the {half} half with ink on three sides, open to the {side}, in pixels"
        )
        for side in _SIDES
        for half in ("upper", "lower")
    },
    **{
        f"ink in row {row} column {column}": (
            f"share of the ink that lies in zone row {row}, column {column} of 4 x 4"
        )
        for row in _NUMBERS
        for column in _NUMBERS
    },
    **{
        f"strokes in row {line}": f"how many strokes a line along row {line} of 28 crosses"
        for line in _LINES
    },
    **{
        f"strokes in column {line}": f"how many strokes a line down column {line} of 28 crosses"
        for line in _LINES
    },
}
"""Every column, in order, with what it means."""


def stroke_measurements(ink: Ink) -> npt.NDArray[np.float64]:
    """The measurements of each image: (n, as many as STROKE_MEANINGS)."""
    inked = ink >= _INKED
    parts = (*_overall(ink, inked), *_enclosed(inked), *_places(ink), *_crossings(ink))
    return np.column_stack(parts)


def _overall(ink: Ink, inked: Mask) -> Iterator[Ink]:
    amount = ink.sum(axis=(1, 2))
    yield amount / SIZE**2
    for across in (1, 2):
        yield _extent(np.asarray(inked.any(axis=across)))
    rows, columns = ink.sum(axis=2), ink.sum(axis=1)
    row, column = (_divide(lines @ _POSITIONS, amount, _MIDDLE) for lines in (rows, columns))
    yield row
    yield column
    spread = _divide(rows @ _POSITIONS**2, amount, 0) - row**2
    together = _divide((ink @ _POSITIONS) @ _POSITIONS, amount, 0) - row * column
    yield _divide(together, spread, 0)
    darkness = (ink**2).sum(axis=(1, 2))
    for turned in (ink[:, :, ::-1], ink[:, ::-1]):
        yield _divide((ink * turned).sum(axis=(1, 2)), darkness, 1)


def _enclosed(inked: Mask) -> Iterator[Ink]:
    """Pieces, holes and bays."""
    yield _count_pieces(inked, _BY_CORNERS, _LEAST_PIECE)
    # Paper around the image, so that none is enclosed by its edge.
    holes = ndimage.binary_fill_holes(inked, structure=_BY_SIDES) & ~inked
    yield _count_pieces(holes, _BY_SIDES, 2)
    area = holes.sum(axis=(1, 2))
    yield area.astype(np.float64)
    yield _divide(holes.sum(axis=2) @ _POSITIONS, area, _MIDDLE)
    for bay in _bays(inked):
        yield bay[:, : SIZE // 2].sum(axis=(1, 2)).astype(np.float64)
        yield bay[:, SIZE // 2 :].sum(axis=(1, 2)).astype(np.float64)


def _bays(inked: Mask) -> Iterator[Mask]:
    """Paper from which ink is seen on all sides but one: left, right, top, bottom."""
    seen = {
        "left": np.logical_or.accumulate(inked, axis=2),
        "right": np.logical_or.accumulate(inked[:, :, ::-1], axis=2)[:, :, ::-1],
        "top": np.logical_or.accumulate(inked, axis=1),
        "bottom": np.logical_or.accumulate(inked[:, ::-1], axis=1)[:, ::-1],
    }
    for side in _SIDES:
        walls = [seen[other] for other in _SIDES if other != side]
        yield np.logical_and.reduce(walls) & ~seen[side] & ~inked


def _places(ink: Ink) -> Iterator[Ink]:
    zones = ink.reshape(len(ink), ZONES, SIZE // ZONES, ZONES, SIZE // ZONES).sum(axis=(2, 4))
    amount = zones.sum(axis=(1, 2))[:, None]
    yield _divide(zones.reshape(len(ink), -1), amount, 1 / ZONES**2)


def _crossings(ink: Ink) -> Iterator[Ink]:
    """Every rise from paper to full ink starts a stroke; half a rise is half a stroke."""
    framed = np.pad(ink, ((0, 0), (1, 0), (1, 0)))
    yield np.maximum(np.diff(framed[:, list(_LINES)], axis=2), 0).sum(axis=2)
    yield np.maximum(np.diff(framed[:, :, list(_LINES)], axis=1), 0).sum(axis=1)


def _count_pieces(mask: Mask, structure: Mask, least: int) -> Ink:
    """How many joined patches of at least so many pixels each image has."""
    numbers, count = ndimage.label(mask, structure=structure)
    sizes = np.bincount(numbers.ravel(), minlength=count + 1)[1:]
    image = np.zeros(count, dtype=np.intp)
    at, row, column = np.nonzero(numbers)
    image[numbers[at, row, column] - 1] = at
    return np.bincount(image[sizes >= least], minlength=len(mask)).astype(np.float64)


def _extent(occupied: Mask) -> Ink:
    """Positions from the first to the last occupied one, 0 where there is none."""
    first, last = occupied.argmax(axis=1), occupied[:, ::-1].argmax(axis=1)
    return np.where(occupied.any(axis=1), SIZE - first - last, 0).astype(np.float64)


def _divide(dividend: Ink, divisor: Ink, otherwise: float) -> Ink:
    """The quotient, or `otherwise` where the divisor is not above zero."""
    quotient = np.full(np.broadcast_shapes(dividend.shape, divisor.shape), float(otherwise))
    np.divide(dividend, divisor, out=quotient, where=divisor > 0)
    return quotient
