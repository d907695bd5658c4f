"""The version of a file's format: a file of another version is refused, never guessed at."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from triptych.errors import StoreError


def require_schema(path: Path, values: Mapping[str, Any], known: int) -> None:
    """Raise StoreError unless these values of a file of `triptych explain` are of that version."""
    if values.get("schema") != known:
        raise StoreError(
            f"{path} is of format {values.get('schema')}; this version of triptych reads format "
            f"{known}. Delete it and run `triptych explain` again, or read it with the version "
            "of triptych that wrote it."
        )
