"""Promises to whoever ends a command: one line, nothing lost, the exit code that shells expect."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SLOW = """
import time
class Slow:
    def fit(self, X, y):
        time.sleep(60)
    def predict(self, X):
        return X
def make(seed):
    return Slow()
"""
STUBBORN = """
import time
class Stubborn:
    def fit(self, X, y):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                print("fitting", flush=True)
                time.sleep(0.5)
            except BaseException:
                pass
    def predict(self, X):
        return X
def make(seed):
    return Stubborn()
"""
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which signals are caught")


def start(*arguments, **streams):
    """Start the command line; both streams can be read."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(
        [sys.executable, "-m", "triptych", *map(str, arguments)], **(pipes | streams)
    )


def wait_until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def listens(command):
    """Whether the command catches SIGTERM: Python itself does not."""
    status = Path(f"/proc/{command.pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


@on_linux
@pytest.mark.parametrize("number", CODES, ids=lambda number: number.name)
@pytest.mark.parametrize("wait", [0.0, 0.03, 0.1, 0.3])
def test_a_signal_during_imports_is_one_line(write_task, number, wait):
    """However early it comes, there is no traceback, and the exit code says which it was."""
    command = start("run", "parity", "--tasks", write_task(deep=SLOW), "--profile", "quick")
    wait_until(lambda: listens(command))
    time.sleep(wait)
    command.send_signal(number)
    _, err = command.communicate(timeout=30)

    assert command.returncode == CODES[number]
    assert [line for line in err.splitlines() if line.startswith("triptych: ")] == [
        err.splitlines()[-1]
    ]
    assert "Traceback" not in err


def test_the_package_is_there_at_once():
    """Nothing of it is imported before the command listens, but for what listening needs."""
    code = "import sys, triptych; print(*[name for name in sys.modules if 'triptych' in name])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.split() == ["triptych"]


@pytest.mark.parametrize("number", CODES, ids=lambda number: number.name)
@pytest.mark.parametrize("times", [1, 3])
def test_what_is_finished_is_kept_and_the_same_command_resumes(write_task, tmp_path, number, times):
    """Asked once or again and again: one line says what is kept and how to go on."""
    arguments = ["run", "parity", "--tasks", write_task(deep=SLOW), "--profile", "quick"]
    for paradigm in ("rules", "classical", "deep"):
        arguments += ["--contender", paradigm]
    command = start(*arguments)
    records = tmp_path / "results" / "quick" / "records.jsonl"
    wait_until(lambda: records.is_file() and records.read_text().count("\n") == 2)
    time.sleep(0.3)  # a record is on the disk a moment before it is counted
    for _ in range(times):
        command.send_signal(number)
        time.sleep(0.03)
    _, err = command.communicate(timeout=30)
    last = err.splitlines()[-1]

    assert command.returncode == CODES[number]
    assert last.startswith("triptych: ")
    assert "2 of 3 cells finished and kept" in last
    assert last.endswith(f"To resume: triptych {' '.join(map(str, arguments))}")
    assert "Traceback" not in err
    assert records.read_text().count("\n") == 2


def test_an_ending_that_hangs_can_be_ended(write_task):
    """A contender that takes no interrupt, run in the command itself, is ended by the next one."""
    tasks = write_task(rules=STUBBORN)
    command = start("run", "parity", "--tasks", tasks, "--profile", "quick", "--executor", "serial")
    assert command.stdout.readline() == "fitting\n"
    command.send_signal(signal.SIGINT)
    time.sleep(3.2)
    command.send_signal(signal.SIGINT)
    _, err = command.communicate(timeout=30)

    assert command.returncode == 130
    assert err.splitlines()[-1] == "triptych: interrupted."
    assert "Traceback" not in err


def test_a_closed_terminal_ends_the_command(write_task, tmp_path):
    """Nobody can read the line any more: the exit code still says what happened."""
    master, slave = pty.openpty()
    command = start(
        "run", "parity", "--tasks", write_task(deep=SLOW), "--profile", "quick",
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    records = tmp_path / "results" / "quick" / "records.jsonl"
    wait_until(lambda: records.is_file() and records.read_text().count("\n") == 2)
    os.close(master)
    command.send_signal(signal.SIGHUP)  # the kernel's own, for a session that has this terminal

    assert command.wait(timeout=30) == 129
    assert records.read_text().count("\n") == 2


def test_a_hangup_that_is_ignored_stays_ignored(write_task):
    """`nohup triptych run` goes on when its terminal is closed."""
    command = start(
        "list",
        "--tasks",
        write_task(),
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    for _ in range(20):
        command.send_signal(signal.SIGHUP)
        time.sleep(0.01)
    command.communicate(timeout=30)

    assert command.returncode == 0
