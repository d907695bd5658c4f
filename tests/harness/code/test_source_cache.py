"""Promises of the cache of sources: it saves time, and never gives what a file no longer says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from triptych import fold
from triptych.harness.code import source_cache as module
from triptych.harness.code.normal_form import parse
from triptych.harness.code.source_cache import SETTLED_NANOSECONDS, SourceCache

CODE = b"from .words import PRIZES\nx = 1\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source file that nobody has touched for a while: the clock is ahead."""
    later = module.time.time_ns() + 10 * SETTLED_NANOSECONDS
    monkeypatch.setattr(module.time, "time_ns", lambda: later)
    (tmp_path / "a.py").write_bytes(CODE)
    return tmp_path / "a.py"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "sources"


def keep(place: Path, file: Path, without: str = "") -> None:
    """Read the file as one command does, and keep what was read."""
    cache = SourceCache(place)
    source = parse(file.read_bytes(), without=without)
    cache.remember(file, without, file.stat(), source)
    cache.save()


def found(place: Path, file: Path, without: str = ""):
    """What another command finds."""
    return SourceCache(place).find(file, without, file.stat())


def test_what_one_command_read_another_need_not(place, file):
    """With its digest and all that it imports; and by the name that was left out."""
    keep(place, file)
    keep(place, file, without="x")

    assert found(place, file) == parse(CODE)
    assert found(place, file, "x") == parse(CODE, without="x") != parse(CODE)
    assert found(place, file, "y") is None
    assert [path.name for path in place.parent.iterdir()] == ["sources"]


def test_a_changed_file_is_read_anew(place, file):
    """Even where size and date are made the same as before."""
    keep(place, file)
    before = file.stat()
    file.write_bytes(CODE.replace(b"1", b"2"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert found(place, file) is None


def test_a_file_just_written_is_not_kept(place, tmp_path):
    """It may change once more within the grain of the clock."""
    (tmp_path / "a.py").write_bytes(CODE)
    keep(place, tmp_path / "a.py")

    assert found(place, tmp_path / "a.py") is None


def test_a_damaged_cache_is_no_cache(place, file):
    """Cut off or with a byte changed anywhere, it gives nothing, and is replaced."""
    keep(place, file)
    whole = place.read_bytes()
    for position in range(0, len(whole), 7):
        place.write_bytes(whole[:position])
        assert found(place, file) is None
        changed = bytearray(whole)
        changed[position] ^= 1
        place.write_bytes(changed)
        assert found(place, file) is None
    keep(place, file)

    assert found(place, file) == parse(CODE)


def test_another_normal_form_reuses_nothing(place, file, monkeypatch):
    """What a triptych of another version read, this one reads anew."""
    keep(place, file)
    monkeypatch.setattr(module, "_version", lambda: "another")

    assert found(place, file) is None


def test_where_nothing_can_be_kept_nothing_fails(tmp_path, file):
    """A cache folder that is a file, or none at all: every command reads anew."""
    (tmp_path / "cache").touch()
    keep(tmp_path / "cache" / "sources", file)

    assert found(tmp_path / "cache" / "sources", file) is None


def test_two_commands_keep_what_both_read(place, file, tmp_path):
    """Whoever ends last adds to what the other has written."""
    other = tmp_path / "b.py"
    other.write_bytes(b"y = 1\n")
    first, second = SourceCache(place), SourceCache(place)
    first.remember(file, "", file.stat(), parse(CODE))
    second.remember(other, "", other.stat(), parse(b"y = 1\n"))
    first.save()
    second.save()

    assert found(place, file) == parse(CODE)
    assert found(place, other) == parse(b"y = 1\n")


def test_the_cache_does_not_grow_for_ever(place, file, monkeypatch):
    """Beyond a limit only what the last command read is kept."""
    monkeypatch.setattr(module, "MOST_ENTRIES", 1)
    other = file.with_name("b.py")
    other.write_bytes(CODE)
    keep(place, file)
    keep(place, other)

    assert found(place, file) is None
    assert found(place, other) == parse(CODE)


def test_keys_are_the_same_with_and_without_it(process, tmp_path):
    """A plan made from what is kept is the plan made from the files."""
    arguments = ("plan", "digits", "wine", "--profile", "quick", "--json")
    cache = {"TRIPTYCH_CACHE": str(tmp_path / "cache")}
    first, second = (process(*arguments, **cache).out for _ in range(2))

    assert (tmp_path / "cache" / "sources").stat().st_size > 1000
    assert first == second
    assert process(*arguments, TRIPTYCH_CACHE=str(tmp_path / "empty")).out == first


def test_commands_at_the_same_time_leave_a_whole_cache(tmp_path):
    """Each replaces it in one step."""
    command = [sys.executable, "-m", "triptych", "plan", "digits", "wine", "--profile", "quick"]
    environment = os.environ | {"TRIPTYCH_CACHE": str(tmp_path / "cache")}
    started = [
        subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL)
        for _ in range(3)
    ]

    assert [process.wait(timeout=120) for process in started] == [0, 0, 0]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["sources"]
    assert found(tmp_path / "cache" / "sources", Path(fold.__file__)) is not None
