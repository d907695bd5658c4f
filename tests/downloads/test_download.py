"""Promises of what a card declares about downloads."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from triptych.catalogue import Catalogue
from triptych.downloads.download import Download, DownloadedArchive
from triptych.downloads.wheel_member import WheelMember
from triptych.errors import ContractError

SHA256 = hashlib.sha256(b"1\n").hexdigest()


def archive(listing: Path) -> DownloadedArchive:
    return DownloadedArchive(
        path="tones/wav", url="https://x/y.tar.gz", members="sounds/*.wav", listing=listing, size=4
    )


def test_declaring_a_download_imports_nothing_but_the_standard_library():
    """Cards are read by every command: they must stay light."""
    code = (
        "import sys, triptych.downloads.download\n"
        "heavy = ('numpy', 'pooch', 'requests', 'rich', 'tarfile')\n"
        "print(*[name for name in heavy if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.split() == []


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../other.csv", "a/../../b.csv", "~/a.csv"])
def test_a_download_lies_inside_the_data_folder(path):
    """A card cannot make triptych write anywhere else."""
    with pytest.raises(ContractError, match="inside the data folder"):
        Download(path=path, url="https://x/y", sha256=SHA256, size=2)


@pytest.mark.parametrize(
    "url", ["http://x/y", "ftp://x/y", "file:///etc/passwd", "//x/y", "y", "", "https:///y"]
)
def test_only_https_is_declared(url, tmp_path):
    """What others on the way could change is refused when the card is read."""
    with pytest.raises(ContractError, match=r"a/b\.csv.*https://"):
        Download(path="a/b.csv", url=url, sha256=SHA256, size=2)
    with pytest.raises(ContractError, match="https://"):
        DownloadedArchive(path="a", url=url, members="*", listing=tmp_path / "list", size=2)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]"])
def test_this_machine_needs_no_https(host):
    """A server on this machine is nobody's to listen to: tests and mirrors may be served so."""
    assert Download(path="a/b.csv", url=f"http://{host}/y", sha256=SHA256, size=2).size == 2


@pytest.mark.parametrize("sha256", ["", "1234", SHA256.upper(), f"md5:{SHA256[:32]}"])
def test_a_checksum_that_is_none_is_refused(sha256):
    """A slip in a card is told when the card is read, not after the download."""
    with pytest.raises(ContractError, match="no sha256"):
        Download(path="a/b.csv", url="https://x/y", sha256=sha256, size=2)


def test_a_listing_is_what_sha256sum_writes(tmp_path):
    """Text and binary lines are understood; the files lie in the archive's folder."""
    listing = tmp_path / "list"
    listing.write_text(f"{SHA256}  one.wav\n{SHA256} *two two.wav\n")

    assert archive(listing).checksums == {
        "tones/wav/one.wav": SHA256,
        "tones/wav/two two.wav": SHA256,
    }


@pytest.mark.parametrize("line", [f"{SHA256[:-1]}  a.wav", f"{SHA256}  b/a.wav", f"{SHA256}  "])
def test_a_listing_that_cannot_be_followed_is_refused(tmp_path, line):
    """A cut line, a folder, a missing name: each is told with the file it stands in."""
    listing = tmp_path / "list"
    listing.write_text(f"{line}\n")

    with pytest.raises(ContractError, match=str(listing)):
        archive(listing).checksums  # noqa: B018  reading it is the test


def test_a_listing_that_is_not_there_is_told(tmp_path):
    """A task that was packed without its listing says so."""
    with pytest.raises(ContractError, match="cannot be read"):
        archive(tmp_path / "list").checksums  # noqa: B018  reading it is the test


def test_only_members_of_an_archive_are_claimed(tmp_path):
    """Other files may lie beside them; one that looks like a member may not."""
    found = archive(tmp_path / "list")

    assert found.claims("tones/wav/extra.wav")
    assert not found.claims("tones/wav/.DS_Store")
    assert not found.claims("tones/extra.wav")


def test_built_in_tasks_declare_each_file_once_and_by_an_address_that_lasts():
    """An address names a commit, so that it gives the same bytes for ever."""
    downloads = {file for task in Catalogue.find().tasks.values() for file in task.card.all_files}
    paths = [path for download in downloads for path in download.checksums]

    assert len(paths) == len(set(paths))
    assert [one.url for one in downloads if not one.url.startswith("https://")] == []
    unpinned = [
        one.url
        for one in downloads
        if not isinstance(one, WheelMember) and not _names_a_commit(one.url)
    ]
    assert unpinned == []


def _names_a_commit(url: str) -> bool:
    words = url.replace(".", "/").split("/")
    return any(len(word) == 40 and set(word) <= set("0123456789abcdef") for word in words)
