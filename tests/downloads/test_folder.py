"""Promises of the folder downloaded files are kept in: every byte is checked, none written."""

import hashlib
import os
from pathlib import Path

import pytest

from triptych.downloads.download import Download, DownloadedArchive
from triptych.downloads.folder import (
    cache_folder,
    check,
    data_folder,
    is_here,
    is_lacking,
    located,
)
from triptych.errors import DataError, DataNotDownloaded

CONTENT = b"label,text\nham,hello\n"
SOUNDS = {"0.wav": b"zero", "1.wav": b"one!", "2.wav": b"two!"}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRIPTYCH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def message(folder: Path) -> Download:
    """A file that is declared, and there."""
    (folder / "mail").mkdir(parents=True)
    (folder / "mail" / "all.csv").write_bytes(CONTENT)
    return Download(
        path="mail/all.csv",
        url="https://host/all.csv",
        sha256=sha256(CONTENT),
        size=len(CONTENT),
    )


@pytest.fixture
def sounds(folder: Path, tmp_path: Path) -> DownloadedArchive:
    """A folder of three files, declared, and there."""
    place = folder / "sounds" / "wav"
    place.mkdir(parents=True)
    for name, content in SOUNDS.items():
        (place / name).write_bytes(content)
    lines = [f"{sha256(content)}  {name}\n" for name, content in SOUNDS.items()]
    (tmp_path / "listing").write_text("".join(lines))
    return DownloadedArchive(
        path="sounds/wav",
        url="https://host/all.tar.gz",
        members="wav/*.wav",
        listing=tmp_path / "listing",
        size=12,
    )


def test_the_folder_can_be_chosen(monkeypatch, tmp_path):
    """TRIPTYCH_DATA decides; else it is in the user's cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("TRIPTYCH_DATA", raising=False)
    assert data_folder() == tmp_path / "triptych"

    monkeypatch.setenv("TRIPTYCH_DATA", "~/files")
    assert data_folder() == Path.home() / "files"


def test_what_is_one_users_own_is_not_among_the_data(monkeypatch, tmp_path):
    """A data folder may be shared and read-only: keys and caches are kept elsewhere."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("TRIPTYCH_DATA", str(tmp_path / "shared"))
    monkeypatch.delenv("TRIPTYCH_CACHE", raising=False)
    assert cache_folder() == tmp_path / "triptych"

    monkeypatch.setenv("TRIPTYCH_CACHE", "~/mine")
    assert cache_folder() == Path.home() / "mine"


def test_what_is_whole_is_given(folder, message, sounds):
    """A file's path, or an archive's folder."""
    assert located(message) == folder / "mail" / "all.csv"
    assert located(sounds) == folder / "sounds" / "wav"
    assert is_here(message)
    assert is_here(sounds)


def test_what_is_not_there_was_not_downloaded(folder, message, sounds):
    """The task is skipped, and the message ends with what to do."""
    (folder / "mail" / "all.csv").unlink()
    for file in (folder / "sounds" / "wav").iterdir():
        file.unlink()

    for download in (message, sounds):
        with pytest.raises(DataNotDownloaded, match=r"`triptych data fetch`\.$") as error:
            located(download)
        assert str(folder) in str(error.value)
        assert download.path in str(error.value)
        assert not is_here(download)
        assert is_lacking(download)


@pytest.mark.parametrize("content", [CONTENT[:-4], CONTENT.replace(b"ham", b"ram"), b""])
def test_a_corrupted_file_is_refused(folder, message, content):
    """Truncated or changed: what was expected, what is there, and what to do are told."""
    (folder / "mail" / "all.csv").write_bytes(content)

    with pytest.raises(DataError, match="triptych data fetch") as error:
        located(message)
    assert not isinstance(error.value, DataNotDownloaded)
    for fact in (message.url, message.sha256, sha256(content), f"{len(content)} bytes"):
        assert fact in str(error.value)


def test_a_file_that_changes_after_it_was_checked_is_noticed(folder, message):
    """What is remembered is forgotten with the file's date, even where its size is the same."""
    located(message)
    file = folder / "mail" / "all.csv"
    file.write_bytes(CONTENT.replace(b"ham", b"ram"))
    os.utime(file, (1, 1))

    with pytest.raises(DataError):
        located(message)


FAULTS = {
    "missing": (lambda place: (place / "1.wav").unlink(), "1.wav is missing"),
    "truncated": (lambda place: (place / "1.wav").write_bytes(b"on"), "1.wav has 2 bytes"),
    "extra": (lambda place: (place / "3.wav").write_bytes(b"x"), "3.wav does not belong there"),
}


@pytest.mark.parametrize(("harm", "words"), FAULTS.values(), ids=FAULTS)
def test_each_file_of_an_archive_is_checked(folder, sounds, harm, words):
    """A file that is missing, changed or too many spoils the folder, and is named."""
    harm(folder / "sounds" / "wav")

    assert not is_lacking(sounds)
    with pytest.raises(DataError, match=words):
        located(sounds)


def test_of_many_faults_a_few_are_told(folder, sounds, tmp_path):
    """Three thousand names help nobody."""
    names = [f"{number}.wav" for number in range(100)]
    (tmp_path / "listing").write_text("".join(f"{sha256(b'')}  {name}\n" for name in names))
    reason = check(sounds).reason

    assert reason.count(".wav") == 3
    assert reason.endswith("and 97 files more")


def test_other_files_beside_an_archive_do_no_harm(folder, sounds):
    """Notes, or what a file manager leaves behind, are nobody's data."""
    (folder / "sounds" / "wav" / "notes.txt").write_text("mine")

    assert check(sounds).state == "ok"


def test_a_folder_in_place_of_a_file_is_told(folder, message):
    """It is neither missing nor a reason for a traceback."""
    (folder / "mail" / "all.csv").unlink()
    (folder / "mail" / "all.csv").mkdir()

    with pytest.raises(DataError, match="cannot be read"):
        located(message)


def test_reading_writes_nothing(folder, message, sounds):
    """A folder of valid files may be read-only: it is left as it was."""
    everything = [folder, *folder.rglob("*")]
    before = [(path, path.stat().st_mtime_ns) for path in everything]
    for place in (folder, *(path for path in everything if path.is_dir())):
        place.chmod(0o555)
    try:
        located(message)
        located(sounds)
        assert [(path, path.stat().st_mtime_ns) for path in [folder, *folder.rglob("*")]] == before
    finally:
        for place in (path for path in everything if path.is_dir()):
            place.chmod(0o755)
