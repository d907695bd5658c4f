"""Atomic writing: neither a crash nor a power cut leaves half a file."""

import json
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any


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
    """Write a JSON file, unless its content is the same already."""
    content = f"{_in_lines(values)}\n".encode()
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


def _in_lines(value: Any, depth: int = 2) -> str:
    """JSON with one entry per line, two levels deep: readable, and fast for 10,000 cells."""
    if not depth or not value or not isinstance(value, dict | list | tuple):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    if not isinstance(value, dict):
        return "[\n" + ",\n".join(_in_lines(item, depth - 1) for item in value) + "\n]"
    lines = (
        f"{json.dumps(name, ensure_ascii=False)}: {_in_lines(item, depth - 1)}"
        for name, item in sorted(value.items())
    )
    return "{\n" + ",\n".join(lines) + "\n}"
