"""Descendants: processes that a call started, found and ended wherever they hide."""

import ctypes
import os
import signal
import sys
import time
from contextlib import suppress
from typing import Final

import psutil

ON_LINUX: Final = sys.platform == "linux"

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_CHILD_SUBREAPER: Final = 36
_PATIENCE_SECONDS: Final = 5.0


def adopt_orphans() -> None:
    """Have processes whose parent ends become children of this one, as far as Linux can."""
    if ON_LINUX:
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(parent: int, by: signal.Signals) -> None:
    """Have this process get the signal when its parent ends, whatever either is doing."""
    if ON_LINUX:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, by)
        if os.getppid() != parent:  # gone before we asked
            os._exit(1)


def end_descendants() -> None:
    """Kill every process that this one, or one of those, has started, and wait for their end.

    A process that left its group or session is found all the same where orphans are adopted.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while _has_children() and time.monotonic() < deadline:
        for descendant in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                descendant.kill()
        time.sleep(0.001)


def _has_children() -> bool:
    """Whether any child is left, after what has ended is cleared away."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True
