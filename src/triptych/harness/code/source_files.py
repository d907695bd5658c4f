"""Source files as code digests need them: each read once, however many contenders share it."""

from functools import cache
from pathlib import Path

from triptych.harness.code.normal_form import Source, parse
from triptych.harness.code.source_cache import source_cache


def read(file: Path, *, without: str = "") -> Source:
    """Read a source file, one name's definition left out; remembered until the file changes."""
    status = file.stat()
    return _read(file, without, status.st_mtime_ns, status.st_ctime_ns, status.st_size)


@cache
def _read(file: Path, without: str, *dates: int) -> Source:
    known, status = source_cache(), file.stat()
    found = known.find(file, without, status)
    if found is None:
        found = parse(file.read_bytes(), without=without)
        known.remember(file, without, status, found)
    return found
