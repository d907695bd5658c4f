"""One raw item as text, for people or for a program."""

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from triptych.dataset import Raw

SHADES: Final = " ░▒▓█"
LARGEST_PICTURE: Final = 64
"""Largest width, in pixels, of a picture that is drawn; larger ones are described."""

Item = str | dict[str, Any]
"""An item as text, or a table row by column with None for missing values."""


def shown_items(raw: Raw) -> list[Item]:
    """Return texts unchanged and rows by column, draw small pictures, describe other items."""
    if isinstance(raw, pd.DataFrame):
        return [
            {str(name): _cell(value) for name, value in row.items()}
            for row in raw.to_dict("records")
        ]
    return [_array_in_words(item) for item in raw]


def item_in_words(item: Item) -> str:
    """The item as one text: a text unchanged, a row with the names of its columns."""
    if isinstance(item, Mapping):
        cells = {name: "missing" if value is None else value for name, value in item.items()}
        return ", ".join(f"{name}: {value}" for name, value in cells.items())
    return item


def _cell(value: Any) -> Any:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return value if isinstance(value, bool | int | str) else str(value)


def _array_in_words(item: Any) -> str:
    values = np.asarray(item)
    if values.ndim == 0:
        return str(item)
    if values.ndim == 2 and max(values.shape) <= LARGEST_PICTURE:
        return _drawn(values.astype(np.float64))
    shape = " x ".join(map(str, values.shape))
    if values.dtype.kind not in "iufb":
        return f"{shape} values: {values.ravel()[:8].tolist()}"
    return (
        f"{shape} numbers from {values.min():.3g} to {values.max():.3g}, mean {values.mean():.3g}"
    )


def _drawn(picture: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> str:
    span = np.ptp(picture) or 1.0
    shades = ((picture - picture.min()) / span * (len(SHADES) - 1)).round().astype(int)
    # Two letters a pixel, because letters are twice as high as wide.
    return "\n".join("".join(SHADES[shade] * 2 for shade in row).rstrip() for row in shades)
