"""The log: what the current call printed, and nothing of the one before."""

import subprocess
import sys

from triptych.harness.workers.guard import WORDS_KEPT

SCRIPT = """
import os, sys, tempfile
from triptych.harness.workers.log import last_words, print_to

with tempfile.TemporaryFile() as file:
    terminal = os.dup(1)
    print_to(file.fileno())
    print("first")
    print_to(file.fileno())
    print("second")
    os.system("echo third >&2")
    print("x" * 10_000)
    words = last_words(file.fileno())
os.write(terminal, words.encode())
"""


def test_only_the_end_of_the_last_call_is_told():
    """Of both streams, and of programs that were started."""
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )

    assert "first" not in ended.stdout
    assert len(ended.stdout) == WORDS_KEPT
    assert ended.stdout.endswith("x\n")


def test_what_is_short_is_told_whole():
    """In the order in which it was printed."""
    code = SCRIPT.replace('print("x" * 10_000)', "pass")
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout == "second\nthird\n"
