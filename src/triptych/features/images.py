"""Measurements of any picture."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

GRID: Final = 4
"""Rows and columns of fields whose brightness is measured."""

_LEAST_SPREAD: Final = 1e-9

MEANINGS: Final = {
    "brightness": "mean of all pixels, 0 (black) to 1 (white)",
    "contrast": "standard deviation of all pixels",
    "bright share": "pixels brighter than the middle between darkest and brightest, 0 to 1",
    "bright rows": "share of rows with a bright pixel",
    "bright columns": "share of columns with a bright pixel",
    "centre across": "where the brightness lies, from 0 (left) to 1 (right)",
    "centre down": "where the brightness lies, from 0 (top) to 1 (bottom)",
    "spread across": "standard deviation of the brightness across, in picture widths",
    "spread down": "standard deviation of the brightness downwards, in picture heights",
    "slant": "correlation of right and down in the brightness: above 0 it falls to the right",
    "edges across": "mean difference between neighbours in a row",
    "edges down": "mean difference between neighbours in a column",
    "left and right alike": "correlation with the mirrored picture",
    "top and bottom alike": "correlation with the picture upside down",
} | {
    f"brightness {row + 1}.{place + 1}": f"mean of the field in row {row + 1} of {GRID}, "
    f"column {place + 1} of {GRID}"
    for row in range(GRID)
    for place in range(GRID)
}
"""What each column of a grey picture means."""

COLOURS: Final = ("red", "green", "blue")
"""Of a picture in colour there is a column more for each, its share of the brightness."""


def meanings_of(pictures: npt.NDArray[Any]) -> dict[str, str]:
    """What each column of `measure_images` means."""
    if pictures.ndim == 3:
        return dict(MEANINGS)
    return MEANINGS | {colour: f"share of {colour} in the brightness" for colour in COLOURS}


def grey(pictures: npt.NDArray[Any], brightest: float) -> Floats:
    """Pictures (n, height, width) from 0 to 1; the mean of those in colour (n, …, 3)."""
    scaled = np.asarray(pictures, dtype=np.float64) / brightest
    return scaled.mean(axis=3) if scaled.ndim == 4 else scaled


def measure_images(pictures: npt.NDArray[Any], brightest: float = 255.0) -> pd.DataFrame:
    """A row of the columns in MEANINGS for each picture of 0 to `brightest`."""
    shades = grey(pictures, brightest)
    columns = [*_whole(shades), *_fields(shades)]
    table = pd.DataFrame(dict(zip(MEANINGS, columns, strict=True)))
    if pictures.ndim == 4:
        sums = np.asarray(pictures, dtype=np.float64).sum(axis=(1, 2))
        shares = sums / np.maximum(sums.sum(axis=1, keepdims=True), _LEAST_SPREAD)
        for place, colour in enumerate(COLOURS):
            table[colour] = shares[:, place]
    return table


def _whole(shades: Floats) -> list[Floats]:
    count, height, width = shades.shape
    low, high = shades.min(axis=(1, 2)), shades.max(axis=(1, 2))
    bright = shades > ((low + high) / 2)[:, None, None]
    weights = shades / np.maximum(shades.sum(axis=(1, 2), keepdims=True), _LEAST_SPREAD)
    across, down = (np.arange(width) + 0.5) / width, (np.arange(height) + 0.5) / height
    of_columns, of_rows = weights.sum(axis=1), weights.sum(axis=2)
    centre_across, centre_down = of_columns @ across, of_rows @ down
    from_across = across - centre_across[:, None]
    from_down = down - centre_down[:, None]
    spread_across = np.sqrt((of_columns * from_across**2).sum(axis=1))
    spread_down = np.sqrt((of_rows * from_down**2).sum(axis=1))
    together = np.einsum("nij,ni,nj->n", weights, from_down, from_across)
    spreads = spread_across * spread_down
    return [
        shades.mean(axis=(1, 2)),
        shades.std(axis=(1, 2)),
        bright.mean(axis=(1, 2)),
        bright.any(axis=2).mean(axis=1),
        bright.any(axis=1).mean(axis=1),
        centre_across,
        centre_down,
        spread_across,
        spread_down,
        np.where(spreads > _LEAST_SPREAD, together / np.maximum(spreads, _LEAST_SPREAD), 0),
        np.abs(np.diff(shades, axis=2)).reshape(count, -1).sum(axis=1) / (height * width),
        np.abs(np.diff(shades, axis=1)).reshape(count, -1).sum(axis=1) / (height * width),
        _alike(shades, shades[:, :, ::-1]),
        _alike(shades, shades[:, ::-1]),
    ]


def _alike(one: Floats, other: Floats) -> Floats:
    from_mean = (part - part.mean(axis=(1, 2), keepdims=True) for part in (one, other))
    first, second = from_mean
    variance = (first**2).sum(axis=(1, 2))
    shared = (first * second).sum(axis=(1, 2))
    return np.where(variance > _LEAST_SPREAD, shared / np.maximum(variance, _LEAST_SPREAD), 1)


def _fields(shades: Floats) -> list[Floats]:
    _, height, width = shades.shape
    rows = np.array_split(np.arange(height), GRID)
    places = np.array_split(np.arange(width), GRID)
    return [
        shades[:, down][:, :, across].mean(axis=(1, 2))
        if len(down) and len(across)
        else np.zeros(len(shades))
        for down in rows
        for across in places
    ]
