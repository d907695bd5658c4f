"""Raw items in the form of walks: pictures, texts, curves and rows."""

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Raw
from triptych.results.formats.walks import (
    Nested,
    Plain,
    RawAudio,
    RawImage,
    RawItem,
    RawNumber,
    RawRow,
    RawSeries,
    RawString,
    RawText,
    Real,
)
from triptych.task import Modality

MOST_POINTS: Final = 400
"""Largest number of points of a curve."""

LONGEST_TEXT: Final = 1200
"""Largest number of characters of a text."""


def raw_item(raw: Raw, modality: Modality) -> RawItem:
    """The first of `raw`: an image, text, string, series, recording, number or row."""
    if isinstance(raw, pd.DataFrame):
        row = raw.iloc[0]
        return RawRow(columns={str(name): plain(row[name]) for name in raw.columns})
    item = raw[0]
    if isinstance(item, str):
        characters = RawText if modality == "text" else RawString
        return characters(text=item[:LONGEST_TEXT], characters=len(item))
    values = np.asarray(item, dtype=np.float64)
    if values.size == 1:
        return RawNumber(value=short(values.item()))
    if raw.ndim > 2 and modality == "image":
        return _image(values)
    curve = RawAudio if modality == "audio" else RawSeries
    return curve(values=_curve(values), samples=len(values), rate=None)


def plain(value: Any) -> Plain:
    """A value for JSON: a number rounded by `short`, None for a missing value."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool | int | str):
        return value
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, float):
        return short(value)
    return str(value)


def short(value: float) -> Real:
    """A number with four significant digits, which takes a tenth of the bytes."""
    if not math.isfinite(value):
        return None
    number = float(f"{value:.4g}")
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def shorts(values: npt.NDArray[Any]) -> Nested:
    """Numbers of any shape as nested lists of short numbers."""
    if values.ndim == 1:
        return [short(float(value)) for value in values]
    return [shorts(part) for part in values]


def piece_starts(length: int, count: int) -> npt.NDArray[np.intp]:
    """The beginning of each of `count` pieces of nearly equal length (count,)."""
    return np.arange(count) * length // count


def _image(values: npt.NDArray[np.float64]) -> RawImage:
    """Grey from 0 to 1: the mean of the colours, scaled by the minimum and maximum."""
    grey = values.reshape(*values.shape[:2], -1).mean(axis=2)
    grey = (grey - grey.min()) / (np.ptp(grey) or 1.0)
    height, width = grey.shape
    return RawImage(height=height, width=width, values=shorts(grey))


def _curve(values: npt.NDArray[np.float64]) -> Nested:
    """The samples, or the minima and maxima of pieces, which preserve peaks."""
    line = values.reshape(len(values), -1).mean(axis=1)
    if len(line) <= MOST_POINTS:
        return shorts(line)
    starts = piece_starts(len(line), MOST_POINTS // 2)
    ends = np.minimum.reduceat(line, starts), np.maximum.reduceat(line, starts)
    return shorts(np.stack(ends, axis=1).ravel())
