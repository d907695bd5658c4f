"""Reading the IDX format of MNIST: a magic number, the lengths of all axes, then bytes."""

import gzip
import zlib
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from triptych.errors import DataError

_UNSIGNED_BYTES: Final = 0x08
_WORD: Final = 4


def read_idx(path: Path, axes: tuple[int | None, ...]) -> npt.NDArray[np.uint8]:
    """The array of bytes in a gzip-compressed IDX file.

    axes   the length each axis must have, None for any

    Raises DataError where the file is cut off, has another magic number or another shape.
    """
    try:
        content = gzip.decompress(path.read_bytes())
    except (EOFError, OSError, zlib.error) as error:
        raise _unexpected(path, "a whole gzip file", str(error)) from error
    magic = bytes((0, 0, _UNSIGNED_BYTES, len(axes)))
    if content[:_WORD] != magic:
        raise _unexpected(path, f"the magic number {magic.hex()}", content[:_WORD].hex() or "none")
    header = _WORD * (1 + len(axes))
    if len(content) < header:
        raise _unexpected(path, f"a header of {header} bytes", f"{len(content)} bytes in all")
    shape = tuple(int(length) for length in np.frombuffer(content[_WORD:header], dtype=">u4"))
    if any(wanted not in (None, length) for wanted, length in zip(axes, shape, strict=True)):
        wanted = ", ".join("n" if length is None else str(length) for length in axes)
        raise _unexpected(path, f"an array of shape ({wanted})", str(shape))
    if len(content) - header != np.prod(shape):
        raise _unexpected(
            path, f"{np.prod(shape):,} bytes for shape {shape}", f"{len(content) - header:,}"
        )
    return np.frombuffer(content, dtype=np.uint8, offset=header).reshape(shape)


def _unexpected(path: Path, expected: str, got: str) -> DataError:
    return DataError(
        f"{path}: expected {expected}, got {got}. "
        "`triptych data fetch fashion_mnist` fetches the published file."
    )
