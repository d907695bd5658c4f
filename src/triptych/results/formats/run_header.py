"""run.json: the description of a run, and the format version of its folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from triptych.errors import StoreError
from triptych.results.damage import was_set_aside
from triptych.results.formats.document import find_document
from triptych.results.record import RECORDS_FILE

# 1  first version
SCHEMA: Final = 1
"""The format version of the files that a run writes."""

_ELSEWHERE: Final = "Run into another folder (--run NAME), or move this one away."


@dataclass(frozen=True, kw_only=True)
class RunHeader:
    """The description of a run.

    created     start of the first run into the folder, in ISO 8601
    command     the last one, as typed
    triptych    the version of triptych that wrote the folder last; `python` its version
    """

    FILE: ClassVar[str] = "run.json"

    profile: str
    created: str
    command: str
    triptych: str
    python: str
    workers: int
    schema: int = SCHEMA


@dataclass(frozen=True)
class _Version:
    """The fields that run.json has in every version."""

    FILE: ClassVar[str] = RunHeader.FILE

    schema: Any = None


def read_header(folder: Path) -> RunHeader | None:
    """Read run.json; None for a folder without a run, or whose run.json was set aside.

    Raises StoreError where it cannot be read, or another version of triptych wrote it.
    """
    version = find_document(folder, _Version)
    if version is None:
        records = folder / RECORDS_FILE
        is_ours = was_set_aside(folder / RunHeader.FILE)
        # Empty: a run that died at its start.
        if not is_ours and records.is_file() and records.stat().st_size:
            raise StoreError(f"{folder} has records but no {RunHeader.FILE}. {_ELSEWHERE}")
        return None
    if version.schema != SCHEMA:
        raise StoreError(
            f"{folder} is of format {version.schema}; this version of triptych reads format "
            f"{SCHEMA}. {_ELSEWHERE}"
        )
    return find_document(folder, RunHeader)
