"""Pictures of any size, format and colour, as one array of bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from triptych.errors import raised
from triptych.own_data.media.unreadable import left_out
from triptych.own_data.understood import Finding

ENDINGS: Final = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".ppm", ".pgm"}
)
LONGEST_SIDE: Final = 64
"""Pixels: networks and linear models on pixels of larger ones take many minutes on a CPU."""

_SHORTEST_SIDE: Final = 8
_MOST_PIXELS: Final = 60_000_000
_GREY: Final = frozenset({"1", "L", "LA", "I", "I;16", "I;16B", "F"})
_NO_COLOUR: Final = 1
"""JPEG gives the channels of a grey picture values that differ by one."""


@dataclass(frozen=True, eq=False)
class Pictures:
    """Pictures that could be read.

    pixels    uint8 (n, height, width), or (n, height, width, 3) where there are colours
    rows      their numbers among the files (n,)
    forms     format and size of each file (n,), as a word
    """

    pixels: npt.NDArray[np.uint8]
    rows: npt.NDArray[np.intp]
    forms: npt.NDArray[Any]
    findings: tuple[Finding, ...]
    described: str


def read_pictures(paths: Sequence[Path]) -> Pictures:
    """All pictures, brought to one size of at most 64 pixels a side, grey where none has colours.

    Raises DataError where more than one file in ten cannot be read.
    """
    reasons = dict[Path, str]()
    heads = {path: head for path in paths if (head := _head(path, reasons)) is not None}
    left_out(reasons, paths, "pictures")
    width, height = common_size([size for size, _, _ in heads.values()])
    is_grey = all(mode in _GREY for _, mode, _ in heads.values())
    pixels = dict[Path, npt.NDArray[np.uint8]]()
    for path in heads:
        array = _pixels(path, (width, height), is_grey, reasons)
        if array is not None:
            pixels[path] = array
    found = [*left_out(reasons, paths, "pictures")]
    rows = np.array([row for row, path in enumerate(paths) if path in pixels], dtype=np.intp)
    stacked = np.stack([pixels[paths[row]] for row in rows])
    if not is_grey and np.ptp(stacked, axis=-1).max() <= _NO_COLOUR:
        stacked, is_grey = stacked[..., 0], True
    sizes = {heads[path][0] for path in pixels}
    if sizes != {(width, height)}:
        found.append(_resized(sizes, width, height))
    forms = np.array([_form(*heads[paths[row]]) for row in rows], dtype=object)
    colours = "grey" if is_grey else "in colour"
    return Pictures(stacked, rows, forms, tuple(found), f"{colours}, {width} x {height} pixels")


def common_size(sizes: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Width and height for all: their median, made smaller or larger where it does not fit."""
    width, height = np.median(np.array(sizes, dtype=np.float64), axis=0)
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    return (
        max(_SHORTEST_SIDE, round(float(width * scale))),
        max(_SHORTEST_SIDE, round(float(height * scale))),
    )


def _form(size: tuple[int, int], mode: str, kind: str) -> str:
    return f"{kind} {mode} {size[0]} x {size[1]}"


def _head(path: Path, reasons: dict[Path, str]) -> tuple[tuple[int, int], str, str] | None:
    """Size, mode and format, without reading the pixels; None, with the reason, where it fails."""
    from PIL import Image

    try:
        with Image.open(path) as picture:
            size, mode, kind = picture.size, picture.mode, picture.format
    except Image.DecompressionBombError:
        reasons[path] = f"it declares more than {_MOST_PIXELS // 10**6} million pixels"
    except Exception as error:  # Pillow's readers raise whatever a broken file leads to
        reasons[path] = _why(path, error)
    else:
        if size[0] * size[1] <= _MOST_PIXELS:
            return size, mode, str(kind)
        reasons[path] = f"it declares {size[0]:,} x {size[1]:,} pixels"
    return None


def _pixels(
    path: Path, size: tuple[int, int], is_grey: bool, reasons: dict[Path, str]
) -> npt.NDArray[np.uint8] | None:
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as opened:
            opened.draft("L" if is_grey else "RGB", size)  # JPEG is decoded small at once
            picture = ImageOps.exif_transpose(opened)
            if picture.mode.startswith("I") or picture.mode == "F":
                picture = Image.fromarray(_as_bytes(np.asarray(picture, dtype=np.float64)))
            elif "A" in picture.mode or "transparency" in picture.info:
                ground = Image.new("RGBA", picture.size, "white")
                picture = Image.alpha_composite(ground, picture.convert("RGBA"))
            picture = picture.convert("L" if is_grey else "RGB")
            if picture.size != size:
                picture = picture.resize(
                    size,
                    Image.Resampling.BOX
                    if _is_smaller(size, picture.size)
                    else Image.Resampling.BICUBIC,
                )
            return np.asarray(picture, dtype=np.uint8)
    except Exception as error:  # as above: a truncated file is noticed here
        reasons[path] = _why(path, error)
        return None


def _is_smaller(size: tuple[int, int], before: tuple[int, int]) -> bool:
    return size[0] <= before[0] and size[1] <= before[1]


def _as_bytes(values: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """Grey values of 16 bits, or of any other range, as 0 to 255."""
    brightest = 65_535.0 if values.max(initial=0) > 255 else 255.0
    return np.asarray(np.clip(values / brightest * 255, 0, 255).round(), dtype=np.uint8)


def _why(path: Path, error: Exception) -> str:
    if not path.exists():
        return "there is no such file"
    if not path.stat().st_size:
        return "it is empty"
    words = str(error)
    if "cannot identify" in words:
        return "it is no picture"
    return "it is cut off" if "truncated" in words else raised(error)


def _resized(sizes: set[tuple[int, int]], width: int, height: int) -> Finding:
    if len(sizes) == 1:
        before = "{} x {}".format(*next(iter(sizes)))
        return Finding("note", f"Pictures of {before} pixels are made {width} x {height}.")
    smallest, largest = min(sizes), max(sizes)
    return Finding(
        "note",
        f"Pictures of {len(sizes)} sizes, {smallest[0]} x {smallest[1]} to {largest[0]} x "
        f"{largest[1]}, are brought to {width} x {height} pixels.",
    )
