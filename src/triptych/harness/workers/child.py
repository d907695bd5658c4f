"""A process for one call: forked from a warm worker, so that nothing a call does outlives it.

It has all that the worker has loaded, and changes only its own copy. What it answers is read
without running code of its choice; whatever it started is ended with it.
"""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing import connection
from typing import Any, Final

from triptych.harness.workers import answer
from triptych.harness.workers.child_process import HEADER, Limits, Place, be_child
from triptych.harness.workers.descendants import end_descendants
from triptych.harness.workers.guard import WORDS_KEPT, CallResult, signal_name
from triptych.harness.workers.log import last_words
from triptych.harness.workers.watched_process import FAREWELL_SECONDS, WatchedProcess
from triptych.results.record import Status

SHOW_WHERE: Final = signal.SIGUSR1
"""On this signal a process writes where it is, even while C code holds the interpreter."""

_WORDS_SECONDS: Final = 0.1
"""How long a process that hangs has to write where it is."""

_CHUNK: Final = 2**20


def call_in_child(
    number: int,
    function: Callable[[Any], Any],
    argument: Any,
    limits: Limits,
    place: Place,
    *,
    read: Callable[[bytes], CallResult] = answer.read,
) -> tuple[CallResult, tuple[str, ...]]:
    """Call the function in a process of its own, and say how that ended.

    number      repeated by the answer
    read        how the answer is read

    Returns the ending, and the libraries that the call imported. Ends this process where nobody
    wants the answer any more.
    """
    theirs, ours = os.pipe()
    start = time.monotonic()
    try:
        child = os.fork()
    except OSError as error:
        os.close(theirs)
        os.close(ours)
        return CallResult("crashed", reason=f"no process could be started: {error}"), ()
    if child == 0:
        os.close(theirs)
        be_child(number, function, argument, limits.memory, ours, place)
    os.close(ours)
    process = WatchedProcess(child)
    try:
        content = _received(theirs, process, number, limits.deadline, place.command)
        if content is not None:
            process.wait(FAREWELL_SECONDS)  # to end by itself
            return _understood(content, read, place.log)
        return _unanswered(process, limits, place.log, time.monotonic() - start), ()
    finally:
        os.close(theirs)
        process.end()
        end_descendants()


def _received(
    pipe: int, process: WatchedProcess, number: int, deadline: float, command: int
) -> bytes | None:
    """The answer, whole; None where the process ended, or its time was up, before it came."""
    os.set_blocking(pipe, False)
    content = bytearray()
    watched = [pipe, command, *([] if process.ends is None else [process.ends])]
    while (left := deadline - time.monotonic()) > 0:
        is_open = _drained(pipe, content)
        if (whole := _whole(content, number)) is not None:
            return whole
        if not is_open or process.has_ended():
            _drained(pipe, content)
            return _whole(content, number)
        ready = connection.wait(watched, left if process.ends is not None else min(left, 0.05))
        if command in ready:
            process.end()
            end_descendants()
            os._exit(1)
    return None


def _drained(pipe: int, content: bytearray) -> bool:
    """Take what lies in the pipe; whether anybody may still write to it."""
    with suppress(BlockingIOError):
        while chunk := os.read(pipe, _CHUNK):
            content += chunk
        return False
    return True


def _whole(content: bytearray, number: int) -> bytes | None:
    if len(content) < HEADER.size:
        return None
    repeated, length = HEADER.unpack_from(content)
    if repeated != number or len(content) < HEADER.size + length:
        return None
    return bytes(content[HEADER.size : HEADER.size + length])


def _understood(
    content: bytes, read: Callable[[bytes], CallResult], log: int
) -> tuple[CallResult, tuple[str, ...]]:
    names, _, answer = content.partition(b"\n")
    ending = read(answer)
    ending = replace(ending, stderr=(last_words(log) + ending.stderr)[-WORDS_KEPT:])
    return ending, tuple(filter(None, names.decode(errors="replace").split(" ")))


def _unanswered(process: WatchedProcess, limits: Limits, log: int, seconds: float) -> CallResult:
    """The ending of a call whose process did not answer."""
    if time.monotonic() >= limits.deadline and not process.has_ended():
        with suppress(ProcessLookupError):
            os.kill(process.pid, SHOW_WHERE)
        process.wait(_WORDS_SECONDS)
        reason = f"still running after {limits.seconds:g} s"
        return _stopped("timeout", reason, last_words(log), seconds)
    process.wait(FAREWELL_SECONDS)
    words = last_words(log)
    if "bad_alloc" in words:  # C++ gives up where Python would raise MemoryError
        return _stopped("out-of-memory", "C++ could not allocate", words, seconds)
    if process.status is None:
        reason = "its process closed the connection without an answer"
    elif os.WIFSIGNALED(process.status):
        reason = f"its process was killed by {signal_name(os.WTERMSIG(process.status))}"
    else:
        reason = f"its process exited with code {os.waitstatus_to_exitcode(process.status)}"
    return _stopped("crashed", reason, words, seconds)


def _stopped(status: Status, reason: str, words: str, seconds: float) -> CallResult:
    return CallResult(status, reason=reason, stderr=words, wall_seconds=seconds)
