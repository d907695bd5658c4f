"""Digests of content and of files."""

import hashlib
from functools import cache
from pathlib import Path


def digest_of(content: bytes) -> str:
    """The first sixteen hexadecimal digits of the content's sha256."""
    return hashlib.sha256(content).hexdigest()[:16]


def digest_of_file(file: Path) -> str:
    """The digest of a file's content; cached until the file changes."""
    status = file.stat()
    return _digest_of_file(file, status.st_mtime_ns, status.st_size)


@cache
def _digest_of_file(file: Path, modified_ns: int, size: int) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:16]
