"""Atomic writing: neither a crash nor a power cut leaves half a file."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from triptych.results.disk.sealed_json import sealed_document


@contextmanager
def synced(path: Path) -> Iterator[Path]:
    """A temporary path to write to; it replaces `path` in one step, synced to the disk."""
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        sync(part)
        part.replace(path)
        sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def write_json(path: Path, values: dict[str, Any]) -> None:
    """Write a JSON file with its digest, unless its content is the same already."""
    content = sealed_document(values)
    if path.is_file() and path.read_bytes() == content:
        return
    with synced(path) as part:
        part.write_bytes(content)


def place(path: Path, content: bytes) -> None:
    """Write a file in one step, without `sync`."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(paths: Iterable[Path]) -> None:
    """Wait until all of them are on the disk; file systems take many at a time for one."""
    waiting = list(paths)
    if waiting:
        with ThreadPoolExecutor(max_workers=min(8, len(waiting))) as threads:
            for _ in threads.map(sync, waiting):
                pass
