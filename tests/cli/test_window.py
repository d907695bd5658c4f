"""Promises to people at a window: narrow ones are readable, colour is theirs to refuse."""

import os
import pty
import re
import subprocess
import sys

import pytest

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def window():
    """Call the command line at a window of some width and give what it showed."""

    def call(*arguments, columns=80, **environment):
        master, slave = pty.openpty()
        settings = {"TERM": "xterm-256color", "COLUMNS": str(columns)} | environment
        command = subprocess.Popen(
            [sys.executable, "-m", "triptych", *map(str, arguments)],
            env=os.environ | settings,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        shown = b""
        while chunk := _read(master):
            shown += chunk
        os.close(master)
        command.wait()  # its window is closed: it has ended, or is about to
        return shown.decode().replace("\r\n", "\n")

    return call


def _read(master):
    try:
        return os.read(master, 4096)
    except OSError:  # Linux says so when the other end is closed
        return b""


@pytest.mark.parametrize("columns", [40, 60])
@pytest.mark.parametrize("command", [["list"], ["show", "parity"], ["plan", "parity"]])
def test_a_narrow_window_is_wide_enough(window, write_task, columns, command):
    """No line is longer than the window, but for paths and addresses, which are never cut."""
    shown = ESCAPE.sub("", window(*command, "--tasks", write_task(), columns=columns))
    long = [line for line in shown.splitlines() if len(line) > columns]

    assert "parity" in shown
    assert [line for line in long if not ("/" in line and len(line.split()) <= 2)] == []


def test_every_help_fits_a_narrow_window(window):
    """Options are never cut off."""
    shown = window("run", "--help", columns=40)

    for option in ("--tasks FOLDER", "--profile NAME", "--memory-limit GIB", "--contender NAME"):
        assert option in shown


def test_a_window_has_colour_unless_it_is_refused(window, write_task):
    """NO_COLOR turns colours off."""
    tasks = write_task(__init__="")

    def coloured(**environment):
        shown = window("check", "parity", "--tasks", tasks, **environment)
        return re.search(r"\x1b\[3[0-9]m", shown) is not None

    assert coloured()
    assert not coloured(NO_COLOR="1")


@pytest.mark.parametrize("command", [["list"], ["show", "parity"], ["check", "parity"], ["plan"]])
def test_a_window_obeys_nothing_of_what_a_task_says(window, write_task, command):
    """Styles are the command's own; what an author wrote is shown, wherever lines are broken."""
    tasks = write_task()
    card = tasks / "parity" / "__init__.py"
    words = r"\x1b]0;title\x07\x1b[2J\u202e"
    card.write_text(card.read_text().replace("CC0", words).replace("Even", words))
    card.write_text(card.read_text() + f"raise ValueError('{words}')" * (command == ["plan"]))
    shown = window(*command, "--tasks", tasks)

    assert not re.search("\x1b\\]|\x07|\x1b\\[2J|\u202e", shown)
    assert command == ["check", "parity"] or r"\x1b]0" in ESCAPE.sub("", shown)


def test_a_pipe_has_neither_colour_nor_cut_lines(process, write_task):
    """What another program reads has one line for a task, however long, and no escapes."""
    listed = process("list", "--tasks", write_task())

    assert "\x1b" not in listed.out
    assert sum(line.startswith("parity") for line in listed.out.splitlines()) == 1


def test_a_run_shows_a_bar_that_leaves_no_trace(window, write_task):
    """Progress is drawn while it goes on; the scores remain."""
    shown = window("run", "parity", "--tasks", write_task(), "--profile", "quick")

    assert "7/7" in shown
    assert "100.0" in shown


def test_an_old_window_gets_words_for_marks(process, write_task):
    """Where the encoding has no cross, `check` says it in letters."""
    tasks = write_task(__init__="")
    ended = process("check", "parity", "--tasks", tasks, PYTHONIOENCODING="ascii")

    assert ended.code == 1
    assert "  failed task parity: its __init__.py has no TASK" in ended.out
