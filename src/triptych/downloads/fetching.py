"""Getting downloads into the data folder: whole and checked, or not at all.

Each is brought into a folder of its own beside its place, checked there, and moved into its place
in one step. Whatever interrupts that leaves the old state, and other fetches are not disturbed.
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

from triptych.downloads.download import Download, Downloadable, DownloadedArchive, is_safe
from triptych.downloads.folder import check
from triptych.errors import DataError, DataNotDownloaded

if TYPE_CHECKING:  # only fetching pays for requests
    from requests import RequestException, Response

RETRIES: Final = 2
CONNECTING_SECONDS: Final = 10
SILENCE_SECONDS: Final = 30
CHUNK_BYTES: Final = 65_536
PART: Final = ".fetching-"
"""What the names of folders begin with that hold what is not whole yet."""
ABANDONED_SECONDS: Final = 24 * 3600
"""No download takes this long: a folder this old was left behind by a fetch that was killed."""

Told = Callable[[int, int | None], None]
"""Is told how many bytes came so far, and of how many, where the server says it."""


@final
class Fetcher:
    """Gets one download after the other into a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unreachable: dict[str, str] = {}
        """Why a host could not be reached: it is not waited for again for each file."""

    def fetch(self, download: Downloadable, told: Told) -> None:
        """Download, check, and put into place.

        Raises DataNotDownloaded where the network or the server does not give it, and DataError
        where it gives something else or more, leads to an address that is not https, or the folder
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
                self._bring(download, Path(part), told)
                _put_into_place(Path(part) / download.path, place)
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

    def _bring(self, download: Downloadable, part: Path, told: Told) -> None:
        """Have the whole download lie in `part` as it should lie in the data folder."""
        came = _get(download, part, told)
        if isinstance(download, Download):
            whole = part / download.path
            whole.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(came, whole)  # a new file, so that it has the usual permissions
        else:
            _unpack(download, came, part / download.path)
        checked = check(download, part)
        if checked.state != "ok":
            raise DataError(
                f"{download.path}: {download.url} gave something else than declared: "
                f"{checked.reason or f'no {download.path}'}. What was there before is untouched. "
                "Behind a proxy or a login page, look at the address in a browser."
            )

    def _not_given(self, download: Downloadable, reason: str) -> str:
        if isinstance(download, Download):
            by_hand = f"save {download.url} by hand as {self.folder / download.path}"
        else:
            by_hand = (
                f"unpack {download.members} of {download.url} by hand into "
                f"{self.folder / download.path}"
            )
        return f"{download.path}: {reason}. Try again later, or {by_hand}."


@final
class _Counted:
    """What pooch takes for a progress bar; passes on what came."""

    def __init__(self, download: Downloadable, told: Told) -> None:
        self._download = download
        self._told = told
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
        """Count; pooch counts whole chunks, the last one too."""
        self._came += received
        self._require_at_most(self._came - CHUNK_BYTES + 1)
        self._told(min(self._came, self.total or self._came), self.total or None)

    def _require_at_most(self, count: int) -> None:
        """Raise DataError where at least that many bytes are more than may come."""
        if count > self._download.most_bytes:
            raise _too_much(self._download)

    def reset(self) -> None:
        """Begin again; pooch counts the announced total once more at the end."""
        self._came = 0

    def close(self) -> None:
        """Nothing is left open."""


def _get(wanted: Downloadable, into: Path, told: Told) -> Path:
    """Download a file, with pooch's retries, under a name of no meaning."""
    import pooch

    def download(url: str, output: Any, source: Any) -> None:
        # Bytes as they are: then the announced length is the file's, and a cut is noticed.
        headers = {"Accept-Encoding": "identity"}
        pooch.HTTPDownloader(
            progressbar=_Counted(wanted, told),
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


def _require_safe_way(wanted: Downloadable, answer: "Response") -> None:
    """Raise DataError where the server sends us on to an address that others could listen to."""
    target = urljoin(answer.url, answer.headers.get("location", ""))
    at_home = urlsplit(wanted.url).scheme == "http"  # only of this machine, as declared
    if answer.is_redirect and not is_safe(target, on_this_machine=at_home):
        raise DataError(
            f"{wanted.path}: {wanted.url} leads to {target}, which is no https address, so it is "
            "not followed. Declare the address that the file has now."
        )


def _too_much(download: Downloadable) -> DataError:
    return DataError(
        f"{download.path}: {download.url} gives more than the {download.most_bytes:,} bytes that "
        "may come, so it was stopped. It is not what was declared; look at it in a browser."
    )


def _unpack(archive: DownloadedArchive, packed: Path, into: Path) -> None:
    """Take the wanted files out, side by side; wherever else a member points, it is passed over."""
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
    """Move a file or folder to its place; files of a folder that is there are replaced."""
    try:
        whole.replace(place)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        for file in whole.iterdir():
            file.replace(place / file.name)


def _remove_abandoned(folder: Path) -> None:
    """Remove what fetches left behind that were killed long ago."""
    for part in folder.glob(f"{PART}*"):
        with suppress(FileNotFoundError):  # its fetch has just ended
            if time.time() - part.stat().st_mtime > ABANDONED_SECONDS:
                shutil.rmtree(part, ignore_errors=True)


def _in_short(error: "RequestException", host: str) -> str:
    """Say in a few words what requests needs several lines for."""
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
