"""Stacked arrays: .npz files with items and answers, .npy files with the answers in another."""

import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.errors import DataError, UnknownName, UsageError
from triptych.own_data.items import Items
from triptych.own_data.media.pictures import LONGEST_SIDE
from triptych.own_data.media.series import items_of_series
from triptych.own_data.understood import Finding

Array = npt.NDArray[Any]

ENDINGS: Final = frozenset({".npy", ".npz"})

_ITEMS: Final = ("x", "data", "images", "series", "waves", "raw", "features", "arr_0")
_ANSWERS: Final = ("y", "labels", "label", "target", "targets", "classes", "arr_1")
_HOW: Final = "Write both as `np.savez('data.npz', X=items, y=answers)`."
_LEAST_SIDE: Final = 8


def read_arrays(path: Path, target: str | None) -> tuple[Array, "pd.Series[Any]", str]:
    """Items (n, …), their answers (n,), and what the answers are called.

    Raises DataError for a file that is no array, UsageError where there are no answers.
    """
    arrays = _loaded(path)
    if path.suffix.lower() == ".npy" and target and target.endswith(".npy"):
        arrays |= {target: next(iter(_loaded(path.parent / target).values()))}
    answers = target or _named(arrays, _ANSWERS)
    if answers is None:
        shown = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        raise UsageError(f"{path.name} has {shown} and no answers. {_HOW}")
    if answers not in arrays:
        raise UnknownName.of("array", answers, arrays, f"It was given by --target. {_HOW}")
    rest = {name: array for name, array in arrays.items() if name != answers}
    items = _named(rest, _ITEMS) or max(rest, key=lambda name: rest[name].size, default=None)
    if items is None:
        raise UsageError(f"{path.name} has answers and no items. {_HOW}")
    y = arrays[answers]
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0]
    if y.ndim != 1 or len(y) != len(arrays[items]):
        raise DataError(
            f"{path.name}: {answers} has shape {y.shape}, {items} {arrays[items].shape}. Expected "
            "one answer for each item."
        )
    return arrays[items], pd.Series(y), Path(answers).stem


def items_of_array(array: Array) -> Items:
    """Items by their shape: texts (n,), series (n, time) or (n, channels, time), pictures.

    Three axes of whole numbers up to 255, or of square items, are pictures. Raises DataError for
    a shape that is none of these.
    """
    if array.ndim == 1 and array.dtype.kind in "UT":
        return Items(
            raw=array.astype(object), modality="text", noun="texts", rows=np.arange(len(array)),
            described="texts",
        )  # fmt: skip
    if array.dtype.kind not in "biuf" or not 2 <= array.ndim <= 4:
        raise DataError(
            f"items of shape {array.shape} and type {array.dtype} are of no known kind. Expected "
            "numbers: series (n, time), (n, channels, time), or pictures (n, height, width)."
        )
    if array.ndim == 4 or (array.ndim == 3 and _are_pictures(array)):
        return _pictures(array)
    findings = list[Finding]()
    if array.ndim == 2:
        text = f"The {array.shape[1]} numbers of an item are read as points in time. Are they "
        findings.append(Finding("question", f"{text}measurements? Give them as a CSV."))
        array = array[:, None, :]
    elif array.shape[1] > array.shape[2]:
        findings.append(Finding("note", "The second axis, the longer one, is read as time."))
        array = array.transpose(0, 2, 1)
    items = items_of_series(list(array.astype(np.float64)))
    return Items(
        raw=items.raw, modality="series", noun=items.noun, rows=items.rows,
        described=items.described, findings=(*items.findings, *findings),
    )  # fmt: skip


def _loaded(path: Path) -> dict[str, Array]:
    try:
        loaded = np.load(path, allow_pickle=False)
        if isinstance(loaded, np.ndarray):
            return {path.name: loaded}
        return {name: loaded[name] for name in loaded.files}
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {path}.") from error
    except (ValueError, zipfile.BadZipFile, EOFError, OSError) as error:
        if "allow_pickle" in str(error):
            raise DataError(
                f"{path.name} holds Python objects, which are not loaded: they could run code. "
                "Series of unequal length are written as .ts."
            ) from error
        raise DataError(f"{path.name} is no array of numpy: {error}.") from error


def _named(arrays: dict[str, Array], usual: tuple[str, ...]) -> str | None:
    lower = {name.lower(): name for name in arrays}
    return next((lower[name] for name in usual if name in lower), None)


def _are_pictures(array: Array) -> bool:
    _, height, width = array.shape
    if min(height, width) < _LEAST_SIDE:
        return False
    is_byte = array.dtype.kind in "bu" or (array.dtype.kind == "i" and array.min() >= 0)
    return (is_byte and bool(array.max() <= 255)) or height == width


def _pictures(array: Array) -> Items:
    if array.ndim == 4 and array.shape[1] in (1, 3) and array.shape[3] not in (1, 3, 4):
        array = array.transpose(0, 2, 3, 1)  # channels first, as torch has them
    if array.ndim == 4 and array.shape[3] not in (1, 3, 4):
        raise DataError(
            f"pictures of shape {array.shape[1:]} have {array.shape[3]} channels. "
            "Expected one or three, as the last axis."
        )
    findings = list[Finding]()
    if array.ndim == 4:
        array = array[..., 0] if array.shape[3] == 1 else array[..., :3]
    values = np.nan_to_num(array.astype(np.float32))
    low, high = float(values.min()), float(values.max())
    if array.dtype != np.uint8 or low == high:
        values = (values - low) * (255 / ((high - low) or 1.0))
        text = f"Brightness from {low:g} to {high:g} is stored as 0 to 255."
        findings.append(Finding("note", text))
    pixels = values.round().astype(np.uint8)
    step = -(-max(pixels.shape[1:3]) // LONGEST_SIDE)
    if step > 1:
        pixels = _smaller(pixels, step)
        size = f"{pixels.shape[2]} x {pixels.shape[1]}"
        findings.append(Finding("note", f"Pictures are made smaller: {size} pixels."))
    colours = "in colour" if pixels.ndim == 4 else "grey"
    return Items(
        raw=pixels,
        modality="image",
        noun="pictures",
        rows=np.arange(len(pixels)),
        described=f"{colours}, {pixels.shape[2]} x {pixels.shape[1]} pixels",
        findings=tuple(findings),
    )


def _smaller(pixels: npt.NDArray[np.uint8], step: int) -> npt.NDArray[np.uint8]:
    """The mean of each block of `step` pixels a side; what is left at the edges is cut off."""
    n, height, width, *channels = pixels.shape
    rows, columns = height // step, width // step
    cut = pixels[:, : rows * step, : columns * step]
    blocks = cut.reshape(n, rows, step, columns, step, *channels)
    return np.asarray(blocks.mean(axis=(2, 4)).round(), dtype=np.uint8)
