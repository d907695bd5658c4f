"""Printed digits, drawn with fonts and bent: what a network can know before it sees handwriting."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from matplotlib import get_data_path
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextPath
from scipy import ndimage

FONTS: Final = (
    "DejaVuSans",
    "DejaVuSans-Bold",
    "DejaVuSans-Oblique",
    "DejaVuSansMono",
    "DejaVuSerif",
    "DejaVuSerif-Bold",
    "DejaVuSerif-Italic",
    "STIXGeneral",
    "STIXGeneralBol",
    "STIXGeneralItalic",
    "cmr10",
    "cmss10",
    "cmti10",
    "cmtt10",
)
"""Fonts that come with matplotlib, by DejaVu, STIX and Knuth (Computer Modern)."""

DIGITS: Final = tuple("0123456789")

SIZE: Final = 8
FULL_INK: Final = 16

_GRID: Final = 32
"""Points a side at which ink is looked for, 16 for each pixel: as UCI's digits were made."""

_PLACES: Final = (np.arange(_GRID) + 0.5) / _GRID - 0.5
_POINTS: Final = np.column_stack([np.tile(_PLACES, _GRID), -np.repeat(_PLACES, _GRID)])
"""The points in the order of rows from the top."""

_TURN: Final = 0.2
"""How far digits turn at most, in radians."""

_SLANT: Final = 0.15
_WIDTH: Final = 0.15
_WAVES: Final = 3.0
_BEND: Final = 0.05
"""Spreads of what is drawn by chance: columns a row, log of width, and waves of these heights."""

_BLUR: Final = 1.0
_THICKNESS: Final = (0.15, 0.6)
"""Ink is where this much of a blurred digit is left: a low share makes it thick."""


def printed_digits(count: int, seed: int) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.object_]]:
    """Images (n, 8, 8) of 0 to 16 and their digits (n,), all ten equally often up to one.

    Each is one of `FONTS`, leans, turns, bends and is thick or thin by chance. It fills the
    image's height and is centred, as handwritten digits of the task `digits` are.
    """
    random = np.random.default_rng(seed)
    names = np.array(DIGITS, dtype=object)[np.arange(count) % len(DIGITS)]
    fonts = random.integers(len(FONTS), size=count)
    images = [
        _drawn(_outlines(name, FONTS[font]), random)
        for name, font in zip(names, fonts, strict=True)
    ]
    return np.stack(images), names


@cache
def _outlines(digit: str, font: str) -> list[npt.NDArray[np.float64]]:
    """The digit's closed lines, each (points, 2), of height 1 around 0; holes are lines too."""
    file = Path(get_data_path()) / "fonts" / "ttf" / f"{font}.ttf"
    path = TextPath((0, 0), digit, size=100, prop=FontProperties(fname=file))
    lines = [np.asarray(line) for line in path.to_polygons()]
    low, high = (edge(np.concatenate(lines), axis=0) for edge in (np.min, np.max))
    return [(line - (low + high) / 2) / (high[1] - low[1]) for line in lines]


def _drawn(
    outlines: Sequence[npt.NDArray[np.float64]], random: np.random.Generator
) -> npt.NDArray[np.uint8]:
    """The outlines leaned, turned, bent, made thick or thin, and counted in pixels."""
    moved = _moved(outlines, random)
    low, high = (edge(np.concatenate(moved), axis=0) for edge in (np.min, np.max))
    size = high[1] - low[1], max(high - low)
    ink = np.zeros(_GRID * _GRID, dtype=bool)
    for line in moved:
        # Once more inside a line: a hole's line takes out what the outer one put in.
        ink ^= Outline((line - (low + high) / 2) / [size[1], size[0]]).contains_points(_POINTS)
    blurred = ndimage.gaussian_filter(ink.reshape(_GRID, _GRID).astype(np.float64), _BLUR)
    thick = blurred > random.uniform(*_THICKNESS)
    blocks = _GRID // SIZE
    shares = thick.reshape(SIZE, blocks, SIZE, blocks).mean(axis=(1, 3))
    return np.asarray(np.round(FULL_INK * shares), dtype=np.uint8)


def _moved(
    outlines: Sequence[npt.NDArray[np.float64]], random: np.random.Generator
) -> list[npt.NDArray[np.float64]]:
    angle, slant = random.uniform(-_TURN, _TURN), random.normal(0, _SLANT)
    width = np.exp(random.normal(0, _WIDTH))
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    leaned = turned @ np.array([[width, slant], [0, 1]])
    waves, phases = random.normal(0, _WAVES, (2, 3, 2)), random.uniform(0, 2 * np.pi, (2, 3))
    heights = random.normal(0, _BEND, (2, 3))
    lines = []
    for outline in outlines:
        line = outline @ leaned.T
        bends = [
            (high * np.sin(line @ wave.T + phase)).sum(axis=1)
            for high, wave, phase in zip(heights, waves, phases, strict=True)
        ]
        lines.append(line + np.column_stack(bends))
    return lines
