"""Promises of signatures: a secret of one user, whole from its first moment, never in a run."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from triptych.errors import StoreError
from triptych.results.signature import KEY_FILE, is_signed, signature_file, signature_of


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's cache folder, not there yet."""
    monkeypatch.setenv("TRIPTYCH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_key_is_made_once_and_for_its_user_alone(cache):
    """Signing twice gives the same; nobody else may read the key, and nothing lies beside it."""
    assert signature_of(b"content", "key") == signature_of(b"content", "key")
    assert [path.name for path in cache.iterdir()] == [KEY_FILE]
    assert stat.S_IMODE((cache / KEY_FILE).stat().st_mode) == 0o600
    assert len((cache / KEY_FILE).read_bytes()) == 32


def test_a_signature_is_of_these_bytes_and_this_record(cache, tmp_path):
    """Moved to another record, or beside other bytes, it says nothing."""
    (tmp_path / "artefacts").mkdir()
    for key in ("key", "other"):
        signature_file(tmp_path, key).write_bytes(signature_of(b"content", "key"))

    assert is_signed(tmp_path, "key", b"content")
    assert not is_signed(tmp_path, "key", b"contents")
    assert not is_signed(tmp_path, "other", b"content")


def test_another_user_signs_otherwise(tmp_path, monkeypatch):
    """Who brings a folder cannot bring the signature of whoever opens it."""
    signatures = set()
    for user in ("alice", "bob"):
        monkeypatch.setenv("TRIPTYCH_CACHE", str(tmp_path / user))
        signatures.add(signature_of(b"content", "key"))

    assert len(signatures) == 2


def test_processes_that_begin_at_once_agree_on_one_key(cache):
    """Of keys made at the same time one counts, for all of them."""
    code = (
        "import sys; from triptych.results.signature import signature_of; sys.stdin.read(1); "
        "sys.stdout.write(signature_of(b'content', 'key').decode())"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("x")
        process.stdin.flush()
    told = {process.communicate(timeout=60)[0] for process in started}

    assert told == {signature_of(b"content", "key").decode()}
    assert [path.name for path in cache.iterdir()] == [KEY_FILE]


def test_a_key_that_cannot_be_kept_is_told(tmp_path, monkeypatch):
    """One line names the file and how to choose another place."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("TRIPTYCH_CACHE", str(tmp_path / "file"))

    with pytest.raises(StoreError, match=r"signing\.key.*TRIPTYCH_CACHE"):
        signature_of(b"content", "key")


def test_a_key_of_another_length_is_refused(cache):
    """A damaged key signs nothing: what it had signed is not found invalid without a word."""
    cache.mkdir()
    (cache / KEY_FILE).write_bytes(b"short")

    with pytest.raises(StoreError, match=r"32 bytes, and has 5"):
        signature_of(b"content", "key")
