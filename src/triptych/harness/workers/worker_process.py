"""The worker's side: a process that answers one call after the other until its parent is gone."""

import ctypes
import faulthandler
import gc
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any, Final, final

from triptych.harness.workers.guard import WORDS_KEPT, guarded
from triptych.harness.workers.isolation import ENVIRONMENT, one_thread, undisturbed

SHOW_WHERE: Final = signal.SIGUSR1
"""On this signal a worker writes where it is, even while C code holds the interpreter."""

_PR_SET_PDEATHSIG: Final = 1
_TAIL_BYTES: Final = 65536
_NOISE: Final = "Extension modules: "
_STDOUT: Final = 1
_STDERR: Final = 2
_ON_LINUX: Final = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Call:
    """A function to call with one argument, and the limits it must keep.

    time_limit      seconds
    memory_limit    bytes on top of what the worker has mapped when the call starts
    """

    function: Callable[[Any], Any]
    argument: Any
    time_limit: float
    memory_limit: int


@final
class Descriptor:
    """An open file that goes along when a process is started."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[Any, ...]:
        """Have the file duplicated for the new process, where it gets another number."""
        return _arrived, (DupFd(self.number),)


def _arrived(duplicate: Any) -> Descriptor:
    return Descriptor(duplicate.detach())


def serve(connection: Connection, log: Descriptor) -> None:
    """Answer calls until the connection closes; what they print goes to `log`."""
    _become_worker(log.number)
    while True:
        try:
            message = connection.recv_bytes()
        except EOFError:
            return
        connection.send_bytes(_answer(message, log.number))


def last_words(log: int) -> str:
    """Return the end of what the current call printed."""
    size = os.fstat(log).st_size
    tail = os.pread(log, _TAIL_BYTES, max(0, size - _TAIL_BYTES)).decode(errors="replace")
    # The fault handler ends with every compiled module there is, and where it crashed matters.
    lines = (line for line in tail.splitlines(keepends=True) if not line.startswith(_NOISE))
    return "".join(lines)[-WORDS_KEPT:]


def _answer(message: bytes, log: int) -> bytes:
    _print_to(log)
    with undisturbed():
        ending = guarded(_perform, message)
    words = last_words(log) + ending.stderr
    ending = replace(ending, stderr=words[-WORDS_KEPT:])
    try:
        return pickle.dumps(ending, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # whatever the value's own pickling raises
        reason = f"its result cannot be sent back: {type(error).__name__}: {error}"
        return pickle.dumps(replace(ending, status="failed", value=None, reason=reason))


def _print_to(log: int) -> None:
    """Have all that is printed written to `log` from its start, whatever a call did to it."""
    os.ftruncate(log, 0)
    os.lseek(log, 0, os.SEEK_SET)
    os.dup2(log, _STDOUT)
    os.dup2(log, _STDERR)
    # Written line by line: a crash must not swallow the last words.
    sys.stdout = open(_STDOUT, "w", buffering=1, errors="replace", closefd=False)  # noqa: SIM115
    sys.stderr = open(_STDERR, "w", buffering=1, errors="replace", closefd=False)  # noqa: SIM115


def _perform(message: bytes) -> Any:
    call: Call = pickle.loads(message)
    with _memory_limited(call.memory_limit):
        return call.function(call.argument)


@contextmanager
def _memory_limited(limit: int) -> Iterator[None]:
    """Let allocations fail that would map more than `limit` bytes beyond what is mapped now.

    Linux only: macOS accepts RLIMIT_AS and does not keep it, so there only the time limit and
    the system's own memory pressure hold.
    """
    if not _ON_LINUX:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    wanted = pages * resource.getpagesize() + limit
    allowed = min([wanted, *(bound for bound in (soft, hard) if bound != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _become_worker(log: int) -> None:
    # A session of its own: Ctrl-C reaches the parent alone, and the whole group can be killed.
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with_parent()
    _print_to(log)
    faulthandler.enable(_STDERR)
    faulthandler.register(SHOW_WHERE, _STDERR, all_threads=True)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.update(ENVIRONMENT)
    one_thread()
    # What is loaded now stays: looking through it at each collection would cost every trial.
    gc.freeze()


def _die_with_parent() -> None:
    """End this process when the command ends, even by kill -9, even while C code hangs."""
    # The fork server ends when nobody holds its alive pipe; workers get a copy, which would
    # keep it, and with it a hanging worker, alive. Without the attribute the thread remains.
    server = getattr(forkserver, "_forkserver", None)
    if (alive := getattr(server, "_forkserver_alive_fd", None)) is not None:
        os.close(alive)
        server._forkserver_alive_fd = None  # type: ignore[union-attr]
        server._forkserver_address = None  # type: ignore[union-attr]
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_exit_after, args=(parent.sentinel,), daemon=True).start()
    if _ON_LINUX:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:  # gone before we asked
            os._exit(1)


def _exit_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
