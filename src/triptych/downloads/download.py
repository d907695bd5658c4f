"""Declarations of downloaded files on a card: their address, size and checksum.

A declaration does no work: `downloads.folder` finds and checks files, `downloads.fetching` gets
them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from triptych.downloads.declared_path import require_inside, require_sha256
from triptych.downloads.wheel_member import WheelMember
from triptych.errors import ContractError

LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
"""This machine: nobody listens in between."""

MOST_TIMES: Final = 10
MOST_BYTES_BESIDE: Final = 2**24
"""What an archive may have beside the files taken out: so many times theirs, and this."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """A file at a fixed address; raises ContractError for an invalid path or checksum.

    path      its path in the data folder: `sms_spam/sms.tsv`
    url       an https address
    sha256    of its content, in hexadecimal digits
    size      in bytes; no more are downloaded
    """

    path: str
    url: str
    sha256: str
    size: int

    def __post_init__(self) -> None:
        require_inside(self.path)
        require_sha256(self.sha256, self.path)
        _require_https(self.url, self.path)

    @property
    def most_bytes(self) -> int:
        """How many bytes may come."""
        return self.size

    @property
    def checksums(self) -> Mapping[str, str]:
        """The sha256 of the file, by its path in the data folder."""
        return {self.path: self.sha256}

    def claims(self, path: str) -> bool:
        """Whether a file at this path in the data folder must be one of `checksums`."""
        return path == self.path


@dataclass(frozen=True, kw_only=True, slots=True)
class DownloadedArchive:
    """A folder of files from a tar archive whose own bytes may change.

    Archives that a host packs on demand have no lasting checksum, so each extracted file is checked
    instead. Raises ContractError where the listing cannot be read.

    path      the folder in the data folder: `fsdd/recordings`
    members   pattern of the files to extract, below the archive's top folder: `recordings/*.wav`;
              all go directly into the folder
    listing   a file with one line for each file, as `sha256sum *.wav` writes them
    size      of all files together, in bytes
    """

    path: str
    url: str
    members: str
    listing: Path
    size: int

    def __post_init__(self) -> None:
        require_inside(self.path)
        _require_https(self.url, self.path)

    @property
    def most_bytes(self) -> int:
        """How many bytes may come, and how many all that is packed may have."""
        return MOST_TIMES * self.size + MOST_BYTES_BESIDE

    @property
    def checksums(self) -> Mapping[str, str]:
        """The sha256 of each file by its path in the data folder."""
        return {f"{self.path}/{name}": sha256 for name, sha256 in _read_listing(self.listing)}

    def claims(self, path: str) -> bool:
        """Whether a file at this path in the data folder must be one of `checksums`."""
        place, _, name = path.rpartition("/")
        return place == self.path and fnmatch(name, PurePosixPath(self.members).name)


Downloadable = Download | DownloadedArchive | WheelMember

SINGLE_FILES: Final = (Download, WheelMember)
"""Downloads that are one file, not a folder of them."""


def is_safe(url: str, *, on_this_machine: bool = True) -> bool:
    """Whether nobody on the way can read or change what comes: https, or this machine's own."""
    parts = urlsplit(url)
    if parts.scheme == "http":
        return on_this_machine and parts.hostname in LOOPBACK
    return parts.scheme == "https" and bool(parts.hostname)


@cache
def _read_listing(listing: Path) -> tuple[tuple[str, str], ...]:
    try:
        lines = [line.partition(" ") for line in listing.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise ContractError(
            f"the listing {listing} cannot be read ({error}). It should be a text file of lines "
            "as sha256sum writes them, shipped with the task."
        ) from error
    pairs = tuple((name.lstrip(" *"), sha256) for sha256, _, name in lines)
    for name, sha256 in pairs:
        require_sha256(sha256, f"{listing}: {name}")
        if not name or "/" in name:
            raise ContractError(f"{listing}: {name!r} should be a file's name, without a folder.")
    return pairs


def _require_https(url: str, owner: str) -> None:
    if not is_safe(url):
        raise ContractError(
            f"{owner}: url={url!r} is no https address. Others on the way could see or change what "
            "comes: declare an address that begins with https://."
        )
