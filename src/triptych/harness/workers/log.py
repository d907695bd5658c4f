"""The log of a worker: an open file that all its calls print to, one after the other."""

import os
import sys
from typing import Final

from triptych.harness.workers.guard import WORDS_KEPT

_TAIL_BYTES: Final = 65536
_NOISE: Final = "Extension modules: "
_STDOUT: Final = 1
_STDERR: Final = 2


def print_to(log: int) -> None:
    """Have all that is printed written to `log` from its start, whatever a call did to it."""
    os.ftruncate(log, 0)
    os.lseek(log, 0, os.SEEK_SET)
    os.dup2(log, _STDOUT)
    os.dup2(log, _STDERR)
    # Written line by line: a crash must not swallow the last words.
    sys.stdout = open(_STDOUT, "w", buffering=1, errors="replace", closefd=False)  # noqa: SIM115  stays
    sys.stderr = open(_STDERR, "w", buffering=1, errors="replace", closefd=False)  # noqa: SIM115  stays


def last_words(log: int) -> str:
    """Return the end of what the current call printed."""
    size = os.fstat(log).st_size
    tail = os.pread(log, _TAIL_BYTES, max(0, size - _TAIL_BYTES)).decode(errors="replace")
    # The fault handler ends with every compiled module there is, and where it crashed matters.
    lines = (line for line in tail.splitlines(keepends=True) if not line.startswith(_NOISE))
    return "".join(lines)[-WORDS_KEPT:]
