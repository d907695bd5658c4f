"""Promises to pipes: who stops reading, as `head` does, stops no command."""

import os
import subprocess
import sys
from pathlib import Path


def closed_early(*arguments, also_stderr=False):
    """Run a command whose reader is gone before it prints; give the exit code and stderr."""
    reading, writing = os.pipe()
    os.close(reading)
    command = subprocess.Popen(
        [sys.executable, "-m", "triptych", *map(str, arguments)],
        stdout=writing,
        stderr=writing if also_stderr else subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    _, err = command.communicate(timeout=120)
    return command.returncode, err


def test_a_run_is_stored_whoever_reads(write_task, tmp_path):
    """All work is done and kept, also where progress goes into the same broken pipe."""
    tasks = write_task()
    code, err = closed_early("run", "parity", "--tasks", tasks, "--profile", "quick")
    records = tmp_path / "results" / "quick" / "records.jsonl"

    assert code == 0
    assert "7 run now" in err
    assert "Traceback" not in err
    assert "Broken pipe" not in err
    assert records.read_text().count("\n") == 7

    again = ("--run", "again", "--profile", "quick")
    assert closed_early("run", "parity", "--tasks", tasks, *again, also_stderr=True) == (0, None)
    assert (tmp_path / "results" / "again" / "records.jsonl").read_text().count("\n") == 7


def test_a_failure_is_still_one(write_task):
    """`triptych check | head` ends with 1 where a check failed."""
    code, err = closed_early("check", "parity", "--tasks", write_task(__init__=""))

    assert (code, err) == (1, "")


def test_help_and_lists_end_quietly(write_task):
    """What only prints has done its work."""
    for arguments in (["--help"], ["--version"], ["list"], ["list", "--json"]):
        assert closed_early(*arguments) == (0, "")


def test_a_full_disk_is_told(process):
    """What was asked for and could not be written is a failure, in one line."""
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "triptych", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert ended.returncode == 1
    assert ended.stderr == "triptych: No space left on device.\n"
