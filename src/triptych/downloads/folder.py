"""The folder of downloaded files: finds files there and verifies every byte."""

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from triptych.downloads.download import SINGLE_FILES, Downloadable
from triptych.errors import DataError, DataNotDownloaded

DATA_VARIABLE: Final = "TRIPTYCH_DATA"
CACHE_VARIABLE: Final = "TRIPTYCH_CACHE"
FETCH: Final = "`triptych data fetch`"
"""The command that messages advise; the command line adds the task's name."""

FETCH_FOR_ALL: Final = f"To download what all tasks need: {FETCH}."
FAULTS_NAMED: Final = 3
"""Largest number of damaged files that a message names."""


def data_folder() -> Path:
    """The folder of downloaded files: TRIPTYCH_DATA, or `triptych` in the user's cache folder."""
    if chosen := os.environ.get(DATA_VARIABLE):
        return Path(chosen).expanduser()
    return _in_users_cache()


def cache_folder() -> Path:
    """What is kept for one user alone: TRIPTYCH_CACHE, or `triptych` in the user's cache folder.

    Not the folder of downloaded files, which many users may share, and may be read-only.
    """
    if chosen := os.environ.get(CACHE_VARIABLE):
        return Path(chosen).expanduser()
    return _in_users_cache()


def _in_users_cache() -> Path:
    chosen = os.environ.get("XDG_CACHE_HOME")
    return (Path(chosen) if chosen else Path.home() / ".cache") / "triptych"


def located(download: Downloadable) -> Path:
    """Return the file's path, or the archive's folder, after verifying every byte.

    Raises DataNotDownloaded where it is missing, and DataError where its content differs from the
    card's declaration. Writes nothing: the folder may be read-only.
    """
    checked = check(download)
    place = data_folder() / download.path
    if checked.state == "missing":
        raise not_downloaded(download)
    if checked.state == "corrupted":
        raise DataError(
            f"{place} is not what {download.url} should have given: {checked.reason}. "
            f"To download it again: {FETCH}."
        )
    return place


def not_downloaded(download: Downloadable) -> DataNotDownloaded:
    """What is said of a download of which nothing is there."""
    return DataNotDownloaded(f"{download.path} is not in {data_folder()}. {FETCH_FOR_ALL}")


def is_lacking(download: Downloadable) -> bool:
    """Whether certainly nothing of it is there: a look that reads no listing and no byte."""
    place = data_folder() / download.path
    if isinstance(download, SINGLE_FILES) or not place.is_dir():
        return not place.exists()
    return not any(place.iterdir())


@dataclass(frozen=True, slots=True)
class Checked:
    """The state of a download in the data folder; the reason describes the fault, if any."""

    state: Literal["ok", "missing", "corrupted"]
    reason: str = ""


def check(download: Downloadable, folder: Path | None = None) -> Checked:
    """Compare every byte with the declaration; cached while size and date stay the same."""
    folder = data_folder() if folder is None else folder
    checksums = download.checksums
    present = {path for path in checksums if (folder / path).exists()}
    extra = _extra(download, folder)
    if not present and not extra:
        return Checked("missing")
    faults = [_fault(download, folder / path, sha256) for path, sha256 in checksums.items()]
    faults = [fault for fault in faults if fault]
    faults += [f"{name} does not belong there: move it elsewhere" for name in extra]
    if not faults:
        return Checked("ok")
    named = "; ".join(faults[:FAULTS_NAMED])
    more = len(faults) - FAULTS_NAMED
    files = "file" if more == 1 else "files"
    return Checked("corrupted", f"{named}; and {more} {files} more" if more > 0 else named)


def is_here(download: Downloadable) -> bool:
    """Whether every file exists, without reading its content."""
    place = data_folder() / download.path
    if isinstance(download, SINGLE_FILES):
        return place.is_file()
    if not place.is_dir():
        return False  # checked before the listing, which may have thousands of lines
    present = {entry.name for entry in os.scandir(place)}
    return all(path.rpartition("/")[2] in present for path in download.checksums)


def _fault(download: Downloadable, file: Path, sha256: str) -> str:
    """The fault of one file; empty where it is as declared."""
    try:
        status = file.stat()
        found = _sha256(file, status.st_size, status.st_mtime_ns)
    except FileNotFoundError:
        return f"{file.name} is missing"
    except OSError as error:
        return f"{file.name} cannot be read ({error.strerror})"
    if found == sha256:
        return ""
    size = f"{download.size:,} bytes and " if isinstance(download, SINGLE_FILES) else ""
    return (
        f"{file.name} has {status.st_size:,} bytes and the sha256 {found}, "
        f"expected were {size}{sha256}"
    )


def _extra(download: Downloadable, folder: Path) -> list[str]:
    """Names of files in the download's folder that are not part of the download."""
    place = folder / download.path
    if isinstance(download, SINGLE_FILES) or not place.is_dir():
        return []
    expected = download.checksums
    paths = sorted(f"{download.path}/{entry.name}" for entry in os.scandir(place))
    return [Path(path).name for path in paths if download.claims(path) and path not in expected]


@cache
def _sha256(file: Path, size: int, modified_ns: int) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
