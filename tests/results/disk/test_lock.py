"""Promises of the lock: one writer at a time, named to the next, and never left behind."""

import os
import signal
import subprocess
import sys

import pytest

from triptych.errors import StoreError
from triptych.results.disk.lock import locked

HOLD = (
    "import sys, time; from pathlib import Path; from triptych.results.disk.lock import locked\n"
    "with locked(Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    time.sleep(600)\n"
)


def test_a_second_writer_is_told_who_writes(tmp_path):
    """Two runs into one folder would spoil each other; the second reads what to do."""
    with locked(tmp_path):
        mine = f"process {os.getpid()} on "
        with pytest.raises(StoreError, match=f"written by another run .{mine}.*--run NAME"):
            locked(tmp_path).__enter__()


def test_after_the_first_the_second_may_write(tmp_path):
    """Also where the first ended by an error."""
    with pytest.raises(RuntimeError), locked(tmp_path):
        raise RuntimeError
    with locked(tmp_path):
        pass


def test_who_was_killed_holds_nothing(tmp_path):
    """No lock goes stale: nobody has to find and delete a file after a power cut."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=f"process {holder.pid} on"):
            locked(tmp_path).__enter__()
        holder.send_signal(signal.SIGKILL)
        holder.wait()

    with locked(tmp_path):
        pass
