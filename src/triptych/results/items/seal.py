"""A digest in each file of item tables: a flipped bit in one is noticed before it is read.

It lies in the file itself, among Parquet's own metadata, where any program that reads Parquet
passes over it: so a file and its digest are replaced in one step. Parquet's checksums of pages
would leave out the part that says which columns there are, and where.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Final

_DIGITS: Final = 64
_NAME: Final = b"triptych-sha256:"
_SEAL: Final = re.compile(_NAME + rb"(.{%d})" % _DIGITS, re.DOTALL)
_BLANK: Final = b"0" * _DIGITS
_CHUNK: Final = 1 << 20
_LONGEST_TAIL: Final = 1 << 16
"""Bytes from the end of a file within which Parquet has its metadata."""

METADATA: Final = {"triptych": (_NAME + _BLANK).decode()}
"""What a writer puts among a file's metadata: the room for the digest."""


def seal(file: BinaryIO) -> None:
    """Put the digest of a file into the room that was left for it; ValueError where none was."""
    place = _place(file)
    if place is None:
        raise ValueError("the file has no room for a digest: it was written without METADATA")
    digest = _digest(file, place)
    file.seek(place)
    file.write(digest)


def is_sound(file: BinaryIO) -> bool | None:
    """Whether a file is what was written; None where it holds no digest."""
    place = _place(file)
    if place is None:
        return None
    file.seek(place)
    return file.read(_DIGITS) == _digest(file, place)


def is_sound_file(path: Path) -> bool | None:
    """The same of the file at a path, which is looked at once a process unless it changes."""
    status = path.stat()
    return _is_sound_file(path, status.st_mtime_ns, status.st_size, status.st_ino)


@lru_cache(maxsize=4096)
def _is_sound_file(path: Path, *version: int) -> bool | None:
    with path.open("rb") as file:
        return is_sound(file)


def _place(file: BinaryIO) -> int | None:
    """Where the digest lies; None where there is none."""
    begin = max(0, file.seek(0, 2) - _LONGEST_TAIL)
    file.seek(begin)
    found = list(_SEAL.finditer(file.read()))
    return begin + found[-1].start(1) if found else None


def _digest(file: BinaryIO, place: int) -> bytes:
    """Of all bytes, those of the digest counted as blank."""
    content = hashlib.sha256()
    file.seek(0)
    for start, chunk in _chunks(file):
        content.update(_blanked(chunk, place - start))
    return content.hexdigest().encode()


def _chunks(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """A file's bytes in parts, each with its place."""
    start = 0
    while chunk := file.read(_CHUNK):
        yield start, chunk
        start += len(chunk)


def _blanked(chunk: bytes, place: int) -> bytes:
    """A part of the file whose digest, which begins `place` bytes after its start, is blank."""
    first, last = max(0, place), min(len(chunk), place + _DIGITS)
    if first >= last:
        return chunk
    return chunk[:first] + _BLANK[: last - first] + chunk[last:]
