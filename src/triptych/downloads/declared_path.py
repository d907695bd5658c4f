"""What a declared download must name: a path inside the data folder, and a checksum."""

from pathlib import PurePosixPath
from typing import Final

from triptych.errors import ContractError

HEXADECIMAL: Final = frozenset("0123456789abcdef")


def require_inside(path: str) -> None:
    """Raise ContractError for a path that may lie elsewhere than in the data folder."""
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or path.startswith(("/", "~")) or "\\" in path:
        raise ContractError(
            f"path={path!r} should be a path inside the data folder, such as task/file.csv."
        )


def require_sha256(sha256: str, owner: str) -> None:
    """Raise ContractError for what is no sha256; `owner` is what it belongs to."""
    if len(sha256) != 64 or not set(sha256) <= HEXADECIMAL:
        raise ContractError(f"{owner}: {sha256!r} is no sha256; give 64 digits 0-9, a-f.")
