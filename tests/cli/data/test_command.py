"""Promises of `triptych data`: whole files or none, whatever happens on the way."""

import hashlib
import io
import json
import os
import resource
import signal
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

LINES = "".join(f"{number},{'even' if number % 2 == 0 else 'odd'}\n" for number in range(60))
CONTENT = LINES.encode()
DATA = """
import numpy as np, pandas as pd
from triptych.downloads.folder import located
from triptych.dataset import Dataset
from . import NUMBERS
def load():
    table = pd.read_csv(located(NUMBERS), header=None)
    return Dataset(raw=table[[0]].to_numpy(), target=table[1].to_numpy(dtype=object),
                   classes=("even", "odd"))
def features(raw):
    return pd.DataFrame({"last bit": raw[:, 0] % 2})
"""
CARD = """
from pathlib import Path
from triptych import Task, accuracy, cross_validated
from triptych.downloads.download import Download, DownloadedArchive
NUMBERS = %s
TASK = Task(
    title="Even or odd", question="Is the number even?", why="A test.", modality="symbolic",
    items=60, classes=2, metric=accuracy(), split=cross_validated(2), delta_reason="a test",
    licence="CC0: a test", source="made up", citation="none", files=(NUMBERS,),
)
"""
QUICK = ("--profile", "quick", "--executor", "serial", "--quiet")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Server(ThreadingHTTPServer):
    """Answers with what a test put into `contents`; remembers what it was asked for.

    `troubles` says for a path what goes wrong: a status, `cut` or `stalled` half-way, `unannounced`
    for an answer that says nothing of its length, or the address it leads to.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.contents: dict[str, bytes] = {}
        self.troubles: dict[str, int | str] = {}
        self.asked: list[str] = []
        self.stalling = threading.Event()
        self.end = threading.Event()


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        trouble = self.server.troubles.get(self.path)
        content = self.server.contents.get(self.path)
        if isinstance(trouble, int) or content is None:
            self.send_error(trouble or 404)
            return
        if trouble and "://" in trouble:
            self.send_response(302)
            self.send_header("Location", trouble)
            self.end_headers()
            return
        self.send_response(200)
        if trouble != "unannounced":
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if trouble in ("cut", "stalled"):
            self.wfile.write(content[: len(content) // 2])
            if trouble == "stalled":
                self.wfile.flush()
                self.server.stalling.set()
                self.server.end.wait(30)
        else:
            with suppress(ConnectionError):  # who has had enough closes
                self.wfile.write(content)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(
        "triptych.downloads.fetching.RETRIES", 0
    )  # a test does not wait for a better time
    running = Server()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield running
    running.end.set()
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, not there yet."""
    monkeypatch.setenv("TRIPTYCH_DATA", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def far(write_task, server: Server, folder: Path) -> Callable[..., Path]:
    """Write a task whose file the server has, and give the folder of tasks."""

    def write(name: str = "far", content: bytes = CONTENT, path: str = "") -> Path:
        path = path or f"{name}/numbers.csv"
        server.contents[f"/{name}.csv"] = content
        declared = (
            f"Download(path={path!r}, url='{server.url}/{name}.csv', "
            f"sha256={sha256(CONTENT)!r}, size={len(CONTENT)})"
        )
        return write_task(name, __init__=CARD % declared, data=DATA)

    return write


def files_in(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_from_nothing_to_results_and_back(triptych, far, folder):
    """Skipped, fetched, run, corrupted, repaired, lost: each is told and none is confused."""
    tasks = far()

    def run():
        return triptych("run", "far", "--tasks", tasks, *QUICK)

    skipped = run()
    assert skipped.code == 0
    assert "data not downloaded: far/numbers.csv" in skipped.said
    assert "To download it: `triptych data fetch far --tasks tasks`." in skipped.said

    assert triptych("data", "fetch", "far", "--tasks", tasks).code == 0
    executed = run()
    assert executed.code == 0
    assert "100.0" in executed.out

    file = folder / "far" / "numbers.csv"
    file.write_bytes(CONTENT[:-9])
    failed = run()
    assert failed.code == 3
    assert "is not what" in failed.err
    assert sha256(CONTENT) in failed.err
    assert failed.err.count("To download it again: `triptych data fetch far --tasks tasks`.") == 14

    triptych("data", "fetch", "far", "--tasks", tasks)
    repaired = run()
    assert (repaired.code, repaired.out) == (0, executed.out)

    file.unlink()
    assert "data not downloaded" in run().said


def test_a_file_that_is_declared_and_missing_is_known_without_loading(triptych, far, server):
    """Nothing is loaded for it, now or in a rerun; with it, the task is loaded and run."""
    run = ("run", "far", "--tasks", far(), "--profile", "quick", "--executor", "serial")
    first, second = triptych(*run), triptych(*run)
    triptych("data", "fetch", "far", "--tasks", "tasks")
    third = triptych(*run)

    for ended in (first, second):
        assert "loading" not in ended.err
        assert "skipped: far: data not downloaded: far/numbers.csv is not in" in ended.said
    assert "0 run now" in second.err
    assert "loading the data of far" in third.err
    assert "7 done" in third.err


def test_a_fetched_file_is_whole_and_everybody_may_read_it(triptych, far, folder):
    """It has the usual permissions, and nothing lies beside it."""
    fetched = triptych("data", "fetch", "far", "--tasks", far())
    (folder / "mine").touch()

    assert fetched.code == 0
    assert fetched.out == ""
    assert files_in(folder) == {"far/numbers.csv": CONTENT, "mine": b""}
    assert (folder / "far" / "numbers.csv").stat().st_mode == (folder / "mine").stat().st_mode


def test_what_is_here_is_not_downloaded_again(triptych, far, server):
    """A second fetch asks the server for nothing."""
    tasks = far()
    triptych("data", "fetch", "far", "--tasks", tasks)
    again = triptych("data", "fetch", "far", "--tasks", tasks)

    assert server.asked == ["/far.csv"]
    assert again.code == 0
    assert "already" in again.err


def test_a_valid_folder_is_left_untouched(triptych, far, folder):
    """Fetching, verifying and listing only read a folder that has everything."""
    tasks = far()
    triptych("data", "fetch", "far", "--tasks", tasks)
    places = [folder, folder / "far"]
    before = [place.stat().st_mtime_ns for place in places]
    for place in places:
        place.chmod(0o555)
    commands = [("fetch", "far"), ("verify", "far"), ("list",)]
    ends = [triptych("data", *command, "--tasks", tasks).code for command in commands]
    after = [place.stat().st_mtime_ns for place in places]
    for place in places:
        place.chmod(0o755)

    assert ends == [0, 0, 0]
    assert after == before


def test_a_fetch_goes_on_with_what_is_missing(triptych, far, server, folder):
    """One file that cannot be had keeps no other from coming, and alone is asked for again."""
    far("near")
    tasks = far("far")
    server.troubles["/far.csv"] = 503
    first = triptych("data", "fetch", "near", "far", "--tasks", tasks)
    server.troubles.clear()
    server.asked.clear()
    second = triptych("data", "fetch", "near", "far", "--tasks", tasks)

    assert first.code == 1
    assert "answered 503" in first.err
    assert "1 of 2 downloads are in" in first.said
    assert second.code == 0
    assert server.asked == ["/far.csv"]
    assert files_in(folder) == {"near/numbers.csv": CONTENT, "far/numbers.csv": CONTENT}


def test_nothing_is_left_of_a_connection_that_broke(triptych, far, server, folder):
    """Half an answer is no file."""
    server.troubles["/far.csv"] = "cut"
    ended = triptych("data", "fetch", "far", "--tasks", far())

    assert ended.code == 1
    assert "far/numbers.csv" in ended.err
    assert "Traceback" not in ended.err
    assert files_in(folder) == {}


def test_another_content_is_refused_and_the_old_file_kept(triptych, far, folder):
    """A login page instead of the file: expected and found are told, nothing is replaced."""
    tasks = far(content=b"<html>please log in</html>")
    (folder / "far").mkdir(parents=True)
    (folder / "far" / "numbers.csv").write_bytes(b"old")
    ended = triptych("data", "fetch", "far", "--tasks", tasks)

    assert ended.code == 1
    for fact in (sha256(CONTENT), sha256(b"<html>please log in</html>"), "/far.csv"):
        assert fact in ended.err
    assert files_in(folder) == {"far/numbers.csv": b"old"}


@pytest.mark.parametrize("trouble", [None, "unannounced"])
def test_no_more_is_downloaded_than_was_declared(triptych, far, server, folder, trouble):
    """A server that gives without end is stopped, whether or not it says how much will come."""
    tasks = far(content=CONTENT * 10_000)
    if trouble:
        server.troubles["/far.csv"] = trouble
    ended = triptych("data", "fetch", "far", "--tasks", tasks)

    assert ended.code == 1
    assert f"gives more than the {len(CONTENT):,} bytes that may come" in ended.err
    assert files_in(folder) == {}


def test_an_address_that_leads_away_from_https_is_not_followed(triptych, far, server, folder):
    """The name of the address that is not followed is told, and nobody is asked there."""
    tasks = far()
    server.troubles["/far.csv"] = "http://example.org/far.csv"
    ended = triptych("data", "fetch", "far", "--tasks", tasks)

    assert ended.code == 1
    assert "leads to http://example.org/far.csv, which is no https address" in ended.err
    assert server.asked == ["/far.csv"]
    assert files_in(folder) == {}


def test_a_corrupted_file_is_replaced(triptych, far, folder):
    """After a good download, and only then."""
    tasks = far()
    (folder / "far").mkdir(parents=True)
    (folder / "far" / "numbers.csv").write_bytes(CONTENT[:9])

    assert triptych("data", "fetch", "far", "--tasks", tasks).code == 0
    assert files_in(folder) == {"far/numbers.csv": CONTENT}


def test_without_a_network_each_file_has_a_line(triptych, far, server, folder):
    """The address, the place to put the file by hand, and the tasks that wait for it are told."""
    far("near")
    tasks = far("far")
    server.shutdown()
    server.server_close()
    ended = triptych("data", "fetch", "near", "far", "--tasks", tasks, "--quiet")
    lines = ended.err.splitlines()

    assert ended.code == 1
    assert len(lines) == 2
    for line, name in zip(lines, ("near", "far"), strict=True):
        assert "cannot be reached" in line
        assert f"{server.url}/{name}.csv" in line
        assert str(folder / name / "numbers.csv") in line
        assert line.endswith(f"Needed by: {name}.")


def start_fetching(tasks: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "triptych", "data", "fetch", "far", "--tasks", str(tasks)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_fetch_that_is_killed_leaves_no_half_file(triptych, far, server, folder, how):
    """Killed half-way, nothing has the file's name; the next fetch succeeds, and tidies up."""
    tasks = far()
    server.troubles["/far.csv"] = "stalled"
    fetching = start_fetching(tasks)
    assert server.stalling.wait(30)
    time.sleep(0.1)  # so that the half that came is written
    fetching.send_signal(how)
    fetching.communicate()
    left = files_in(folder)
    missing = json.loads(triptych("data", "verify", "far", "--json", "--tasks", tasks).out)
    server.troubles.clear()
    day_before = time.time() - 2 * 24 * 3600
    for part in folder.glob("far/.fetching-*"):
        os.utime(part, (day_before, day_before))
    ended = triptych("data", "fetch", "far", "--tasks", tasks)

    assert all(".fetching-" in path for path in left)
    assert bool(left) == (how == signal.SIGKILL)
    assert fetching.returncode == (-9 if how == signal.SIGKILL else 130)
    assert [facts["state"] for facts in missing] == ["missing"]
    assert ended.code == 0
    assert files_in(folder) == {"far/numbers.csv": CONTENT}


def test_several_fetches_at_once_do_not_disturb_each_other(far, folder):
    """Each ends well, and the file is whole."""
    tasks = far()
    fetching = [start_fetching(tasks) for _ in range(3)]
    said = [one.communicate()[1] for one in fetching]

    assert [one.returncode for one in fetching] == [0, 0, 0], said
    assert files_in(folder) == {"far/numbers.csv": CONTENT}


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a file system nobody writes to")
def test_a_folder_that_cannot_be_written_is_told(triptych, far, monkeypatch):
    """The folder is named, and the way to choose another."""
    monkeypatch.setenv("TRIPTYCH_DATA", "/proc/self/cache")
    ended = triptych("data", "fetch", "far", "--tasks", far(), "--quiet")

    assert ended.code == 1
    assert "/proc/self/cache" in ended.err
    assert "TRIPTYCH_DATA" in ended.err
    assert ended.err.count("\n") == 1


def test_a_full_disk_is_told(triptych, far, folder):
    """Where the file does not fit, nothing of it stays."""
    tasks = far()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        ended = triptych("data", "fetch", "far", "--tasks", tasks, "--quiet")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert ended.code == 1
    assert "cannot be written (File too large)" in ended.err
    assert files_in(folder) == {}


SOUNDS = {"0.wav": b"zero", "1.wav": b"one", "2.wav": b"two"}


def packed(sounds: dict[str, bytes]) -> bytes:
    """An archive as GitHub packs it, with members that are not asked for."""
    buffer = io.BytesIO()
    others = {"README.md": b"hello", "code/0.wav": b"other", "../../0.wav": b"evil"}
    members = {f"recordings/{name}": content for name, content in sounds.items()} | others
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(f"sounds-1a2b/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@pytest.fixture
def archived(write_task, server: Server, folder: Path) -> Path:
    """A task whose files come in an archive."""
    server.contents["/all.tar.gz"] = packed(SOUNDS)
    declared = (
        f"DownloadedArchive(path='sounds/wav', url='{server.url}/all.tar.gz', size=10, "
        "members='recordings/*.wav', listing=Path(__file__).with_name('listing'))"
    )
    tasks = write_task("far", __init__=CARD % declared, data=DATA)
    lines = [f"{sha256(content)}  {name}\n" for name, content in SOUNDS.items()]
    (tasks / "far" / "listing").write_text("".join(lines))
    return tasks


WHOLE = {f"sounds/wav/{name}": content for name, content in SOUNDS.items()}


def test_an_archive_gives_the_files_that_are_listed(triptych, archived, folder):
    """Only the members asked for are unpacked, side by side, nothing outside the folder."""
    ended = triptych("data", "fetch", "far", "--tasks", archived)

    assert ended.code == 0
    assert files_in(folder) == WHOLE


WRONG = {
    "missing": (SOUNDS | {"2.wav": None}, "2.wav is missing"),
    "extra": (SOUNDS | {"3.wav": b"three"}, "3.wav does not belong there"),
    "differing": (SOUNDS | {"1.wav": b"uno"}, f"sha256 {sha256(b'uno')}"),
}


@pytest.mark.parametrize(("sounds", "words"), WRONG.values(), ids=WRONG)
def test_an_archive_of_other_files_is_refused(triptych, archived, server, folder, sounds, words):
    """A missing, surplus or differing file spoils it all: nothing takes its place."""
    server.contents["/all.tar.gz"] = packed({n: c for n, c in sounds.items() if c is not None})
    ended = triptych("data", "fetch", "far", "--tasks", archived)

    assert ended.code == 1
    assert words in ended.err
    assert files_in(folder) == {}


@pytest.mark.parametrize("content", [packed(SOUNDS)[:-40], b"<html>please log in</html>", b""])
def test_an_archive_that_cannot_be_unpacked_is_refused(triptych, archived, server, folder, content):
    """Half an archive, or no archive at all, leaves nothing."""
    server.contents["/all.tar.gz"] = content
    ended = triptych("data", "fetch", "far", "--tasks", archived)

    assert ended.code == 1
    assert "sounds/wav" in ended.err
    assert "Traceback" not in ended.err
    assert files_in(folder) == {}


def test_an_archive_that_would_fill_the_disk_is_refused(triptych, archived, server, folder):
    """Few bytes that unpack to many are known by what they announce; none of them is unpacked."""
    server.contents["/all.tar.gz"] = packed(SOUNDS | {"3.wav": bytes(2**25)})
    ended = triptych("data", "fetch", "far", "--tasks", archived)

    assert len(server.contents["/all.tar.gz"]) < 2**16
    assert ended.code == 1
    assert "gives more than the" in ended.err
    assert files_in(folder) == {}


def test_an_unpacked_folder_is_repaired(triptych, archived, folder):
    """Missing and changed files come back; a surplus one is not ours to delete, but told."""
    triptych("data", "fetch", "far", "--tasks", archived)
    (folder / "sounds" / "wav" / "0.wav").unlink()
    (folder / "sounds" / "wav" / "1.wav").write_bytes(b"uno")
    repaired = triptych("data", "fetch", "far", "--tasks", archived)
    assert repaired.code == 0
    assert files_in(folder) == WHOLE

    (folder / "sounds" / "wav" / "my.wav").write_bytes(b"mine")
    told = triptych("data", "fetch", "far", "--tasks", archived)
    assert told.code == 1
    assert "my.wav does not belong there: move it elsewhere" in told.err
    assert files_in(folder) == WHOLE | {"sounds/wav/my.wav": b"mine"}


def test_verify_says_which_tasks_a_bad_file_affects(triptych, far, folder):
    """Each file has a state; a corrupted one ends with 1, a missing one does not."""
    far("near", path="shared/numbers.csv")
    far("gone")
    tasks = far("far")
    triptych("data", "fetch", "near", "far", "--tasks", tasks)
    before = triptych("data", "verify", "near", "far", "gone", "--tasks", tasks)
    (folder / "far" / "numbers.csv").write_bytes(b"1,odd\n")
    after = triptych("data", "verify", "near", "far", "gone", "--tasks", tasks)
    found = triptych("data", "verify", "near", "far", "gone", "--json", "--tasks", tasks)
    states = {one["file"]: (one["state"], one["tasks"]) for one in json.loads(found.out)}

    assert (before.code, after.code, found.code) == (0, 1, 1)
    assert "corrupted" not in before.out
    assert states == {
        "shared/numbers.csv": ("ok", ["near"]),
        "far/numbers.csv": ("corrupted", ["far"]),
        "gone/numbers.csv": ("missing", ["gone"]),
    }
    assert "To download them: triptych data fetch far gone --tasks tasks" in after.said
    assert sha256(b"1,odd\n") in after.said


def test_two_tasks_share_a_file_only_if_it_is_the_same(triptych, far, server):
    """A file with two declared contents is a mistake of the tasks."""
    far("near", path="shared/numbers.csv")
    tasks = far("far", path="shared/numbers.csv")  # from another address
    ended = triptych("data", "fetch", "near", "far", "--tasks", tasks)

    assert ended.code == 1
    assert "shared/numbers.csv is declared otherwise by" in ended.err
    assert server.asked == []


def test_the_list_has_facts_about_each_tasks_files(triptych, far, write_task, folder):
    """Licence, files, bytes, and whether they are here; embedded tasks need none."""
    write_task("parity")
    tasks = far()

    def listed():
        facts = json.loads(triptych("data", "list", "--json", "--tasks", tasks).out)
        return {one["task"]: one for one in facts}

    before = listed()
    triptych("data", "fetch", "far", "--tasks", tasks)

    assert (before["parity"]["data"], before["parity"]["files"]) == ("embedded", [])
    assert (before["far"]["data"], before["far"]["bytes"]) == ("not downloaded", len(CONTENT))
    assert before["far"]["licence"] == "CC0: a test"
    assert listed()["far"]["data"] == "downloaded"
    assert triptych("data", "where").out.strip() == str(folder)


def test_the_list_takes_names(triptych, far, write_task, folder):
    """As `fetch` and `verify` do: only the tasks named are listed."""
    write_task("parity")
    listed = triptych("data", "list", "far", "--tasks", far(), "--json")

    assert [facts["task"] for facts in json.loads(listed.out)] == ["far"]
    assert triptych("data", "list", "fra").code == 2


@pytest.mark.parametrize("command", ["show", "check"])
def test_the_way_to_download_names_the_task_and_its_folder(triptych, far, folder, command):
    """The command that is told can be typed as it is, for a task of one's own too."""
    ended = triptych(command, "far", "--tasks", far())

    assert "To download it: `triptych data fetch far --tasks tasks`." in ended.out


def test_tasks_without_files_need_nothing(triptych, write_task, folder):
    """Fetching and verifying what needs no download is no error and writes nothing."""
    tasks = write_task()
    fetched = triptych("data", "fetch", "parity", "--tasks", tasks)
    verified = triptych("data", "verify", "parity", "--tasks", tasks)

    assert (fetched.code, verified.code) == (0, 0)
    assert "bring their data along" in fetched.err
    assert not folder.exists()


def test_an_unknown_task_is_refused(triptych):
    """A misspelled name fetches nothing."""
    assert triptych("data", "fetch", "sms_spma").code == 2
