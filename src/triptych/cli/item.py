"""One raw item, for a window of text."""

from typing import Any, Final

import numpy as np
import pandas as pd

SHADES: Final = " ░▒▓█"
LARGEST_PICTURE: Final = 64
"""Pixels across a picture that is drawn rather than described."""


def item_in_words(item: Any) -> str:
    """Say a text, name the columns of a row, draw a small picture, describe anything else."""
    if isinstance(item, pd.Series):
        return ", ".join(f"{name}: {value}" for name, value in item.items())
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
