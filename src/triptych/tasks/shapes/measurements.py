"""Measurements of the thing that was found, each as one would describe a shape."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import ndimage

from triptych.tasks.shapes.finding import Grey, Mask, find
from triptych.tasks.shapes.outlines import SIZE

WHITE: Final = 255
_WAVES: Final = (1, 3, 4, 5, 6, 7, 8, 10)
_TURNS: Final = {"third": 3, "quarter": 4, "fifth": 5}
# A multiple of 3, 4 and 5, so that each of these turns is a whole number of steps.
_RAYS: Final = 60
_STEP: Final = 0.5
_ANGLES: Final = 2 * np.pi * np.arange(_RAYS) / _RAYS
_DIRECTIONS: Final = np.column_stack((np.cos(_ANGLES), np.sin(_ANGLES)))
_ALONG_RAY: Final = np.arange(0, SIZE * 0.6, _STEP)
_POSITIONS: Final = np.arange(SIZE, dtype=np.float64)
# Of the mean radius: what stands out less is a corner of a pixel, not of the shape.
_LEAST_CORNER: Final = 0.03
_SMALL: Final = 1e-9
_DECIMALS: Final = 6

MEANINGS: Final = {
    "area": "how many pixels the shape covers, holes filled",
    "hollow": "share of the shape that is not lit: its outline alone was drawn",
    "contrast": "how much lighter the light pixels are than the dark ones, 0 to 1",
    "flatness": "shortest by longest axis of the shape, 1 where it is as wide as long",
    "nearest border": "least distance of the border from the centre, by the mean distance",
    "farthest border": "greatest distance of the border from the centre, by the mean distance",
    "unevenness": "standard deviation of the border's distance from the centre, by the mean",
    "corners": "how often the border's distance from the centre rises to a peak on the way round",
    **{
        f"{count} waves": (
            f"how strongly the border's distance rises and falls {count} times on the way round, "
            "by the mean distance"
        )
        for count in _WAVES
    },
    **{
        f"{name} turn": f"agreement of the border with itself after a {name} of a turn, -1 to 1"
        for name in _TURNS
    },
    "solidity": "area by that of the tightest band around the shape: 1 where nothing is hollowed",
    "rectangularity": "area by that of the smallest rectangle around the shape",
    "compactness": "area by that of the circle around the shape",
    "thickness": "radius of the largest circle inside the shape, by that of the circle around it",
    "roundness": "4 pi times the area by the squared number of border pixels",
}
"""Every column of the table, in order, with what it means.

Borders are measured as if the shape were seen straight on: stretched until it is as wide as long.
"""

# Made once: for a single picture it would take a tenth of the time.
_COLUMNS: Final = pd.Index(list(MEANINGS))


def features(raw: npt.NDArray[Any]) -> pd.DataFrame:
    """The measurements of each picture (n, 28, 28): a row a picture, one column of floats each."""
    found = find(np.asarray(raw, dtype=np.float64) / WHITE)
    area = found.body.sum(axis=(1, 2))
    centre, shape = _moments(found.body, area)
    radii = _radii(found.body, centre, shape)
    parts = (
        area,
        found.hollow,
        found.contrast,
        _flatness(shape),
        *_border(radii),
        *_extents(found.core, centre, radii.max(axis=1)),
    )
    return pd.DataFrame(np.column_stack(parts), columns=_COLUMNS)


def _moments(body: Grey, area: Grey) -> tuple[Grey, Grey]:
    """Centre (n, 2), and covariance (n, 2, 2) of where the body lies, scaled to determinant 1."""
    weight = np.maximum(area, _SMALL)[:, None]
    rows, columns = body.sum(axis=2) / weight, body.sum(axis=1) / weight
    centre = np.column_stack((rows @ _POSITIONS, columns @ _POSITIONS))
    # A twelfth: the variance within a pixel, so that no body is without any.
    down, across = (
        np.column_stack((rows @ _POSITIONS**2, columns @ _POSITIONS**2)) - centre**2 + 1 / 12
    ).T
    together = ((body @ _POSITIONS) @ _POSITIONS) / weight[:, 0] - centre[:, 0] * centre[:, 1]
    shape = np.array([[down, together], [together, across]]).transpose(2, 0, 1)
    scale = np.sqrt(np.maximum(down * across - together**2, _SMALL))
    return centre, shape / scale[:, None, None]


def _flatness(shape: Grey) -> Grey:
    shortest, longest = np.linalg.eigvalsh(shape).T
    return np.asarray(np.sqrt(np.maximum(shortest, 0) / np.maximum(longest, _SMALL)))


def _radii(body: Grey, centre: Grey, shape: Grey) -> Grey:
    """Distance of the border from the centre in each direction (n, rays), foreshortening undone.

    Regular shapes spread evenly, so what does not is seen at a slant. Directions are drawn out
    by the square root of the covariance, whose determinant is 1.
    """
    trace = shape[:, 0, 0] + shape[:, 1, 1]
    root = (shape + np.eye(2)) / np.sqrt(trace + 2)[:, None, None]
    steps = _DIRECTIONS @ root
    place = centre[:, None, None] + steps[:, :, None] * _ALONG_RAY[:, None]
    met = _between_pixels(body, place[..., 0], place[..., 1])
    # Rounded, because sides of equal length must stay so: a peak is what is higher than both.
    return np.asarray(np.round(met.sum(axis=2) * _STEP, _DECIMALS))


def _between_pixels(pictures: Grey, rows: Grey, columns: Grey) -> Grey:
    """Bilinear interpolation of each picture (n, 28, 28) at its places (n, …); 0 outside.

    As scipy.ndimage interpolates at order 1, in half of its time.
    """
    side = SIZE + 3
    padded = np.pad(pictures, ((0, 0), (1, 2), (1, 2))).ravel()
    rows, columns = np.clip(rows, -1, SIZE) + 1, np.clip(columns, -1, SIZE) + 1
    top, left = rows.astype(np.intp), columns.astype(np.intp)
    down, across = rows - top, columns - left
    start = np.arange(len(pictures)).reshape(-1, *[1] * (rows.ndim - 1)) * side**2
    corner = start + top * side + left
    above = padded[corner] * (1 - across) + padded[corner + 1] * across
    below = padded[corner + side] * (1 - across) + padded[corner + side + 1] * across
    return np.asarray(above * (1 - down) + below * down)


def _border(radii: Grey) -> Iterator[Grey]:
    """How the border's distance from the centre changes on the way round."""
    mean = np.maximum(radii.mean(axis=1), _SMALL)
    relative = radii / mean[:, None]
    yield relative.min(axis=1)
    yield relative.max(axis=1)
    yield relative.std(axis=1)
    before, after = np.roll(relative, 1, axis=1), np.roll(relative, -1, axis=1)
    peak = (relative > before) & (relative >= after) & (relative > 1 + _LEAST_CORNER)
    yield peak.sum(axis=1)
    waves = np.abs(np.fft.rfft(relative, axis=1)) * 2 / _RAYS
    yield waves[:, list(_WAVES)]
    uneven = relative - relative.mean(axis=1, keepdims=True)
    energy = np.maximum((uneven**2).sum(axis=1), _SMALL)
    for parts in _TURNS.values():
        yield (uneven * np.roll(uneven, _RAYS // parts, axis=1)).sum(axis=1) / energy


def _extents(core: Mask, centre: Grey, farthest: Grey) -> Iterator[Grey]:
    """The shape against the band, the rectangle and the circles around and inside it."""
    area = core.sum(axis=(1, 2))
    reach = np.maximum(_reach(core, centre), 0)
    turning = np.diff(reach, axis=1, append=reach[:, :1]) * _RAYS / (2 * np.pi)
    band = np.pi * ((reach**2).mean(axis=1) - (turning**2).mean(axis=1))
    yield area / np.maximum(band, 1)
    widths = reach[:, : _RAYS // 2] + reach[:, _RAYS // 2 :]
    rectangles = widths * np.roll(widths, _RAYS // 4, axis=1)
    yield area / np.maximum(rectangles.min(axis=1), 1)
    yield area / np.maximum(np.pi * farthest**2, 1)
    # A picture is far from the next one.
    depth = ndimage.distance_transform_edt(core, sampling=(SIZE**2, 1, 1))
    yield depth.max(axis=(1, 2)) / np.maximum(farthest, 1)
    beside = np.pad(core, ((0, 0), (1, 1), (1, 1)))
    inner = beside[:, :-2, 1:-1] & beside[:, 2:, 1:-1] & beside[:, 1:-1, :-2] & beside[:, 1:-1, 2:]
    border = (core & ~inner).sum(axis=(1, 2))
    yield 4 * np.pi * area / np.maximum(border, 1) ** 2


def _reach(core: Mask, centre: Grey) -> Grey:
    """How far the shape reaches in each direction (n, rays), in pixels from its centre."""
    ahead = np.add.outer(_POSITIONS, np.zeros(SIZE)).ravel(), np.tile(_POSITIONS, SIZE)
    flat = core.reshape(len(core), -1)
    places = _DIRECTIONS @ np.stack(ahead)
    reach = np.stack([np.where(flat, place, -np.inf).max(axis=1) for place in places], axis=1)
    away = reach - centre @ _DIRECTIONS.T + 0.5
    return np.where(flat.any(axis=1, keepdims=True), away, 0)
