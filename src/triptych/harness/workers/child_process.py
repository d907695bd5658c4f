"""The child's side of a call: it makes the call, answers, and ends."""

import os
import resource
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from triptych.harness.workers import answer
from triptych.harness.workers.descendants import ON_LINUX, die_with_parent
from triptych.harness.workers.guard import CallResult, guarded
from triptych.harness.workers.isolation import (
    begin_process_of_its_own,
    in_process_of_its_own,
    seed_everything,
)
from triptych.harness.workers.libraries import imported_since

FILE_LIMIT: Final = 2**30
"""Bytes of the largest file that a call may write."""

HEADER: Final = struct.Struct("<QQ")
"""Stands before an answer: the call's number, and how many bytes follow."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a call must keep.

    deadline        on the monotonic clock
    seconds         until then, from the start of the call; for the reason
    memory          bytes on top of what the worker has mapped
    """

    deadline: float
    seconds: float
    memory: int


@dataclass(frozen=True, kw_only=True)
class Place:
    """What surrounds a call: its worker's process, and descriptors of open files.

    log             what it prints to
    command         becomes readable when nobody wants the answer any more
    connection      how this process answers; the call has no business with it
    """

    worker: int
    log: int
    command: int
    connection: int


def be_child(
    number: int,
    function: Callable[[Any], Any],
    argument: Any,
    memory_limit: int,
    pipe: int,
    place: Place,
) -> NoReturn:
    """Make the call, answer, and end; whoever else gets here was forked by the call."""
    code = 1
    try:
        begin_process_of_its_own()
        os.close(place.connection)
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with_parent(place.worker, signal.SIGKILL)
        _limit(memory_limit)
        before = len(sys.modules)
        seed_everything(0)
        ending = _guarded(function, argument)
        if in_process_of_its_own():
            libraries = " ".join(imported_since(before)).encode()
            content = libraries + b"\n" + answer.written(ending)
            _flush()
            _send(pipe, HEADER.pack(number, len(content)) + content)
            code = 0
    finally:
        os._exit(code)


def _guarded(function: Callable[[Any], Any], argument: Any) -> CallResult:
    try:
        return guarded(function, argument)
    except KeyboardInterrupt:  # no person's: Ctrl-C does not reach this process
        return CallResult("failed", reason="KeyboardInterrupt")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):  # closed, or replaced by anything
            stream.flush()


def _send(pipe: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(pipe, view) :]


def _limit(memory: int) -> None:
    """Let allocations fail that would map more than this beyond what is mapped now, for good.

    Linux only: macOS accepts RLIMIT_AS and does not keep it, so there only the time limit and
    the system's own memory pressure hold.
    """
    resource.setrlimit(resource.RLIMIT_FSIZE, _lowered(resource.RLIMIT_FSIZE, FILE_LIMIT))
    if ON_LINUX:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  Path is slower
            pages = int(file.read().split()[0])
        wanted = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, _lowered(resource.RLIMIT_AS, wanted))


def _lowered(kind: int, wanted: int) -> tuple[int, int]:
    bounds = (bound for bound in resource.getrlimit(kind) if bound != resource.RLIM_INFINITY)
    allowed = min([wanted, *bounds])
    return allowed, allowed
